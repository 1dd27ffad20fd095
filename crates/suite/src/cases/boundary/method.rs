//! Other methods on the operation's path.

use super::edits;
use crate::Area::Http;
use crate::expect::Expect::{NeverGranted, NoFailure};
use crate::request::RequestSpec;
use crate::situation::Situation;

/// Registered methods (IANA, "HTTP Method Registry") but for those that cases of their own send, and for `CONNECT` and `PRI`,
/// after which a server may speak something else than HTTP/1.1.
const REGISTERED: &[&str] = &[
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "TRACE",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

/// Names that somebody may take for `POST`.
const LIKE_POST: &[&str] =
    &["post", "Post", "pOST", "POSt", "POS", "POSTT", "P", "XPOST", "POST-", "POST_", "P0ST"];

/// Further names that the grammar allows: any signs of a token (RFC 9110 §5.6.2).
const INVENTED: &[&str] =
    &["INVENTED", "get", "0", "-", "A.B", "!#$%&'*+-.^_`|~", "M-SEARCH", "SUBSCRIBE", "DEBUG"];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        edits(
            Http,
            "boundary.method.other",
            "the method is another",
            |_, _| {
                let long = [32, 64, 255].map(|length| (format!("{length} letters"), "M".repeat(length)));
                let named =
                    REGISTERED.iter().chain(INVENTED).map(|name| (format!("`{name}`"), (*name).to_owned()));
                named.chain(long).collect()
            },
            // Without a body: a server that does not know the method may not know whether there is one.
            |spec, method: String| spec.method(&method).body(""),
        ),
        edits(
            Http,
            "boundary.method.like-post",
            "the method is nearly POST",
            |_, _| LIKE_POST.iter().map(|name| (format!("`{name}`"), *name)).collect(),
            RequestSpec::method,
        ),
    ]
    .into_iter()
    // A method that a server does not know may be answered with 501 (RFC 9110 §15.6.2).
    .map(|row| {
        row.before_operation().expect("HTP-001", NoFailure).also("not-granted", "HTP-002", NeverGranted)
    })
    .collect()
}
