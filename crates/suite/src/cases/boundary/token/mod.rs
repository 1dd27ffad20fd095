//! Boundaries within the token: its header, its claims, its signature and its form.

mod altered;
mod association;
mod audience;
mod claims;
mod crit;
mod everywhere;
mod expiry;
mod forged;
mod header;
mod issuer;
mod kid;
mod kubernetes;
mod not_before;
mod pod;
mod shape;
mod signature;
mod size;
mod subject;
mod unknown;
mod values;

use crate::situation::Situation;

pub(super) fn situations() -> Vec<Situation> {
    [
        unknown::situations(),
        header::situations(),
        kid::situations(),
        crit::situations(),
        claims::situations(),
        pod::situations(),
        kubernetes::situations(),
        expiry::situations(),
        everywhere::situations(),
        not_before::situations(),
        issuer::situations(),
        audience::situations(),
        subject::situations(),
        association::situations(),
        signature::situations(),
        forged::situations(),
        altered::situations(),
        shape::situations(),
        size::situations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
