//! What follows the operation's path: signs, escapes, queries.

use eks_auth_world::boundary::lengths;

use super::{FIRST, LAST, Path, path};
use crate::stage::Stage;

pub(super) fn trailing(_: &mut Stage, cluster: &str) -> Vec<Path> {
    let plain = path(FIRST, cluster, LAST);
    [
        "/",
        "//",
        "%2F",
        "/.",
        "/..",
        ".",
        "..",
        "/a/b/c",
        "/0",
        ".json",
        "-",
        "s",
        "_",
        "~",
        "!",
        "$",
        "&a=b",
        "'",
        "(",
        ")",
        "*",
        "+",
        ",",
        ":",
        ":80",
        "=",
        "@",
        "%20",
        "%00",
        "%0A",
        "%0D%0AX-A:%20b",
        "%09",
        "%25",
        "%",
        "%2",
        "%zz",
        "%C3",
        "%FF",
        "%3F",
        "%3Fa=b",
        "%23",
        "#",
        "#a",
        "/%2E",
        "/%2e%2e",
        "%5C",
        "\u{e9}",
    ]
    .into_iter()
    .map(|end| (format!("`{}`", end.escape_default()), format!("{plain}{end}")))
    .chain([("the path once more".to_owned(), format!("{plain}{plain}"))])
    .collect()
}

pub(super) fn queries(_: &mut Stage, cluster: &str) -> Vec<Path> {
    let plain = path(FIRST, cluster, LAST);
    [
        "",
        "a",
        "a=",
        "=",
        "=a",
        "&",
        "&&",
        "a=b&a=c",
        "a=b;c=d",
        "?",
        "/",
        "//",
        "%2F",
        "/../..",
        "%",
        "%zz",
        "%00",
        "%FF",
        "%C3%A9",
        "a[]=b",
        "a[b][c]=d",
        "a%5B%5D=b",
        "a=%0D%0AX-A:%20b",
        "X-Amz-Date=20260101T000000Z",
        "Action=GetCallerIdentity",
        "token=a.b.c",
        "a=\"b\"",
        "a={b}",
        "a=<b>",
        "a=b|c",
        "a=^",
        "a=`b`",
        "__proto__=a",
        "_method=GET",
        "#",
        "+",
    ]
    .into_iter()
    .map(|query| (format!("`?{query}`"), format!("{plain}?{query}")))
    .chain([
        ("a thousand pairs".to_owned(), format!("{plain}?{}", "a=b&".repeat(1_000))),
        ("another cluster as a pair".to_owned(), format!("{plain}?clusterName=another")),
    ])
    .collect()
}

pub(super) fn long_queries(_: &mut Stage, cluster: &str) -> Vec<Path> {
    let plain = path(FIRST, cluster, LAST);
    lengths(200..=4_096)
        .into_iter()
        .map(|length| (format!("{length} characters"), format!("{plain}?{}", "x".repeat(length))))
        .collect()
}
