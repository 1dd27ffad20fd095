//! Signature Version 4: did a caller whom the service knows, and lets ask, sign exactly this request, just now?
//!
//! The whole service does not look; one with the manner `sigv4.verified` does. It takes the list of signed headers from
//! the request and hashes the body itself, as clients of AWS differ in what they sign and in what they say of it.

mod authorization;
mod canonical;
mod date;
mod key;

use eks_auth_protocol::{Exception, operation};
use eks_auth_world::{Caller, World};
use ring::hmac;

use crate::decide::{Checked, body};
use crate::refusal::Refusal;
use crate::{Moment, Request};

pub(crate) use authorization::Authorization;
pub(crate) use date::seconds;

/// How far the caller's clock may be from the service's, in seconds.
pub(crate) const SKEW: i64 = 15 * 60;

/// The steps of the verification, in the order in which they run. A fault replaces one.
#[derive(Clone, Copy)]
pub(crate) struct Steps {
    /// What the request says of its signature; nothing, where a request without one is let pass.
    pub(crate) read: fn(&Request) -> Result<Option<Authorization>, Refusal>,
    pub(crate) scope: fn(&Authorization, &World) -> Checked,
    pub(crate) time: fn(&Authorization, Moment) -> Checked,
    pub(crate) covered: fn(&Authorization, &Request) -> Checked,
    pub(crate) caller: for<'w> fn(&'w World, &str) -> Result<&'w Caller, Refusal>,
    pub(crate) signature: fn(&Signed<'_>) -> Checked,
    pub(crate) session: fn(&Request, &Caller) -> Checked,
    pub(crate) allowed: fn(&World, &Caller) -> Checked,
}

/// Everything that a signature is verified with.
#[derive(Clone, Copy)]
pub(crate) struct Signed<'a> {
    pub(crate) world: &'a World,
    pub(crate) request: &'a Request,
    pub(crate) authorization: &'a Authorization,
    pub(crate) caller: &'a Caller,
}

impl Steps {
    /// The verification without a fault.
    pub(crate) const WHOLE: Steps = Steps { read, scope, time, covered, caller, signature, session, allowed };

    /// Runs them.
    pub(crate) fn check(&self, world: &World, request: &Request, moment: Moment) -> Checked {
        // Of a body that is too long a door keeps the beginning alone, and no signature is of that.
        body::within_limit(request.body())?;
        let Some(authorization) = (self.read)(request)? else { return Ok(()) };
        (self.scope)(&authorization, world)?;
        (self.time)(&authorization, moment)?;
        (self.covered)(&authorization, request)?;
        let caller = (self.caller)(world, authorization.access_key_id())?;
        (self.signature)(&Signed { world, request, authorization: &authorization, caller })?;
        (self.session)(request, caller)?;
        (self.allowed)(world, caller)
    }
}

/// One Authorization header of the right form, and the time of the signature beside it.
pub(crate) fn read(request: &Request) -> Result<Option<Authorization>, Refusal> {
    let mut lines = request.header_lines("authorization");
    match (lines.next(), lines.next()) {
        (None, _) => Err(missing()),
        (Some(_), Some(_)) => Err(incomplete("the request has more than one Authorization")),
        (Some(value), None) => {
            let date =
                request.header("x-amz-date").ok_or_else(|| incomplete("the request has no X-Amz-Date"))?;
            Authorization::read(value, date)
                .map(Some)
                .ok_or_else(|| incomplete("the Authorization could not be read"))
        }
    }
}

/// The scope is of this service, in this region, on the day of the signature.
pub(crate) fn scope(authorization: &Authorization, world: &World) -> Checked {
    let day = authorization.time().get(..8).unwrap_or_default();
    let due = [day, world.region(), operation::SIGNING_NAME, "aws4_request"];
    if authorization.scope() == due {
        Ok(())
    } else {
        Err(invalid("the scope of the signature is not this service's"))
    }
}

/// The time of the signature is the service's, give or take [`SKEW`].
pub(crate) fn time(authorization: &Authorization, moment: Moment) -> Checked {
    let signed = seconds(authorization.time()).ok_or_else(|| incomplete("X-Amz-Date is no time"))?;
    if signed.abs_diff(moment.seconds()) <= SKEW.unsigned_abs() {
        Ok(())
    } else {
        Err(invalid("the signature is too old, or not valid yet"))
    }
}

/// The host and every header of AWS's own is signed.
pub(crate) fn covered(authorization: &Authorization, request: &Request) -> Checked {
    covers(authorization, request, &["host"])
}

/// These headers and every one of AWS's own are signed.
pub(crate) fn covers(authorization: &Authorization, request: &Request, always: &[&str]) -> Checked {
    let own = request.headers().iter().map(|(name, _)| name.to_ascii_lowercase());
    let mut must =
        own.filter(|name| name.starts_with("x-amz-")).chain(always.iter().map(|name| (*name).to_owned()));
    let signed = |name: String| authorization.signed_headers().any(|signed| signed == name);
    if must.all(signed) { Ok(()) } else { Err(invalid("a header that matters is not signed")) }
}

/// The identity of that access key: the caller, or a stranger.
pub(crate) fn caller<'w>(world: &'w World, access_key_id: &str) -> Result<&'w Caller, Refusal> {
    let mut known = [world.caller()].into_iter().chain(world.strangers());
    known.find(|caller| caller.access_key_id() == access_key_id).ok_or_else(|| {
        Refusal::protocol(403, "UnrecognizedClientException", "the access key of the request is not known")
    })
}

/// The signature is that of the caller's key over exactly this request.
pub(crate) fn signature(signed: &Signed<'_>) -> Checked {
    signature_over(signed, signed.request.body())
}

/// As [`signature`], by another identity.
pub(crate) fn signature_by(signed: &Signed<'_>, caller: &Caller) -> Checked {
    signature(&Signed { caller, ..*signed })
}

/// As [`signature`], of the request with this body.
pub(crate) fn signature_over(signed: &Signed<'_>, body: &[u8]) -> Checked {
    let Signed { request, authorization, caller, .. } = signed;
    let key = key::signing(caller.secret_access_key().expose(), authorization.scope());
    // Some signers resolve dot segments and double slashes that they send all the same, and some do not.
    let genuine = canonical::paths(request.target()).into_iter().any(|path| {
        let canonical = canonical::request(request, &path, authorization, body);
        let input = canonical::string_to_sign(authorization, &canonical);
        hmac::verify(&key, input.as_bytes(), authorization.signature()).is_ok()
    });
    if genuine { Ok(()) } else { Err(wrong()) }
}

/// Whoever has temporary keys shows the session token that goes with them. What others show is not looked at.
pub(crate) fn session(request: &Request, caller: &Caller) -> Checked {
    let shown = request.header("x-amz-security-token");
    match caller.session_token() {
        Some(token) if shown != Some(token.expose().as_bytes()) => Err(Refusal::protocol(
            403,
            "UnrecognizedClientException",
            "the session token is not the caller's",
        )),
        _ => Ok(()),
    }
}

/// The one identity that may ask.
pub(crate) fn allowed(world: &World, caller: &Caller) -> Checked {
    if caller.access_key_id() == world.caller().access_key_id() {
        Ok(())
    } else {
        Err(Refusal::modelled(Exception::AccessDenied, "the caller is not allowed to do this"))
    }
}

pub(crate) fn wrong() -> Refusal {
    invalid("the signature is not that of this request by this caller")
}

fn missing() -> Refusal {
    Refusal::protocol(403, "MissingAuthenticationTokenException", "the request is not signed")
}

fn incomplete(message: &'static str) -> Refusal {
    Refusal::protocol(400, "IncompleteSignatureException", message)
}

fn invalid(message: &'static str) -> Refusal {
    Refusal::protocol(403, "InvalidSignatureException", message)
}
