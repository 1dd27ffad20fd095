//! Content types and codings of the body.

use super::edits;
use crate::Area::Request;
use crate::expect::Expect::{Either, Granted, NoFailure, RefusedWith};
use crate::request::RequestSpec;
use crate::situation::Situation;

/// Content types that are `application/json` with parameters (RFC 9110 §8.3.1).
const WITH_PARAMETERS: &[&str] = &[
    "application/json;charset=utf-8",
    "application/json; charset=utf-8",
    "application/json ; charset=utf-8",
    "application/json;\tcharset=utf-8",
    "application/json;  charset=utf-8",
    "application/json; charset=Utf-8",
    "application/json; charset=\"UTF-8\"",
    "application/json; Charset=utf-8",
    "application/json; charset=utf-8; v=1",
    "application/json; v=1; charset=utf-8",
    "application/json; odata.metadata=none",
    "application/json; profile=\"a b\"",
    "application/json; profile=\"https://example.com/a?b=c\"",
];

/// Content types that some services take for JSON and others do not.
const OPEN: &[&str] = &[
    "Application/Json",
    "APPLICATION/JSON",
    "application/JSON; charset=utf-8",
    "application/json;",
    "application/json; ",
    "application/json;;",
    "application/json; charset",
    "application/json; charset=",
    "application/json; charset=\"\"",
    "application/json; charset=utf8",
    "application/json; charset=us-ascii",
    "application/json; charset=iso-8859-1",
    "application/json; charset=utf-16",
    "application/json; charset=unknown",
    "application/json; charset=utf-8; charset=utf-16",
    "application/json; charset=\"utf-8",
    "application/json; =b",
    "application/json; profile=\"a;b,c\"",
    "application/json, application/json",
    "application/json, text/html",
    "application/*",
    "*/*",
    "application/json/",
    "application/json text/html",
    "json",
    "",
];

/// Other types than JSON.
const OTHER: &[&str] = &[
    "text/json",
    "text/javascript",
    "application/javascript",
    "application/x-json",
    "application/jsonp",
    "application/json5",
    "application/json-seq",
    "application/x-ndjson",
    "application/ld+json",
    "application/problem+json",
    "application/merge-patch+json",
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1",
    "application/vnd.api+json",
    "text/html; charset=utf-8",
    "text/xml",
    "application/soap+xml",
    "application/x-yaml",
    "application/cbor",
    "application/msgpack",
    "application/x-protobuf",
    "application/x-java-serialized-object",
    "multipart/form-data",
    "multipart/form-data; boundary=a",
    "multipart/mixed; boundary=\"\"",
    "application/gzip",
    "application/zip",
    "image/png",
    "message/http",
    "application",
    "/",
    "/json",
    "application/",
    "a/b/c",
    "text/plain; charset=application/json",
];

pub(super) fn situations() -> Vec<Situation> {
    let typed = |id, title, table: &'static [&'static str]| {
        edits(
            Request,
            id,
            title,
            move |_, _| table.iter().map(|value| (format!("`{}`", value.escape_default()), *value)).collect(),
            |spec: RequestSpec, value| spec.header("Content-Type", value),
        )
    };
    vec![
        typed("boundary.content-type.parameters", "the Content-Type has parameters", WITH_PARAMETERS)
            .expect("REQ-011", Granted),
        typed("boundary.content-type.open", "the Content-Type is nearly application/json", OPEN)
            .before_operation()
            .expect("REQ-012", Either),
        typed("boundary.content-type.other", "the Content-Type is another", OTHER)
            .before_operation()
            .expect("REQ-009", NoFailure)
            .also("refused", "REQ-010", RefusedWith(&[415, 400])),
        bodies_of_their_types().before_operation().expect("REQ-009", NoFailure),
        codings().before_operation().expect("REQ-012", Either),
    ]
}

/// Bodies that are what their Content-Type says, and no JSON.
fn bodies_of_their_types() -> Situation {
    edits(
        Request,
        "boundary.content-type.body",
        "the body is of another type, and says so",
        |_, plain| {
            let token = plain.token();
            let part =
                format!("--a\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--a--\r\n");
            let length = u16::try_from(token.len()).unwrap_or(u16::MAX).to_be_bytes();
            // A map of one pair of texts (RFC 8949 §3); MessagePack has the same shape with other marks.
            let cbor = [b"\xa1\x65token\x79".as_slice(), &length, token.as_bytes()].concat();
            let pack = [b"\x81\xa5token\xda".as_slice(), &length, token.as_bytes()].concat();
            [
                ("multipart/form-data; boundary=a", part.clone().into_bytes()),
                ("multipart/form-data; boundary=b", part.into_bytes()),
                ("application/xml", format!("<?xml version=\"1.0\"?><token>{token}</token>").into_bytes()),
                ("application/xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><token>&b;</token>".to_vec()),
                ("application/x-yaml", format!("token: {token}\n").into_bytes()),
                ("application/cbor", cbor),
                ("application/msgpack", pack),
                ("application/x-www-form-urlencoded", b"token=%zz&=&&token".to_vec()),
                ("text/plain", token.as_bytes().to_vec()),
                ("application/jwt", token.as_bytes().to_vec()),
                ("application/octet-stream", vec![0; 64]),
            ]
            .into_iter()
            .enumerate()
            .map(|(index, (kind, body))| (format!("{}: `{kind}`", index + 1), (kind, body)))
            .collect()
        },
        |spec, (kind, body): (&str, Vec<u8>)| spec.header("Content-Type", kind).body(body),
    )
}

/// Content codings: named and not applied, applied, unknown.
fn codings() -> Situation {
    edits(
        Request,
        "boundary.content-encoding.coding",
        "the body has a Content-Encoding",
        |_, _| {
            let named = [
                "identity",
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate",
                "br",
                "zstd",
                "aws-chunked",
                "unknown",
                "gzip, gzip",
                "",
            ];
            let mut rows: Vec<(String, (&str, bool))> =
                named.map(|coding| (format!("`{coding}`, not applied"), (coding, false))).into();
            rows.push(("`gzip`, applied".to_owned(), ("gzip", true)));
            rows
        },
        |spec, (coding, applied)| {
            let body = if applied { gzip(spec.plain_body()) } else { spec.plain_body().to_vec() };
            spec.header("Content-Encoding", coding).body(body)
        },
    )
}

/// The bytes as a member of gzip, stored and not compressed (RFC 1951 §3.2.4, RFC 1952).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let crc = !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    });
    [
        b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01".as_slice(),
        &length.to_le_bytes(),
        &(!length).to_le_bytes(),
        bytes,
        &crc.to_le_bytes(),
        &u32::from(length).to_le_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::gzip;

    #[test]
    fn member_of_gzip_ends_with_checksum_and_length() {
        // The checksum of these nine digits is the check value of CRC-32.
        let member = gzip(b"123456789");
        assert!(member.ends_with(&[0x26, 0x39, 0xf4, 0xcb, 9, 0, 0, 0]));
        assert_eq!(member.len(), 10 + 5 + 9 + 8);
    }
}
