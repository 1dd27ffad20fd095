//! One exchange: hyper's request in, the service's answer out.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use hyper::http::request::Parts;
use hyper::{Response, Version, header};

use super::fetch;
use super::writing::{self, Reply};
use crate::decide::body;
use crate::errand::{Library, Order};
use crate::{Answer, Clock, Flaw, Request, Service};

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long after its answer a faulty service fetches, where it does so later.
const LATER: Duration = Duration::from_millis(50);
/// How much of a body that is too long is read and thrown away, so that its sender gets to read the answer.
const DRAINED: usize = 64 * 1024 * 1024;

/// Reads the request and lets the service answer it.
pub(super) async fn answer(
    service: &Service,
    clock: &Clock,
    request: hyper::Request<Incoming>,
    conflicting: bool,
) -> Response<Reply> {
    let request = taken(request, conflicting).await;
    writing::response(decided(service, clock, &request).await)
}

/// Reads a request to its end, or to where nothing more of it is looked at.
pub(crate) async fn taken(request: hyper::Request<Incoming>, conflicting: bool) -> Request {
    let (parts, incoming) = request.into_parts();
    let request = head(&parts);
    if conflicting {
        request.with_flaw(Flaw::LengthAndCoding)
    } else if names_no_host(&parts) {
        request.with_flaw(Flaw::HostMissing)
    } else {
        match tokio::time::timeout(PATIENCE, read(incoming)).await {
            Ok(Some((body, pieces))) => request.with_body(body).with_pieces(pieces),
            _ => request.with_flaw(Flaw::BodyUnreadable),
        }
    }
}

/// The service's answer, once everything is fetched that a fault makes it fetch.
pub(super) async fn decided(service: &Service, clock: &Clock, request: &Request) -> Answer {
    let moment = clock.moment();
    let mut library = Library::default();
    loop {
        let answer = service.answer_with(request, moment, &library);
        match answer.errand().cloned() {
            None => return answer,
            Some(errand) if errand.order == Order::First => {
                let document = fetch::carry_out(&errand).await;
                library.add(errand.url, document);
            }
            Some(errand) => {
                tokio::spawn(async move {
                    tokio::time::sleep(LATER).await;
                    fetch::carry_out(&errand).await
                });
                return answer;
            }
        }
    }
}

fn head(parts: &Parts) -> Request {
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let plain = Request::new(parts.method.as_str(), target);
    parts
        .headers
        .iter()
        .fold(plain, |request, (name, value)| request.with_header(name.as_str(), value.as_bytes()))
}

fn names_no_host(parts: &Parts) -> bool {
    parts.version == Version::HTTP_11
        && parts.uri.authority().is_none()
        && !parts.headers.contains_key(header::HOST)
}

/// The body, and in how many pieces it came; one byte more than the limit where it is too long, and nothing where it could
/// not be read to its end.
async fn read(mut incoming: Incoming) -> Option<(Vec<u8>, usize)> {
    let announced = usize::try_from(incoming.size_hint().lower()).unwrap_or(usize::MAX);
    let mut body = Vec::with_capacity(announced.min(body::LIMIT));
    let (mut length, mut pieces) = (0_usize, 0);
    while let Some(frame) = incoming.frame().await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        pieces += 1;
        length = length.saturating_add(data.len());
        let room = (body::LIMIT + 1).saturating_sub(body.len());
        body.extend(data.iter().take(room));
        if length > DRAINED {
            break;
        }
    }
    Some((body, pieces))
}
