//! What answers where the operation does not: a router, a framework, a gateway.

use super::{Hook, Manner};
use crate::Answer;
use crate::fault::Seen;
use crate::refusal::Refusal;
use crate::reply::{ERROR_TYPE, REQUEST_ID};

/// Whether this refusal is of a path, a method, a Content-Type or an Accept: what a framework answers by itself.
fn of_framework<'a>(seen: &'a Seen<'_>) -> Option<&'a Refusal> {
    seen.refusal().filter(|refusal| matches!(refusal.status, 404 | 405 | 415) && is_unmodelled(refusal))
}

fn is_unmodelled(refusal: &Refusal) -> bool {
    eks_auth_protocol::Exception::from_name(&refusal.name).is_none()
}

/// Leaves nothing of the service's own form.
fn bare(answer: &mut Answer, content_type: &str, body: &str) {
    answer.remove_header(ERROR_TYPE);
    answer.remove_header(REQUEST_ID);
    answer.remove_header("Cache-Control");
    answer.set_header("Content-Type", content_type);
    *answer.body_mut() = body.as_bytes().to_vec();
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "http.route.text",
        &[],
        "other paths, methods and content types are answered by a framework, in a line of text",
        Hook::Answer(|answer, seen| {
            if let Some(refusal) = of_framework(seen) {
                bare(
                    answer,
                    "text/plain; charset=utf-8",
                    &format!("{} no such thing here\n", refusal.status),
                );
            }
        }),
    ),
    Manner::new(
        "http.route.html",
        &[],
        "other paths, methods and content types are answered by a framework, with a page of HTML",
        Hook::Answer(|answer, seen| {
            if let Some(refusal) = of_framework(seen) {
                let page = format!("<html><body><h1>{}</h1></body></html>\n", refusal.status);
                bare(answer, "text/html", &page);
            }
        }),
    ),
    Manner::new(
        "http.route.empty",
        &[],
        "other paths, methods and content types are answered by a framework, with nothing but the status",
        Hook::Answer(|answer, seen| {
            if of_framework(seen).is_some() {
                bare(answer, "", "");
                answer.remove_header("Content-Type");
            }
        }),
    ),
    Manner::new(
        "http.route.forbidden",
        &[],
        "other paths and methods are refused by a gateway that knows no such route, with 403",
        Hook::Refusal(|refusal| {
            if matches!(refusal.status, 404 | 405) && is_unmodelled(refusal) {
                *refusal = refusal.clone().renamed(403, "MissingAuthenticationTokenException");
            }
        }),
    ),
    Manner::new(
        "http.route.method-not-found",
        &[],
        "other methods on the operation's path are answered with 404",
        Hook::Refusal(|refusal| {
            if refusal.status == 405 {
                *refusal = refusal.clone().renamed(404, "UnknownOperationException");
            }
        }),
    ),
    Manner::new(
        "http.route.options",
        &[],
        "OPTIONS is answered with 204 and what may be asked, as browsers want it",
        Hook::Answer(|answer, seen| {
            if seen.request.method() == "OPTIONS" {
                bare(answer, "", "");
                answer.remove_header("Content-Type");
                answer.set_status(204);
                answer.set_header("Allow", "POST, OPTIONS");
                answer.push_header("Access-Control-Allow-Origin", "*");
            }
        }),
    ),
];
