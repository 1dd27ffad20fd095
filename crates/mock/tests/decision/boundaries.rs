//! Requests at one value of something: a sign, a length, a spelling.

use eks_auth_mock::Request;
use eks_auth_world::World;

use crate::stage::{draft, good};

/// All of them.
pub(crate) fn all(world: &World) -> Vec<Request> {
    let good = good(world).1;
    [
        labels(&good),
        clusters(world),
        targets(&good),
        methods(&good),
        members(world),
        bodies(world),
        headers(&good),
        hints(world),
    ]
    .concat()
}

/// The good request with another method and target.
pub(crate) fn at(good: &Request, method: &str, target: &str) -> Request {
    good.headers()
        .iter()
        .fold(Request::new(method, target), |request, (name, value)| request.with_header(name, value.clone()))
        .with_body(good.body())
}

fn operation(label: &str) -> String {
    format!("/clusters/{label}/assume-role-for-pod-identity")
}

/// The first cluster's name with something in it.
fn labels(good: &Request) -> Vec<Request> {
    let after = [
        "~",
        "%22",
        ":",
        "+",
        "%5E",
        "%1B",
        "%7F",
        "%E2%80%8B",
        "%CC%81",
        "%F0%9F%98%80",
        "%FF",
        "%ED%A0%80",
        "%",
    ];
    let whole = [
        "a@conformance",
        "%EF%BB%BFconformance",
        "%D1%81onformance",
        "%u0063onformance",
        "%5Cu0063onformance",
        "%252563onformance",
        "%25",
        "%27%20--",
        "conformanc3",
        "conformannce",
        "cnoformance",
        "c0nformance",
        "donformance",
        "q",
        "conformancE",
        "CoNfOrMaNcE",
        "c%6Fnformance",
    ];
    let lengths =
        [63, 64, 65, 128, 300, 4_001].map(|length| format!("conformance{}", "x".repeat(length - 11)));
    after
        .iter()
        .map(|end| format!("conformance{end}"))
        .chain(whole.into_iter().map(str::to_owned))
        .chain(lengths)
        .map(|label| at(good, "POST", &operation(&label)))
        .collect()
}

/// Every other cluster by its name wholly encoded, and the longest with more after it.
fn clusters(world: &World) -> Vec<Request> {
    let mut requests = Vec::new();
    for (cluster, association) in
        world.grants().filter(|(_, association)| association.namespace().as_str() == "payments")
    {
        let request = Request::exchange(cluster.name(), draft(cluster, association).sign().expose());
        let encoded: String = cluster.name().as_str().bytes().map(|byte| format!("%{byte:02X}")).collect();
        let longer = format!("{}{}", cluster.name(), "x".repeat(200));
        for label in [&encoded, &longer, "%E2%84%AA"] {
            requests.push(at(&request, "POST", &operation(label)));
        }
    }
    requests
}

fn targets(good: &Request) -> Vec<Request> {
    let plain = good.target();
    let after = [
        "%00",
        "%zz",
        ".json",
        ";a",
        "?&&",
        "?a[b]=c",
        "?a%",
        "?/",
        &format!("?{}", "x".repeat(1_024)),
        &format!("?{}", "a&".repeat(600)),
    ]
    .map(|end| format!("{plain}{end}"));
    let whole = [
        "/clusters/conformance/assumeroleforpodidentity",
        "/clusters/conformance/assume_role_for_pod_identity",
        "/clusters/conformance/AssumeRoleForPodIdentity",
        "/clustert/conformance/assume-role-for-pod-identity",
        "/clusters/conformance/assume-role-for-pod-identitz",
        "/clusters/assume-role-for-pod-identity/conformance",
        "/conformance/assume-role-for-pod-identity",
        "/clusters/x/clusters/conformance/assume-role-for-pod-identity",
        "/clusters/",
        "/../clusters/conformance/assume-role-for-pod-identity",
        "/clusters/////////conformance/assume-role-for-pod-identity",
        "/clusters/a/%2e%2e/conformance/assume-role-for-pod-identity",
        "/clusters%252Fconformance/assume-role-for-pod-identity",
        "/clusters%C0%AFconformance/assume-role-for-pod-identity",
        "/clusters/conformance/%61ssume-role-for-pod-identity",
        "/clusterS/conformance/assume-role-for-pod-identity",
    ];
    after.into_iter().chain(whole.map(str::to_owned)).map(|target| at(good, "POST", &target)).collect()
}

fn methods(good: &Request) -> Vec<Request> {
    ["post", "POSTT", "TRACE", "A.B", &"M".repeat(64)].map(|method| at(good, method, good.target())).into()
}

/// Bodies with one member more, and with others for the token.
fn members(world: &World) -> Vec<Request> {
    let (token, good) = good(world);
    let values = [
        "9223372036854775808".to_owned(),
        "-2147483649".to_owned(),
        "-0".to_owned(),
        "1e-301".to_owned(),
        "false".to_owned(),
        "[]".to_owned(),
        format!("{}{}", "[".repeat(63), "]".repeat(63)),
        format!("{}{}", "[".repeat(600), "]".repeat(600)),
        "9".repeat(4_400),
        "1e2147483648".to_owned(),
        format!("\"{}\"", "x".repeat(255)),
        format!("\"{}\"", "x".repeat(1_024)),
        format!("\"{}\"", "x".repeat(32_768)),
        "\"\u{fffe}\"".to_owned(),
        "\"\u{202e}\"".to_owned(),
        "\"{{x}}\"".to_owned(),
        r#""\/""#.to_owned(),
        r#""\uD83D\uDE00""#.to_owned(),
        r#""\udc00""#.to_owned(),
        r#""\a""#.to_owned(),
        r#""\x41""#.to_owned(),
        "Infinity".to_owned(),
        "NaN".to_owned(),
        "017".to_owned(),
    ];
    let beside = [
        format!("\"{}\":1", "n".repeat(256)),
        "\"a.b\":1".to_owned(),
        "\"token_\":1".to_owned(),
        "\"__proto__\":1".to_owned(),
        format!("\"Token\":\"{token}\""),
        "\"zone\":\"usw2-lax1-az1\"".to_owned(),
        "\"zone\":\"\"".to_owned(),
        "\"zone\":1.5".to_owned(),
        "\"instanceId\":\"mi-0\"".to_owned(),
        format!("\"eksNodeName\":\"{}\"", "n".repeat(254)),
        (0..256).map(|number| format!("\"m{number}\":1")).collect::<Vec<_>>().join(","),
        (0..600).map(|number| format!("\"m{number}\":1")).collect::<Vec<_>>().join(","),
        "\"token\":null".to_owned(),
        vec![format!("\"token\":\"{token}\""); 15].join(","),
    ];
    let alone = [
        format!("\" token\":\"{token}\""),
        format!("\"token\\u0000\":\"{token}\""),
        format!("\"webIdentityToken\":\"{token}\""),
        format!("\"t\u{43e}ken\":\"{token}\""),
        format!("\"TOKEN\":\"{token}\""),
        "\"token\":false".to_owned(),
        "\"token\":[]".to_owned(),
        format!("\"token\":\"{}\"", "a".repeat(4_096)),
        format!("\"token\":\"{}\"", ".".repeat(256)),
        format!("\"token\":{{\"value\":\"{token}\"}}"),
        format!("\"token\":\"{}\"", token.replace('.', ",")),
        format!("\"token\":\"{}\"", token.replace('.', "%2E")),
        format!("\"token\":\"{}\"", token.replace('.', "\u{3002}")),
    ];
    let values = values.into_iter().map(|value| format!("\"token\":\"{token}\",\"x\":{value}"));
    let beside = beside.into_iter().map(|other| format!("{other},\"token\":\"{token}\""));
    let inner = values.chain(beside).chain(alone);
    inner.map(|members| good.clone().with_body(format!("{{{members}}}"))).collect()
}

/// The object with other bytes before it, after it, between its parts and within.
fn bodies(world: &World) -> Vec<Request> {
    let (token, good) = good(world);
    let object = format!("{{\"token\":\"{token}\"}}");
    let cut = |count: usize| object[..object.len() - count].to_owned();
    let long = |length: usize| format!("{object}{}", " ".repeat(length - object.len()));
    let (head, tail) = token.split_at(40);
    let texts = [
        cut(1),
        cut(2),
        "{".to_owned(),
        "true".to_owned(),
        format!("[[{object}]]"),
        format!("{{\"token\":\"{token}\" \"a\":1}}"),
        object.replace('{', "{,"),
        object.replace(['{', '}'], ""),
        format!(")]}}',\n{object}"),
        format!("{{}}{object}"),
        format!("payload={object}"),
        format!("\u{1e}{object}"),
        format!("{{\"token\":\"{head}\u{1}{tail}\"}}"),
        format!("{{\"token\":\"{head}\\u004-{tail}\"}}"),
        format!("{object};"),
        format!("{object}\u{1a}"),
        format!("{object}\u{e9}"),
        format!("{object}\n{{}}"),
        format!("{object}\""),
        format!("{{token:\"{token}\"}}"),
        format!("{object}\u{a0}"),
        format!("{object}# comment"),
        object.replace('{', "{/**/"),
        object.replace(':', ":\t"),
        object.replace(':', "\r:"),
        format!("{{\"token\":\"{token}\" ,\"a\":1}}"),
        long(4_096),
        long(8_193),
        long(65_535),
        object.replace("token", "t\\u006Fken"),
        object.replace("token", "toke\\u006e"),
        object.replacen('.', "\\u002e", 1),
    ];
    let mut requests: Vec<Request> = texts.into_iter().map(|text| good.clone().with_body(text)).collect();
    let with = |bytes: &[u8]| {
        [format!("{{\"token\":\"{head}").as_bytes(), bytes, format!("{tail}\"}}").as_bytes()].concat()
    };
    requests.push(good.clone().with_body(with(b"\xff")));
    requests.push(good.clone().with_body(with(b"\xc0\x80")));
    requests.push(good.with_body(object.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>()));
    requests
}

fn headers(good: &Request) -> Vec<Request> {
    let typed = |value: &str| good.clone().without_header("content-type").with_header("Content-Type", value);
    let types = [
        "application/json;\tcharset=utf-8",
        "application/json; Charset=utf-8",
        "application/json; profile=\"a b\"",
        "application/json; charset=utf-16",
        "application/json; charset=\"utf-8",
        "application",
        "multipart/form-data",
        "application/x-amz-json-1.1",
    ];
    let lines = [
        ("Content-Encoding", "br"),
        ("X-Unknown", &"v".repeat(1_024)),
        ("X|A", "v"),
        ("X-Unknown", "\"a"),
        ("amz-sdk-request", "ttl=20260101T000000Z; attempt=2; max=5"),
        ("X-Amzn-Trace-Id", "Root=1"),
        ("Range", "bytes=9-1"),
        ("Cookie", "a"),
        ("traceparent", "00"),
        ("If-Unmodified-Since", "no date"),
    ];
    let many = (0..64).fold(good.clone(), |request, number| request.with_header(format!("x-{number}"), "v"));
    let with = lines.map(|(name, value)| good.clone().with_header(name, value));
    types.into_iter().map(typed).chain(with).chain([many]).collect()
}

/// The second cluster's token for the first, with hints to the second.
fn hints(world: &World) -> Vec<Request> {
    let (_, good) = good(world);
    let (cluster, association) =
        world.grants().find(|(cluster, _)| cluster.name().as_str() == "conformance-twin").unwrap();
    let token = draft(cluster, association).sign().into_string();
    let request = Request::exchange(cluster.name(), &token);
    let path = request.target().to_owned();
    let here = at(&request, "POST", good.target());
    vec![
        here.clone().with_header("X-Original-URL", path),
        here.clone().with_header("X-K8s-Aws-Id", "conformance-twin"),
        at(&here, "POST", &format!("{}?clusterName=conformance-twin", good.target())),
        here.with_body(format!("{{\"clusterName\":\"conformance-twin\",\"token\":\"{token}\"}}")),
    ]
}
