//! Who signs the request, and how: Signature Version 4.

use crate::Area::Sigv4;
use crate::expect::Expect::{Either, Granted, RefusedWith};
use crate::sign::{Signable, Signature, Signing};
use crate::situation::{Situation, request};

/// ID, title, and how the request is signed.
type Row = (&'static str, &'static str, Signing);

/// How a signature is refused: which of the two, pages of AWS disagree.
const REFUSED: &[u16] = &[400, 403];

const MINUTE: f64 = 60.0;
const DAY: f64 = 24.0 * 60.0 * MINUTE;

/// What no secret of an identity is.
const OTHER_SECRET: &str = "0000000000000000000000000000000000000000";
/// What no access key of the world is.
const OTHER_KEY: &str = "AKIA0000000000000000";

pub(super) fn situations() -> Vec<Situation> {
    let refused: [(&'static str, Vec<Row>); 9] = [
        ("SIG-002", unsigned()),
        ("SIG-003", malformed()),
        ("SIG-004", other_secrets()),
        ("SIG-005", altered()),
        ("SIG-006", other_bodies()),
        ("SIG-007", other_times()),
        ("SIG-008", other_scopes()),
        ("SIG-009", uncovered()),
        ("SIG-010", strangers()),
    ];
    let refused = refused.into_iter().flat_map(|(requirement, rows)| {
        rows.into_iter().map(move |row| signed(row).expect(requirement, RefusedWith(REFUSED)))
    });
    good().into_iter().chain(clocks()).chain(refused).chain(unusual()).collect()
}

/// The plain request, signed so. What refuses it may stand before the service.
fn signed((id, title, signing): Row) -> Situation {
    request(Sigv4, id, title, move |spec| spec.signed(signing)).before_operation()
}

fn good() -> Vec<Situation> {
    vec![
        signed(("sigv4.good.body-hash", "the body's hash is signed in a header", |signer, request| {
            signer.with_body_hash().sign(request)
        })),
        request(Sigv4, "sigv4.good.more-headers", "the SDKs' own headers are signed too", |spec| {
            spec.header("amz-sdk-invocation-id", "1158b301-070a-45c6-8d7e-375c1004c1ec")
                .header("amz-sdk-request", "attempt=1; max=3")
                .header("X-Amz-User-Agent", "aws-sdk-js/3.981.0   ua/2.1")
                .signed(|signer, request| signer.covering(|_| true).sign(request))
        }),
        request(Sigv4, "sigv4.good.escaped-path", "a letter of the path is escaped, and signed so", |spec| {
            let (first, rest) = spec.cluster().split_at(1);
            let segment: String =
                first.bytes().map(|byte| format!("%{byte:02X}")).chain([rest.to_owned()]).collect();
            spec.cluster_segment(&segment)
        }),
    ]
    .into_iter()
    .map(|row| row.expect("SIG-001", Granted))
    .collect()
}

/// Clocks that are a little off.
fn clocks() -> Vec<Situation> {
    let rows: [Row; 2] = [
        ("sigv4.clock.behind", "the clock of the caller is four minutes behind", |signer, request| {
            signer.sign(Signable { at: request.at - 4.0 * MINUTE, ..request })
        }),
        ("sigv4.clock.ahead", "the clock of the caller is four minutes ahead", |signer, request| {
            signer.sign(Signable { at: request.at + 4.0 * MINUTE, ..request })
        }),
    ];
    rows.into_iter().map(|row| signed(row).expect("SIG-012", Granted)).collect()
}

fn unsigned() -> Vec<Row> {
    vec![
        ("sigv4.unsigned.plain", "the request is not signed", |_, _| Signature::default()),
        ("sigv4.unsigned.date", "the request is not signed, and has an X-Amz-Date", |signer, request| {
            signer.sign(request).without_header("Authorization")
        }),
    ]
}

fn malformed() -> Vec<Row> {
    vec![
        ("sigv4.authorization.empty", "the Authorization is empty", |signer, request| {
            authorized(signer.sign(request), |_| String::new())
        }),
        ("sigv4.authorization.word", "the Authorization is a word", |signer, request| {
            authorized(signer.sign(request), |_| "AWS4-HMAC-SHA256".to_owned())
        }),
        ("sigv4.authorization.bearer", "the Authorization is of the scheme Bearer", |signer, request| {
            authorized(signer.sign(request), |_| "Bearer 0123456789".to_owned())
        }),
        ("sigv4.authorization.basic", "the Authorization is of the scheme Basic", |signer, request| {
            authorized(signer.sign(request), |_| "Basic dXNlcjpwYXNzd29yZA==".to_owned())
        }),
        ("sigv4.authorization.algorithm", "the algorithm is another", |signer, request| {
            authorized(signer.sign(request), |text| text.replacen("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1", 1))
        }),
        ("sigv4.authorization.no-credential", "the Authorization has no Credential", |signer, request| {
            authorized(signer.sign(request), |text| without_part(text, "Credential="))
        }),
        ("sigv4.authorization.no-headers", "the Authorization has no SignedHeaders", |signer, request| {
            authorized(signer.sign(request), |text| without_part(text, "SignedHeaders="))
        }),
        ("sigv4.authorization.no-signature", "the Authorization has no Signature", |signer, request| {
            authorized(signer.sign(request), |text| without_part(text, "Signature="))
        }),
        ("sigv4.authorization.no-scope", "the Credential has no scope", |signer, request| {
            authorized(signer.sign(request), |text| match (text.find('/'), text.find(", S")) {
                (Some(from), Some(to)) if from < to => [&text[..from], &text[to..]].concat(),
                _ => text.to_owned(),
            })
        }),
        ("sigv4.authorization.half-signature", "the Signature lacks its second half", |signer, request| {
            signature(signer.sign(request), |text| text[..32].to_owned())
        }),
        ("sigv4.date.missing", "there is no X-Amz-Date", |signer, request| {
            signer.sign(request).without_header("X-Amz-Date")
        }),
        ("sigv4.date.word", "the X-Amz-Date is a word", |signer, request| {
            signer.sign(request).with_header("X-Amz-Date", "today")
        }),
    ]
}

fn other_secrets() -> Vec<Row> {
    vec![
        ("sigv4.secret.other", "it is signed with a secret that nobody has", |signer, request| {
            signer.with_secret(OTHER_SECRET).sign(request)
        }),
        ("sigv4.secret.strangers", "it is signed with the secret of another identity", |signer, request| {
            signer.with_strangers_secret().sign(request)
        }),
        ("sigv4.key.unknown", "it is signed under an access key that nobody has", |signer, request| {
            signer.with_access_key(OTHER_KEY).sign(request)
        }),
    ]
}

fn altered() -> Vec<Row> {
    vec![
        ("sigv4.signature.first-digit", "the first digit of the signature is another", |signer, request| {
            let digits = |text: &str| [flipped(&text[..1]), text[1..].to_owned()].concat();
            signature(signer.sign(request), digits)
        }),
        ("sigv4.signature.last-digit", "the last digit of the signature is another", |signer, request| {
            let digits = |text: &str| [text[..63].to_owned(), flipped(&text[63..])].concat();
            signature(signer.sign(request), digits)
        }),
        ("sigv4.signature.zeros", "the signature is all zeros", |signer, request| {
            signature(signer.sign(request), |text| "0".repeat(text.len()))
        }),
        ("sigv4.signed.other-path", "it is signed for another path", |signer, request| {
            signer.sign(Signable { target: "/", ..request })
        }),
        ("sigv4.signed.other-method", "it is signed for another method", |signer, request| {
            signer.sign(Signable { method: "GET", ..request })
        }),
        ("sigv4.signed.other-header", "a signed header has another value", |signer, request| {
            let mut headers = request.headers.to_vec();
            headers.push(("X-Amz-Meta".to_owned(), "signed".to_owned()));
            signer.sign(Signable { headers: &headers, ..request }).with_header("X-Amz-Meta", "sent")
        }),
        (
            "sigv4.signed.other-time",
            "it was signed twenty minutes ago, and its X-Amz-Date is of now",
            |signer, request| {
                let now = signer.sign(request).header("X-Amz-Date").to_owned();
                signer
                    .sign(Signable { at: request.at - 20.0 * MINUTE, ..request })
                    .with_header("X-Amz-Date", &now)
            },
        ),
    ]
}

fn other_bodies() -> Vec<Row> {
    vec![
        ("sigv4.body.empty-signed", "it is signed with an empty body", |signer, request| {
            signer.sign(Signable { body: b"", ..request })
        }),
        ("sigv4.body.object-signed", "it is signed with an empty object as its body", |signer, request| {
            signer.sign(Signable { body: b"{}", ..request })
        }),
        (
            "sigv4.body.claimed-hash",
            "it is signed with an empty body, whose hash it claims in a header",
            |signer, request| signer.with_body_hash().sign(Signable { body: b"", ..request }),
        ),
        ("sigv4.body.token-changed", "it is signed with another token in its body", |signer, request| {
            let body = String::from_utf8_lossy(request.body).replacen("eyJ", "eyK", 1);
            signer.sign(Signable { body: body.as_bytes(), ..request })
        }),
    ]
}

fn other_times() -> Vec<Row> {
    vec![
        ("sigv4.time.past-16-minutes", "it was signed 16 minutes ago", |signer, request| {
            signer.sign(Signable { at: request.at - 16.0 * MINUTE, ..request })
        }),
        ("sigv4.time.past-day", "it was signed a day ago", |signer, request| {
            signer.sign(Signable { at: request.at - DAY, ..request })
        }),
        ("sigv4.time.ahead-16-minutes", "it was signed 16 minutes ahead", |signer, request| {
            signer.sign(Signable { at: request.at + 16.0 * MINUTE, ..request })
        }),
        ("sigv4.time.ahead-day", "it was signed a day ahead", |signer, request| {
            signer.sign(Signable { at: request.at + DAY, ..request })
        }),
    ]
}

fn other_scopes() -> Vec<Row> {
    vec![
        ("sigv4.scope.other-region", "it is signed for another region", |signer, request| {
            signer.in_region("sa-east-1").sign(request)
        }),
        ("sigv4.scope.other-service", "it is signed for another service", |signer, request| {
            signer.for_service("eks").sign(request)
        }),
    ]
}

fn uncovered() -> Vec<Row> {
    vec![
        ("sigv4.covered.no-host", "the signature does not cover Host", |signer, request| {
            signer.without("host").sign(request)
        }),
        ("sigv4.covered.no-date", "the signature does not cover X-Amz-Date", |signer, request| {
            signer.without("x-amz-date").sign(request)
        }),
    ]
}

fn strangers() -> Vec<Row> {
    vec![("sigv4.stranger", "it is signed by an identity that may not ask", |signer, request| {
        signer.stranger().sign(request)
    })]
}

/// What good services differ about.
fn unusual() -> Vec<Situation> {
    let rows: [Row; 5] = [
        ("sigv4.unusual.query", "the signature stands in the query", |signer, request| {
            signer.in_query().sign(request)
        }),
        (
            "sigv4.unusual.session-token",
            "the caller shows a session token that it does not have",
            |signer, request| signer.with_session("bm90IGEgc2Vzc2lvbiB0b2tlbg==").sign(request),
        ),
        (
            "sigv4.unusual.second-authorization",
            "another Authorization follows the right one",
            |signer, request| {
                let mut signature = signer.sign(request);
                signature.headers.push(("Authorization".to_owned(), "Bearer 0123456789".to_owned()));
                signature
            },
        ),
        (
            "sigv4.unusual.first-authorization",
            "another Authorization precedes the right one",
            |signer, request| {
                let mut signature = signer.sign(request);
                signature.headers.insert(0, ("Authorization".to_owned(), "Bearer 0123456789".to_owned()));
                signature
            },
        ),
        ("sigv4.unusual.few-headers", "the Content-Type is not signed", |signer, request| {
            signer.covering(|_| false).sign(request)
        }),
    ];
    rows.into_iter().map(|row| signed(row).expect("SIG-011", Either)).collect()
}

/// The signature with its Authorization changed.
fn authorized(signature: Signature, change: impl FnOnce(&str) -> String) -> Signature {
    let changed = change(signature.header("Authorization"));
    signature.with_header("Authorization", &changed)
}

/// The signature with its hexadecimal digits changed.
fn signature(signature: Signature, change: impl FnOnce(&str) -> String) -> Signature {
    authorized(signature, |text| match text.rsplit_once("Signature=") {
        Some((before, digits)) if digits.len() == 64 => format!("{before}Signature={}", change(digits)),
        _ => text.to_owned(),
    })
}

/// A hexadecimal digit that is not this one.
fn flipped(digit: &str) -> String {
    if digit == "0" { "1".to_owned() } else { "0".to_owned() }
}

/// The Authorization without the part that begins so.
fn without_part(text: &str, name: &str) -> String {
    let (scheme, parts) = text.split_once(' ').unwrap_or_default();
    let parts: Vec<&str> = parts.split(", ").filter(|part| !part.starts_with(name)).collect();
    format!("{scheme} {}", parts.join(", "))
}
