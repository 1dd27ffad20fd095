//! Requests out of any bytes, and the cluster that a path names.

use eks_auth_protocol::laws::Cut;
use eks_auth_protocol::operation;

use super::bench::Bench;
use crate::Request;

/// What these bytes could be: a whole request, a body, a token.
pub(super) fn of_bytes(bench: &Bench, bytes: &[u8]) -> Vec<Request> {
    let mut requests = vec![plain(bench).with_body(bytes)];
    if let Ok(token) = str::from_utf8(bytes) {
        requests.push(plain(bench).with_body(body(token)));
    }
    requests.extend(whole(bytes));
    requests
}

/// The good request to the cluster of the first token, without a body.
pub(super) fn plain(bench: &Bench) -> Request {
    to(&format!("/clusters/{}/assume-role-for-pod-identity", bench.good().by()))
}

/// A good request to this path, without a body.
pub(super) fn to(target: &str) -> Request {
    Request::new(operation::METHOD, target)
        .with_header("Host", "localhost")
        .with_header("Content-Type", operation::CONTENT_TYPE)
}

/// A body with this token.
pub(super) fn body(token: &str) -> String {
    serde_json::json!({ "token": token }).to_string()
}

/// The bytes as a request with its head, if they have one.
fn whole(bytes: &[u8]) -> Option<Request> {
    let cut = Cut::of(bytes);
    let request = Request::new(cut.method()?, cut.target()?).with_body(cut.body());
    let headers = cut.headers().iter();
    Some(headers.fold(request, |request, (name, value)| request.with_header(name, value.as_slice())))
}

/// The cluster that a target names: the only label of the operation's path, its escapes decoded once.
pub(super) fn cluster(target: &str) -> Option<String> {
    let path = target.split('?').next()?;
    let label = path.strip_prefix("/clusters/")?.strip_suffix("/assume-role-for-pod-identity")?;
    let mut pieces = label.split('%');
    let mut name = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        name.push(u8::from_str_radix(piece.get(..2)?, 16).ok()?);
        name.extend(piece.get(2..)?.bytes());
    }
    String::from_utf8(name).ok().filter(|name| !name.contains('/'))
}
