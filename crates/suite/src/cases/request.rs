//! The request's body and how it is sent.

use crate::Area::Request;
use crate::client::Framing;
use crate::expect::Expect::{Either, Granted, NoFailure, OneSubject, Refused, RefusedWith};
use crate::request::{RequestSpec, json_string};
use crate::situation::{Kind, Situation, request, staged};
use crate::stage::Stage;

/// ID, title, and the JSON of an unknown member's value.
type ValueRow = (&'static str, &'static str, fn() -> String);

pub(super) fn situations() -> Vec<Situation> {
    [
        token_member(),
        syntax(),
        trailing(),
        members(),
        spelling(),
        content_type(),
        strain(),
        headers(),
        framing(),
        duplicates(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A body around the token; `T` in the template stands for the token as a JSON string.
fn with_body(template: &'static str) -> impl Fn(RequestSpec) -> RequestSpec + Send + Sync + 'static {
    move |spec| {
        let body = template.replace('T', &json_string(spec.token()));
        spec.body(body)
    }
}

/// `token` unusable: REQ-003, and its name by REQ-004.
fn token_member() -> Vec<Situation> {
    const TABLE: &[(&str, &str, &str)] = &[
        ("request.token.missing", "`token` is missing", "{}"),
        ("request.token.null", "`token` is null", r#"{"token":null}"#),
        ("request.token.empty", "`token` is empty", r#"{"token":""}"#),
        ("request.token.number", "`token` is a number", r#"{"token":5}"#),
        ("request.token.boolean", "`token` is a boolean", r#"{"token":true}"#),
        ("request.token.object", "`token` is an object", r#"{"token":{"value":T}}"#),
        ("request.token.array", "`token` is an array", r#"{"token":[T]}"#),
        ("request.token.nested", "`token` stands in another object", r#"{"request":{"token":T}}"#),
        ("request.token.word", "`token` is one word", r#"{"token":"abc"}"#),
        ("request.token.two-parts", "`token` has two parts", r#"{"token":"abc.def"}"#),
        ("request.token.empty-middle", "`token` has an empty second part", r#"{"token":"abc..def"}"#),
        ("request.token.empty-first", "`token` has an empty first part", r#"{"token":".abc.def"}"#),
        ("request.token.dots", "`token` is dots alone", r#"{"token":".."}"#),
        ("request.token.foreign-letters", "`token` has no letter of base64url", r#"{"token":"é.é.é"}"#),
    ];
    TABLE
        .iter()
        .map(|(id, title, body)| {
            request(Request, *id, *title, with_body(body))
                .kind(Kind::TokenMember)
                .expect("REQ-003", RefusedWith(&[400]))
        })
        .collect()
}

/// Not JSON, or no object: REQ-005, and its name by REQ-006.
fn syntax() -> Vec<Situation> {
    const TABLE: &[(&str, &str, &str)] = &[
        ("request.body.empty", "the body is empty", ""),
        ("request.body.white-space", "the body is white space", " \r\n\t "),
        ("request.body.word", "the body is no JSON", "token"),
        ("request.body.cut", "the body ends within the object", r#"{"token":T"#),
        ("request.body.cut-in-string", "the body ends within a string", r#"{"token":"abc"#),
        ("request.body.no-value", "a member has no value", r#"{"token":}"#),
        ("request.body.no-colon", "a member has no colon", r#"{"token" T}"#),
        ("request.body.array", "the body is an array", "[T]"),
        ("request.body.array-of-object", "the body is an array with the object in it", r#"[{"token":T}]"#),
        ("request.body.string", "the body is a string", "T"),
        ("request.body.number", "the body is a number", "5"),
        ("request.body.null", "the body is null", "null"),
    ];
    let in_string = request(
        Request,
        "request.body.object-in-string",
        "the body is a string that holds the object",
        |spec| {
            let object = format!(r#"{{"token":{}}}"#, json_string(spec.token()));
            spec.body(json_string(&object))
        },
    );
    let mut table: Vec<Situation> = TABLE
        .iter()
        .map(|(id, title, body)| request(Request, *id, *title, with_body(body)))
        .chain([in_string])
        .map(|row| row.kind(Kind::Body).expect("REQ-005", RefusedWith(&[400])))
        .collect();
    table.extend(
        [
            ("request.body.comment", "JSON with a comment", r#"{"token":T/* all of it */}"#),
            ("request.body.single-quotes", "JSON with single quotes", r#"{'token':T}"#),
            ("request.body.trailing-comma", "JSON with a trailing comma", r#"{"token":T,}"#),
        ]
        .into_iter()
        .map(|(id, title, body)| {
            request(Request, id, title, with_body(body)).kind(Kind::Body).expect("REQ-008", Refused)
        }),
    );
    table
}

/// Bytes after the object: REQ-007.
fn trailing() -> Vec<Situation> {
    [
        ("request.body.trailing-word", "a word follows the object", r#"{"token":T}abc"#),
        (
            "request.body.trailing-object",
            "a second object follows the first",
            r#"{"token":T}{"token":"a.b.c"}"#,
        ),
        ("request.body.trailing-brace", "a brace follows the object", r#"{"token":T}}"#),
        ("request.body.trailing-nul", "a NUL follows the object", "{\"token\":T}\0"),
    ]
    .into_iter()
    .map(|(id, title, body)| {
        request(Request, id, title, with_body(body)).kind(Kind::Body).expect("REQ-007", Refused)
    })
    .collect()
}

/// Members beside the token: REQ-001, REQ-002, REQ-012.
fn members() -> Vec<Situation> {
    let tolerated = [
        ("request.members.zone", "the newer member `zone` is there", r#"{"token":T,"zone":"usw2-az1"}"#),
        (
            "request.members.newer",
            "all three newer members are there",
            r#"{"token":T,"eksNodeName":"ip-10-0-0-1.ec2.internal","instanceId":"i-0123456789abcdef0","zone":"usw2-az1"}"#,
        ),
        (
            "request.members.newer-first",
            "a newer member stands before `token`",
            r#"{"zone":"usw2-az1","token":T}"#,
        ),
        ("request.members.unknown", "an unknown member is there", r#"{"token":T,"unknown":"value"}"#),
        (
            "request.members.unknown-nested",
            "unknown members of every type are there",
            r#"{"unknown":{"token":"inner","list":[1,2.5,true,null,"x"]},"token":T,"more":[{"a":[]}]}"#,
        ),
        ("request.members.empty-name", "an unknown member has an empty name", r#"{"":1,"token":T}"#),
        (
            "request.members.large-integer",
            "an unknown member is an integer beyond 64 bits",
            r#"{"token":T,"unknown":-184467440737095516160}"#,
        ),
        (
            "request.members.nul",
            "an unknown member holds an escaped NUL",
            "{\"token\":T,\"unknown\":\"a\\u0000b\"}",
        ),
        (
            "request.members.emoji",
            "an unknown member holds letters beyond the basic plane",
            "{\"token\":T,\"\u{1f511}\":\"\u{1f511}\\ud83d\\udd11\"}",
        ),
        ("request.members.unknown-null", "an unknown member is null", r#"{"token":T,"unknown":null}"#),
        (
            "request.members.cluster-name",
            "`clusterName` stands in the body too",
            r#"{"token":T,"clusterName":"another"}"#,
        ),
    ];
    let either = [
        ("request.members.zone-number", "the optional `zone` is a number", r#"{"token":T,"zone":5}"#),
        ("request.members.zone-null", "the optional `zone` is null", r#"{"token":T,"zone":null}"#),
        (
            "request.members.node-object",
            "the optional `eksNodeName` is an object",
            r#"{"token":T,"eksNodeName":{}}"#,
        ),
        (
            "request.members.instance-array",
            "the optional `instanceId` is an array",
            r#"{"token":T,"instanceId":["i-0"]}"#,
        ),
    ];
    let many = request(Request, "request.members.many", "two hundred unknown members are there", |spec| {
        let many: String = (0..200).map(|number| format!(r#""unknown{number}":"value","#)).collect();
        let body = format!(r#"{{{many}"token":{}}}"#, json_string(spec.token()));
        spec.body(body)
    });
    tolerated
        .into_iter()
        .map(|(id, title, body)| request(Request, id, title, with_body(body)).expect("REQ-001", Granted))
        .chain([many.expect("REQ-002", Granted)])
        .chain(
            either.into_iter().map(|(id, title, body)| {
                request(Request, id, title, with_body(body)).expect("REQ-012", Either)
            }),
        )
        .collect()
}

/// The same object written otherwise: REQ-016.
fn spelling() -> Vec<Situation> {
    let mut table: Vec<Situation> = [
        ("request.json.escaped-name", "the name `token` is escaped", "{\"\\u0074oken\":T}"),
        (
            "request.json.escaped-name-whole",
            "the name `token` is escaped letter by letter",
            "{\"\\u0074\\u006f\\u006b\\u0065\\u006E\":T}",
        ),
        ("request.json.trailing-newline", "a line break follows the object", "{\"token\":T}\n"),
        (
            "request.json.white-space",
            "white space stands around and within the object",
            " \r\n\t{ \"token\" :\n\tT }\r\n ",
        ),
    ]
    .into_iter()
    .map(|(id, title, body)| request(Request, id, title, with_body(body)).expect("REQ-016", Granted))
    .collect();
    table.push(
        request(Request, "request.json.escaped-value", "characters of the token are escaped", |spec| {
            let escaped: String = spec
                .token()
                .chars()
                .enumerate()
                .map(
                    |(index, c)| {
                        if index % 7 == 0 { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
                    },
                )
                .collect();
            spec.body(format!(r#"{{"token":"{escaped}"}}"#))
        })
        .expect("REQ-016", Granted),
    );
    table
}

/// Content types and Accept: REQ-009 to REQ-012.
fn content_type() -> Vec<Situation> {
    let foreign = [
        ("request.content-type.text", "the Content-Type is text/plain", "text/plain"),
        ("request.content-type.xml", "the Content-Type is application/xml", "application/xml"),
        (
            "request.content-type.octets",
            "the Content-Type is application/octet-stream",
            "application/octet-stream",
        ),
        ("request.content-type.nonsense", "the Content-Type is no media type", "nonsense"),
    ];
    let form = request(Request, "request.content-type.form", "the body is a form", |spec| {
        let body = format!("token={}", spec.token());
        spec.header("Content-Type", "application/x-www-form-urlencoded").body(body)
    });
    let granted = [
        ("request.content-type.charset", "the Content-Type has a charset", "application/json; charset=utf-8"),
        (
            "request.content-type.charset-capitals",
            "the Content-Type has a charset in capitals",
            "application/json;charset=UTF-8",
        ),
        (
            "request.content-type.charset-quoted",
            "the Content-Type has a quoted charset",
            "application/json; charset=\"utf-8\"",
        ),
        (
            "request.content-type.parameter",
            "the Content-Type has a parameter without space",
            "application/json;v=1",
        ),
    ];
    let absent = request(Request, "request.content-type.absent", "there is no Content-Type", |spec| {
        spec.without_header("Content-Type")
    });
    let accept = request(Request, "request.accept.unmeetable", "Accept asks for an image", |spec| {
        spec.header("Accept", "image/png")
    });
    foreign
        .into_iter()
        .map(|(id, title, value)| request(Request, id, title, move |spec| spec.header("Content-Type", value)))
        .chain([form])
        .map(|row| {
            row.before_operation().expect("REQ-009", NoFailure).also(
                "refused",
                "REQ-010",
                RefusedWith(&[415, 400]),
            )
        })
        .chain(granted.into_iter().map(|(id, title, value)| {
            request(Request, id, title, move |spec| spec.header("Content-Type", value))
                .expect("REQ-011", Granted)
        }))
        .chain([absent, accept].map(|row| row.before_operation().expect("REQ-012", Either)))
        .collect()
}

/// JSON at its limits: REQ-013.
fn strain() -> Vec<Situation> {
    let fixed = [
        (
            "request.strain.duplicate-token",
            "`token` is there twice with one value",
            r#"{"token":T,"token":T}"#,
        ),
        (
            "request.strain.lone-surrogate",
            "an unknown member holds a lone surrogate",
            "{\"token\":T,\"unknown\":\"\\ud800\"}",
        ),
        ("request.strain.byte-order-mark", "the body begins with a byte order mark", "\u{feff}{\"token\":T}"),
        (
            "request.strain.exponent",
            "an unknown member is a number beyond any float",
            r#"{"token":T,"unknown":1e999}"#,
        ),
    ];
    let sized: [ValueRow; 4] = [
        ("request.strain.long-number", "an unknown member is a number of 400 digits", || "9".repeat(400)),
        ("request.strain.deep", "an unknown member is an array 100 deep", || {
            format!("{}{}", "[".repeat(100), "]".repeat(100))
        }),
        ("request.strain.large-body", "an unknown member is a string of 70,000 characters", || {
            json_string(&"x".repeat(70_000))
        }),
        ("request.strain.wide", "an unknown member is an array of 5,000 numbers", || {
            format!("[{}0]", "0,".repeat(5_000))
        }),
    ];
    let header = request(Request, "request.strain.large-header", "a header of 6 KiB is sent", |spec| {
        spec.header("X-Unknown", &"x".repeat(6 * 1024))
    });
    let invalid_utf8 =
        request(Request, "request.strain.invalid-utf8", "an unknown member is not UTF-8", |spec| {
            let start = format!(r#"{{"token":{},"unknown":""#, json_string(spec.token())).into_bytes();
            spec.body([start, b"\xff\xc3(\"}".to_vec()].concat())
        });
    let headers = [
        request(Request, "request.strain.many-headers", "sixty headers are sent", |spec| {
            unknown_headers(spec, 60)
        }),
        request(
            Request,
            "request.strain.too-many-headers",
            "a hundred and twenty headers are sent",
            |spec| unknown_headers(spec, 120),
        ),
        request(Request, "request.strain.empty-header", "a header has no value", |spec| {
            spec.header("X-Unknown", "")
        }),
        request(
            Request,
            "request.strain.foreign-header",
            "a header has letters that are not ASCII",
            |spec| spec.header("X-Unknown", "caf\u{e9}"),
        ),
        request(Request, "request.strain.header-twice", "a header is there twice", |spec| {
            spec.another_header("X-Unknown", "first").another_header("X-Unknown", "second")
        }),
    ];
    fixed
        .into_iter()
        .map(|(id, title, body)| request(Request, id, title, with_body(body)))
        .chain([invalid_utf8])
        .chain(headers)
        .chain(sized.into_iter().map(|(id, title, value)| {
            request(Request, id, title, move |spec| {
                let body = format!(r#"{{"unknown":{},"token":{}}}"#, value(), json_string(spec.token()));
                spec.body(body)
            })
        }))
        .chain([header])
        .map(|row| row.before_operation().expect("REQ-013", Either))
        .collect()
}

fn unknown_headers(spec: RequestSpec, count: usize) -> RequestSpec {
    (0..count).fold(spec, |spec, number| spec.header(&format!("X-Unknown-{number}"), "value"))
}

/// What official clients send beside the body: REQ-019.
fn headers() -> Vec<Situation> {
    vec![
        request(Request, "request.headers.accept-any", "Accept is */*", |spec| spec.header("Accept", "*/*"))
            .expect("REQ-019", Granted),
        request(Request, "request.headers.sdk", "the headers of the AWS SDKs are sent", |spec| {
            spec.header("Accept-Encoding", "identity")
                .header("amz-sdk-invocation-id", "1158b301-070a-45c6-8d7e-375c1004c1ec")
                .header("amz-sdk-request", "attempt=1; max=3")
                .header("x-amz-user-agent", "aws-sdk-rust/1.7.0 ua/2.1 api/eksauth/1.117.0")
        })
        .expect("REQ-019", Granted),
    ]
}

/// The same bytes cut otherwise: REQ-016.
fn framing() -> Vec<Situation> {
    [
        ("request.framing.chunked", "the body comes in one chunk", Framing::Chunked(usize::MAX)),
        ("request.framing.small-chunks", "the body comes in chunks of 7 bytes", Framing::Chunked(7)),
        ("request.framing.segments", "the request comes in five segments", Framing::Segmented(5)),
        ("request.framing.expect-continue", "the request has Expect: 100-continue", Framing::ExpectContinue),
    ]
    .into_iter()
    .map(|(id, title, framing)| {
        request(Request, id, title, move |spec| spec.framing(framing)).expect("REQ-016", Granted)
    })
    .collect()
}

/// Two values for one member: REQ-017, REQ-018.
fn duplicates() -> Vec<Situation> {
    let two = |id: &'static str, title: &'static str, body: fn(&mut Stage, &str) -> String| {
        staged(Request, id, title, move |stage, subject| {
            let spec = stage.plain(subject);
            let body = body(stage, spec.token());
            spec.body(body)
        })
        .expect("REQ-017", OneSubject)
        .also("refused", "REQ-018", Refused)
    };
    let forged = |id: &'static str, title: &'static str, body: fn(String, String) -> String| {
        staged(Request, id, title, move |stage, subject| {
            let spec = stage.plain(subject);
            let body = body(json_string(spec.token()), json_string(&forged_token_of_another(stage)));
            spec.body(body)
        })
        .expect("REQ-017", Either)
        .also("refused", "REQ-018", Refused)
    };
    vec![
        forged(
            "request.duplicate.good-then-forged",
            "`token` is there twice, a good one and then another's, forged",
            |good, bad| format!(r#"{{"token":{good},"token":{bad}}}"#),
        ),
        forged(
            "request.duplicate.forged-then-good",
            "`token` is there twice, another's, forged, and then a good one",
            |good, bad| format!(r#"{{"token":{bad},"token":{good}}}"#),
        ),
        two(
            "request.duplicate.good-then-bad",
            "`token` is there twice, a good one and then a bad one",
            |_, token| format!(r#"{{"token":{},"token":"a.b.c"}}"#, json_string(token)),
        ),
        two(
            "request.duplicate.bad-then-good",
            "`token` is there twice, a bad one and then a good one",
            |_, token| format!(r#"{{"token":"a.b.c","token":{}}}"#, json_string(token)),
        ),
        two("request.duplicate.two-subjects", "`token` is there twice, for two subjects", |stage, token| {
            format!(r#"{{"token":{},"token":{}}}"#, json_string(token), json_string(&token_of_another(stage)))
        }),
        two(
            "request.duplicate.escaped-name",
            "`token` is there twice, once with its name escaped",
            |stage, token| {
                format!(
                    "{{\"token\":{},\"\\u0074oken\":{}}}",
                    json_string(token),
                    json_string(&token_of_another(stage))
                )
            },
        ),
    ]
}

/// A good token of another service account of the usual subject's cluster.
fn token_of_another(stage: &mut Stage) -> String {
    let usual = stage.subject();
    let other = stage.subject_where(|other| {
        other.cluster().name() == usual.cluster().name() && !other.shares_association_with(&usual)
    });
    stage.token(&other)
}

/// A token that names another service account of the usual subject's cluster, with a signature that is not its own.
fn forged_token_of_another(stage: &mut Stage) -> String {
    let usual = stage.subject();
    let (own, other) = (stage.token(&usual), token_of_another(stage));
    let signature = own.rsplit('.').next().unwrap_or_default();
    let (unsigned, _) = other.rsplit_once('.').unwrap_or_default();
    format!("{unsigned}.{signature}")
}
