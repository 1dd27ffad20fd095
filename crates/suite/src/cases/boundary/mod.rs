//! Boundaries: one dimension at a time, walked from value to value. What breaks at one length, one count, one number or
//! one spelling only is found nowhere else.

mod cluster;
mod header;
mod known;
mod media;
mod members;
mod method;
mod path;
mod spelling;
mod syntax;
mod token;
mod token_member;
mod unknown;

use std::collections::HashSet;

use crate::area::Area;
pub(super) use crate::request::percent_encoded;
use crate::request::{RequestSpec, json_string};
use crate::situation::{Situation, Value, sweep};
use crate::stage::Stage;

pub(super) fn situations() -> Vec<Situation> {
    [
        token::situations(),
        cluster::situations(),
        unknown::situations(),
        known::situations(),
        path::situations(),
        method::situations(),
        members::situations(),
        token_member::situations(),
        syntax::situations(),
        spelling::situations(),
        media::situations(),
        header::situations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A sweep over edits of one plain request: what each is in words, and what the edit puts in.
fn edits<T: 'static>(
    area: Area,
    id: &'static str,
    title: &'static str,
    values: impl Fn(&mut Stage, &RequestSpec) -> Vec<(String, T)> + Send + Sync + 'static,
    edit: impl Fn(RequestSpec, T) -> RequestSpec + Send + Sync + 'static,
) -> Situation {
    sweep(area, id, title, move |stage, subject| {
        // One token for all: the values differ in one thing, and minting costs more than sending.
        let plain = stage.plain(subject);
        let mut seen = HashSet::new();
        values(stage, &plain)
            .into_iter()
            // The seed may draw what is there already.
            .filter(|(what, _)| seen.insert(what.clone()))
            .map(|(what, value)| Value::new(what, edit(plain.clone(), value)))
            .collect()
    })
}

/// A sweep over what stands in the path for the cluster's name.
fn segments(
    id: &'static str,
    title: &'static str,
    values: impl Fn(&mut Stage, &str) -> Vec<(String, String)> + Send + Sync + 'static,
) -> Situation {
    edits(
        Area::Cluster,
        id,
        title,
        move |stage, plain| values(stage, plain.cluster()),
        |spec, segment: String| spec.cluster_segment(&segment),
    )
}

/// A sweep over bodies around one good token, which the values get as a JSON string.
fn bodies<Body: Into<Vec<u8>> + 'static>(
    id: &'static str,
    title: &'static str,
    values: impl Fn(&mut Stage, &str) -> Vec<(String, Body)> + Send + Sync + 'static,
) -> Situation {
    edits(
        Area::Request,
        id,
        title,
        move |stage, plain| values(stage, &json_string(plain.token())),
        RequestSpec::body::<Body>,
    )
}
