//! Faults in verifying the signature of requests. They take hold only of a service that verifies it.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::Checked;
use crate::refusal::Refusal;
use crate::sigv4::{
    Authorization, Signed, allowed, caller, covered, covers, read, scope, seconds, signature, signature_by,
    signature_over, time, wrong,
};

/// A fault that takes one step of the verification otherwise.
macro_rules! step {
    ($id:literal, $requirement:literal, $summary:literal, $step:ident, $instead:expr $(,)?) => {
        Fault::new(
            $id,
            $requirement,
            $summary,
            Hook::Stages(|stages| {
                if let Some(steps) = &mut stages.caller {
                    steps.$step = $instead;
                }
            }),
        )
    };
}

/// What the request says of its signature, unless this in it crashes the service.
fn read_unless(request: &Request, crashes: bool) -> Result<Option<Authorization>, Refusal> {
    if crashes { Err(crash()) } else { read(request) }
}

/// A pass for what the whole service refuses.
fn pass_if(condition: bool, checked: Checked) -> Checked {
    if condition { Ok(()) } else { checked }
}

/// The verification of the same request with another method or target.
fn signed_as(signed: &Signed<'_>, method: &str, target: &str) -> Checked {
    let headers = signed.request.headers().iter();
    let request = headers.fold(Request::new(method, target), |request, (name, value)| {
        request.with_header(name, value.clone())
    });
    signature(&Signed { request: &request.with_body(signed.request.body()), ..*signed })
}

/// In seconds.
const MINUTE: i64 = 60;

pub(super) static FAULTS: &[Fault] = &[
    step!("sigv4.unsigned.served", "SIG-002", "a request that is not signed is served", read, |request| {
        if request.header("authorization").is_none() { Ok(None) } else { read(request) }
    }),
    step!(
        "sigv4.unsigned.crash",
        "SIG-002",
        "a request that is not signed crashes the service",
        read,
        |request| { read_unless(request, request.header("authorization").is_none()) }
    ),
    step!(
        "sigv4.unsigned.unauthorised",
        "SIG-002",
        "a request that is not signed is refused with 401",
        read,
        |request| read(request).map_err(|refusal| refusal.renamed(401, "UnauthorizedException"))
    ),
    step!(
        "sigv4.authorization.unreadable-served",
        "SIG-003",
        "a request whose Authorization cannot be read is served",
        read,
        |request| match read(request) {
            Err(_) if request.header("authorization").is_some() => Ok(None),
            other => other,
        }
    ),
    step!(
        "sigv4.authorization.other-scheme-served",
        "SIG-003",
        "a request with an Authorization of another scheme is served",
        read,
        |request| {
            let other = request.header("authorization").is_some_and(|value| !value.starts_with(b"AWS4-"));
            if other { Ok(None) } else { read(request) }
        }
    ),
    step!(
        "sigv4.date.unreadable-served",
        "SIG-003",
        "a request whose X-Amz-Date is no time is served",
        read,
        |request| Ok(read(request)?.filter(|authorization| seconds(authorization.time()).is_some()))
    ),
    step!(
        "sigv4.secret.unchecked",
        "SIG-004",
        "a known access key is enough, whatever signs",
        signature,
        |_| Ok(())
    ),
    step!(
        "sigv4.secret.any-known",
        "SIG-004",
        "the secret of any known identity does, whatever the access key",
        signature,
        |signed| {
            let known = signed.world.strangers().iter().chain([signed.world.caller()]);
            let mut verified = known.map(|caller| signature_by(signed, caller));
            if verified.any(|checked| checked.is_ok()) { Ok(()) } else { Err(wrong()) }
        }
    ),
    Fault::new(
        "sigv4.key.unknown-served",
        "SIG-004",
        "an access key that nobody has is taken for the caller's, unverified",
        Hook::Stages(|stages| {
            if let Some(steps) = &mut stages.caller {
                steps.caller = |world, id| caller(world, id).or_else(|_| Ok(world.caller()));
                steps.signature = |signed| {
                    let known = signed.caller.access_key_id() == signed.authorization.access_key_id();
                    pass_if(!known, signature(signed))
                };
            }
        }),
    ),
    step!("sigv4.signature.unchecked", "SIG-005", "any signature of a known caller does", signature, |_| Ok(
        ()
    )),
    step!(
        "sigv4.signature.method-uncovered",
        "SIG-005",
        "the signature may be one for another method",
        signature,
        |signed| {
            let target = signed.request.target();
            pass_if(signed_as(signed, "GET", target).is_ok(), signature(signed))
        }
    ),
    step!(
        "sigv4.signature.path-uncovered",
        "SIG-005",
        "the signature may be one for the path /",
        signature,
        |signed| pass_if(signed_as(signed, signed.request.method(), "/").is_ok(), signature(signed))
    ),
    step!(
        "sigv4.body.unverified",
        "SIG-006",
        "a signature that does not fit is taken for one of another body",
        signature,
        |_| Ok(())
    ),
    step!(
        "sigv4.body.empty-signed",
        "SIG-006",
        "the signature may be one over an empty body",
        signature,
        |signed| pass_if(signature_over(signed, b"").is_ok(), signature(signed))
    ),
    step!("sigv4.time.unchecked", "SIG-007", "a signature is good at any time", time, |_, _| Ok(())),
    step!(
        "sigv4.time.past-unchecked",
        "SIG-007",
        "a signature is good for ever",
        time,
        |authorization, moment| {
            pass_if(is_before(authorization, moment.seconds()), time(authorization, moment))
        }
    ),
    step!(
        "sigv4.time.ahead-unchecked",
        "SIG-007",
        "a signature may lie ahead as far as it likes",
        time,
        |authorization, moment| {
            pass_if(!is_before(authorization, moment.seconds()), time(authorization, moment))
        }
    ),
    step!("sigv4.time.hour", "SIG-007", "a signature is good for an hour", time, |authorization, moment| {
        let quarters = [-3, -2, -1, 0, 1, 2, 3].map(|quarter| quarter * 15 * MINUTE);
        let good = quarters.iter().any(|quarter| time(authorization, moment.later(*quarter)).is_ok());
        pass_if(good, time(authorization, moment))
    }),
    step!(
        "sigv4.scope.any-region",
        "SIG-008",
        "the signature may be one for any region",
        scope,
        |authorization, world| {
            pass_if(
                authorization.scope()[2] == eks_auth_protocol::operation::SIGNING_NAME,
                scope(authorization, world),
            )
        }
    ),
    step!(
        "sigv4.scope.any-service",
        "SIG-008",
        "the signature may be one for any service",
        scope,
        |authorization, world| {
            pass_if(authorization.scope()[1] == world.region(), scope(authorization, world))
        }
    ),
    step!(
        "sigv4.covered.unchecked",
        "SIG-009",
        "a signature need not cover anything",
        covered,
        |_, _| Ok(())
    ),
    step!(
        "sigv4.covered.no-host",
        "SIG-009",
        "a signature need not cover Host",
        covered,
        |authorization, request| covers(authorization, request, &[])
    ),
    step!("sigv4.stranger.served", "SIG-010", "every known identity may ask", allowed, |_, _| Ok(())),
    step!(
        "sigv4.stranger.not-found",
        "SIG-010",
        "an identity that may not ask is refused with 404",
        allowed,
        |world, who| allowed(world, who).map_err(|refusal| refusal.renamed(404, "ResourceNotFoundException"))
    ),
    step!(
        "sigv4.body-hash.refused",
        "SIG-001",
        "a request with X-Amz-Content-Sha256 is refused",
        covered,
        |authorization, request| {
            if request.header("x-amz-content-sha256").is_some() {
                Err(wrong())
            } else {
                covered(authorization, request)
            }
        }
    ),
    step!(
        "sigv4.headers.listed-alone",
        "SIG-001",
        "only the headers that botocore signs may be signed",
        covered,
        |authorization, request| {
            let usual = ["content-type", "host", "x-amz-date", "x-amz-security-token"];
            if authorization.signed_headers().all(|name| usual.contains(&name)) {
                covered(authorization, request)
            } else {
                Err(wrong())
            }
        }
    ),
    step!("sigv4.path.encoded-once", "SIG-001", "the path is not encoded once more", signature, |signed| {
        let path = signed.request.target().split('?').next().unwrap_or_default();
        if path.contains('%') { Err(wrong()) } else { signature(signed) }
    }),
    step!("sigv4.query.crash", "SIG-011", "a signature in the query crashes the service", read, |request| {
        read_unless(request, request.target().contains("X-Amz-Signature"))
    }),
    step!("sigv4.session-token.crash", "SIG-011", "a session token crashes the service", read, |request| {
        read_unless(request, request.header("x-amz-security-token").is_some())
    }),
    step!(
        "sigv4.two-authorizations.crash",
        "SIG-011",
        "two Authorizations crash the service",
        read,
        |request| { read_unless(request, request.header_lines("authorization").count() > 1) }
    ),
    step!(
        "sigv4.content-type.crash",
        "SIG-011",
        "a Content-Type that is not signed crashes the service",
        covered,
        |authorization, request| {
            if authorization.signed_headers().any(|name| name == "content-type") {
                covered(authorization, request)
            } else {
                Err(crash())
            }
        }
    ),
    step!(
        "sigv4.time.strict",
        "SIG-012",
        "a clock may be off by a minute at most",
        time,
        |authorization, moment| {
            // What is good with the clock a minute less than the whole quarter on either side is within that minute.
            let less = crate::sigv4::SKEW - MINUTE;
            time(authorization, moment.later(less))?;
            time(authorization, moment.later(-less))
        }
    ),
];

/// Whether the signature is of this moment or before.
fn is_before(authorization: &Authorization, now: i64) -> bool {
    seconds(authorization.time()).is_some_and(|signed| signed <= now)
}
