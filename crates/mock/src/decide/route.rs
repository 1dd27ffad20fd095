//! Is this the operation, and whose cluster does its path name?

use eks_auth_protocol::operation;

use crate::Request;
use crate::refusal::Refusal;

const FIRST: &str = "clusters";
const LAST: &str = "assume-role-for-pod-identity";

/// The label that stands for the cluster in the path, still percent-encoded.
///
/// The fixed words are compared byte by byte and no dot segment is resolved. A query is ignored.
pub(crate) fn label(request: &Request) -> Result<String, Refusal> {
    let label = in_path(path(request.target())).ok_or_else(unknown_operation)?;
    if request.method() == operation::METHOD { Ok(label.to_owned()) } else { Err(method_not_allowed()) }
}

/// The target without its query.
pub(crate) fn path(target: &str) -> &str {
    target.split_once('?').map_or(target, |(path, _)| path)
}

/// The label in a path of exactly the operation's form; an empty one too, which is a label that is too short.
pub(crate) fn in_path(path: &str) -> Option<&str> {
    let mut segments = path.strip_prefix('/')?.split('/');
    let (first, label, last) = (segments.next()?, segments.next()?, segments.next()?);
    (first == FIRST && last == LAST && segments.next().is_none()).then_some(label)
}

pub(crate) fn unknown_operation() -> Refusal {
    Refusal::protocol(404, "UnknownOperationException", "there is no operation at this path")
}

pub(crate) fn method_not_allowed() -> Refusal {
    Refusal::protocol(405, "MethodNotAllowedException", "the operation at this path is called with POST")
        .with_header("Allow", operation::METHOD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(method: &str, target: &str) -> Result<String, u16> {
        label(&Request::new(method, target)).map_err(|refusal| refusal.status)
    }

    #[test]
    fn label_is_taken_as_sent() {
        for raw in ["a", "", "a%2Fb", ".", "..", "%zz", "a;b"] {
            assert_eq!(
                of("POST", &format!("/clusters/{raw}/assume-role-for-pod-identity")).as_deref(),
                Ok(raw)
            );
        }
        assert_eq!(of("POST", "/clusters/a/assume-role-for-pod-identity?x=/y/z").as_deref(), Ok("a"));
    }

    #[test]
    fn other_paths_are_no_operation() {
        for target in [
            "",
            "*",
            "/",
            "//",
            "/clusters",
            "/clusters/a",
            "/clusters/a/",
            "/clusters/a/assume-role-for-pod-identity/",
            "/clusters/a/b/assume-role-for-pod-identity",
            "//clusters/a/assume-role-for-pod-identity",
            "/x/../clusters/a/assume-role-for-pod-identity",
            "/clusters/a/assume-role-for-pod-identity%2F",
            "/Clusters/a/assume-role-for-pod-identity",
            "/%63lusters/a/assume-role-for-pod-identity",
            "clusters/a/assume-role-for-pod-identity",
            "/clusters/a/assume-role-for-pod-identity;x",
            "/?/clusters/a/assume-role-for-pod-identity",
        ] {
            assert_eq!(of("POST", target), Err(404), "{target}");
        }
    }

    #[test]
    fn other_methods_are_refused() {
        for method in ["GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "post", "Post", "TRACE", ""] {
            assert_eq!(of(method, "/clusters/a/assume-role-for-pod-identity"), Err(405), "{method}");
        }
    }
}
