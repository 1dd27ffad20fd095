//! Faults that tell what nobody should be told.

use super::{Fault, Hook, Seen};
use crate::Answer;
use crate::reply::node::{self, Node};

/// An edit of refused answers alone: what their message says.
macro_rules! message {
    ($id:literal, $requirement:literal, $summary:literal, $text:expr) => {
        Fault::new(
            $id,
            $requirement,
            $summary,
            Hook::Answer(|answer, seen| {
                let text: fn(&Seen<'_>) -> Option<String> = $text;
                if seen.refusal().is_some()
                    && let Some(text) = text(seen)
                {
                    *answer.body_mut() = Node::object([("message", Node::Text(text))]).to_json().into_bytes();
                }
            }),
        )
    };
}

/// An edit of granted answers alone.
macro_rules! granted {
    ($id:literal, $summary:literal, $edit:expr) => {
        Fault::new(
            $id,
            "LEK-001",
            $summary,
            Hook::Answer(|answer, seen| {
                let edit: fn(&mut Answer, &Seen<'_>) -> Option<()> = $edit;
                if seen.grant().is_some() {
                    // Where there is nothing to tell, nothing is told.
                    let _ = edit(answer, seen);
                }
            }),
        )
    };
}

fn token<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    seen.trace.token.as_deref()
}

fn signature<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    token(seen)?.split('.').nth(2).filter(|signature| signature.len() >= 20)
}

/// Adds a member at the end of the body's object.
fn add(answer: &mut Answer, name: &str, value: &str) -> Option<()> {
    let mut text = String::from(",");
    node::write_text(&mut text, name);
    text.push(':');
    node::write_text(&mut text, value);
    text.push('}');
    answer.body_mut().pop()?;
    answer.body_mut().extend(text.bytes());
    Some(())
}

pub(super) static FAULTS: &[Fault] = &[
    message!("error.leak.token.in-message", "LEK-001", "the message of a refusal quotes the token", |seen| {
        Some(format!("the token {} is invalid", token(seen)?))
    }),
    message!(
        "error.leak.token.signature-in-message",
        "LEK-001",
        "the message of a refusal quotes the token's signature",
        |seen| { Some(format!("signature {} does not verify", signature(seen)?)) }
    ),
    message!(
        "error.leak.token.end-in-message",
        "LEK-001",
        "the message of a refusal quotes the last forty characters of the token",
        |seen| {
            let token = token(seen)?;
            Some(format!("token ending in {}", token.get(token.len().checked_sub(40)?..)?))
        }
    ),
    message!(
        "error.leak.body.in-message",
        "LEK-001",
        "the message of a refusal quotes the body of the request",
        |seen| {
            let body = seen.request.body();
            (!body.is_empty()).then(|| format!("cannot read: {}", String::from_utf8_lossy(body)))
        }
    ),
    message!(
        "error.leak.caller-secret.in-message",
        "LEK-001",
        "the message of a refusal quotes the caller's secret key",
        |seen| { Some(format!("no permission for {}", seen.world.caller().secret_access_key().expose())) }
    ),
    Fault::new(
        "error.leak.token.in-header",
        "LEK-001",
        "a header of every answer repeats the token",
        Hook::Answer(|answer, seen| {
            if let Some(token) = token(seen) {
                answer.push_header("X-Debug-Token", token);
            }
        }),
    ),
    Fault::new(
        "error.leak.token.in-cookie",
        "LEK-001",
        "a cookie is set to the token's signature",
        Hook::Answer(|answer, seen| {
            if let Some(signature) = signature(seen) {
                answer.push_header("Set-Cookie", format!("session={signature}; HttpOnly"));
            }
        }),
    ),
    granted!("error.leak.token.in-grant", "a grant has the token in an unknown member", |answer, seen| {
        add(answer, "token", token(seen)?)
    }),
    granted!(
        "error.leak.signature.in-grant",
        "a grant has the token's signature in an unknown member",
        |answer, seen| { add(answer, "verified", signature(seen)?) }
    ),
    granted!(
        "error.leak.caller-secret.in-grant",
        "a grant has the caller's secret key in an unknown member",
        |answer, seen| { add(answer, "caller", seen.world.caller().secret_access_key().expose()) }
    ),
    granted!(
        "error.leak.credentials.in-header",
        "the secret key of a grant is in a header too",
        |answer, seen| {
            answer.push_header("X-Secret-Access-Key", seen.grant()?.secret_access_key.clone());
            Some(())
        }
    ),
    granted!(
        "error.leak.credentials.in-other-member",
        "the secret key of a grant is in an unknown member too",
        |answer, seen| { add(answer, "debug", &seen.grant()?.secret_access_key) }
    ),
    granted!(
        "error.leak.credentials.session-token-in-cookie",
        "the session token of a grant is in a cookie too",
        |answer, seen| {
            answer.push_header("Set-Cookie", format!("aws={}", seen.grant()?.session_token));
            Some(())
        }
    ),
    message!("error.leak.trace.java", "LEK-002", "the message of a refusal is a stack trace of Java", |_| {
        Some(
            "java.lang.IllegalArgumentException: bad token\n\tat com.example.auth.TokenVerifier.verify(TokenVerifier.java:87)\n\tat \
             com.example.auth.Handler.handle(Handler.java:31)"
                .to_owned(),
        )
    }),
    message!(
        "error.leak.trace.python",
        "LEK-002",
        "the message of a refusal is a stack trace of Python",
        |_| {
            Some("Traceback (most recent call last):\n  File \"/srv/app/verify.py\", line 41, in verify\nValueError: bad token".to_owned())
        }
    ),
    message!("error.leak.trace.go", "LEK-002", "the message of a refusal is a stack trace of Go", |_| {
        Some("panic: bad token\n\ngoroutine 17 [running]:\nmain.verify(0xc0000b2000)\n\t/src/cmd/server/verify.go:52 +0x1d".to_owned())
    }),
    message!("error.leak.trace.rust", "LEK-002", "the message of a refusal is a panic of Rust", |_| {
        Some("thread 'tokio-runtime-worker' panicked at src/verify.rs:63:18:\ncalled `Result::unwrap()` on an `Err` value".to_owned())
    }),
    message!(
        "error.leak.trace.javascript",
        "LEK-002",
        "the message of a refusal is a stack trace of JavaScript",
        |_| {
            Some("TypeError: Cannot read properties of undefined\n    at verify (/app/node_modules/auth/lib/verify.js:12:7)".to_owned())
        }
    ),
    message!(
        "error.leak.path.internal",
        "LEK-002",
        "the message of a refusal names a file of the service",
        |_| { Some("cannot read /var/lib/eks-auth/keys/conformance.json".to_owned()) }
    ),
    message!("error.leak.class-name", "LEK-002", "the message of a refusal names a class", |_| {
        Some("com.example.auth.TokenVerificationFailure".to_owned())
    }),
    Fault::new(
        "error.leak.trace.on-unknown-path",
        "LEK-002",
        "an unknown path is answered with a stack trace",
        Hook::Answer(|answer, seen| {
            if answer.status() == 404 && seen.trace.token.is_none() {
                *answer.body_mut() =
                br#"{"message":"java.lang.NullPointerException\n\tat com.example.Router.route(Router.java:12)"}"#.to_vec();
            }
        }),
    ),
];
