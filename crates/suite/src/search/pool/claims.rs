//! Claims: the audience, the issuer, the subject, members that nobody knows, order and length.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::Cluster;
use eks_auth_world::boundary::{INTEGERS, JSON, NOT_JSON, counts, nested_arrays, nested_objects};
use serde_json::json;

use super::names::{near, odd};
use super::{Raw, many_lengths};
use crate::judge::Subject;
use crate::search::edit::{CLAIMS, Change, Edit, MemberEdit, Object};

/// Audiences of others.
const OTHERS: [&str; 6] = [
    "sts.amazonaws.com",
    "https://kubernetes.default.svc",
    "eks.amazonaws.com",
    "vault",
    "api",
    "PODS.EKS.AMAZONAWS.COM",
];

/// White space between the parts of an object.
pub(super) const SPACES: [&str; 8] = [" ", "\t", "\n", "\r", "\r\n", "  ", " \t\r\n", "                "];

/// Names of claims that tokens of others have.
const NAMES: [&str; 24] = [
    "x",
    "scope",
    "scp",
    "azp",
    "email",
    "email_verified",
    "groups",
    "roles",
    "name",
    "preferred_username",
    "tenant",
    "tid",
    "auth_time",
    "acr",
    "amr",
    "sid",
    "https://example.com/claim",
    "custom:claim",
    "aws",
    "https://aws.amazon.com/tags",
    "cluster",
    "namespace",
    "pod",
    "serviceaccount",
];

/// What concerns the subject's own issuer and names.
pub(super) fn walks(subject: &Subject) -> Vec<Raw> {
    let (right, issuer) = (subject.pod().subject(), subject.cluster().issuer());
    let subjects = near(&right).into_iter().chain(other_subjects(subject));
    let deciding =
        [("iss", json!(issuer)), ("sub", json!(right)), ("aud", json!([AUDIENCE])), ("sub", json!("nobody"))];
    let namespaces = near(subject.pod().namespace());
    let accounts = near(subject.pod().service_account());
    vec![
        (5, texts(Object::Claims, "iss", issuers(subject))),
        (5, texts(Object::Claims, "sub", subjects)),
        (2, texts(Object::Kubernetes, "namespace", namespaces)),
        (2, texts(Object::Kubernetes, "serviceaccount.name", accounts)),
        (2, repeated(&deciding)),
    ]
}

/// What is the same for every subject.
pub(super) fn common() -> Vec<Raw> {
    let misaddressed = |texts: Vec<String>| -> Vec<Edit> {
        let all = texts.into_iter().enumerate();
        all.map(|(at, text)| member(Object::Claims, "aud", Change::Set(misaddressed(at, &text)))).collect()
    };
    let long = || many_lengths(300, 1_025).into_iter().map(|length| "a".repeat(length)).collect::<Vec<_>>();
    let each = |of, names: &[&str], change: Change| -> Vec<Edit> {
        names.iter().map(|name| member(of, name, change.clone())).collect()
    };
    let parts = ["node", "pod", "namespace", "serviceaccount", "pod.uid", "serviceaccount.uid"];
    let orders = |of, count| (0..count).map(|number| member(of, "", Change::Order(number))).collect();
    let lengths = |lengths: Vec<usize>| -> Vec<Edit> {
        lengths.into_iter().map(|length| member(Object::Claims, "pad", Change::Length(length))).collect()
    };
    let spaces = SPACES.iter().map(|space| member(Object::Claims, "", Change::Spaced((*space).to_owned())));
    vec![
        (3, audiences()),
        (4, misaddressed(near(AUDIENCE))),
        (2, misaddressed(long())),
        (2, crowds(&long())),
        (2, crowds(&near(AUDIENCE))),
        (4, beside_the_right_one()),
        (2, texts(Object::Claims, "iss", long())),
        (2, texts(Object::Claims, "sub", long())),
        // These are few, and everything else should meet each of them.
        (8, each(Object::Claims, &CLAIMS, Change::Remove)),
        (5, each(Object::Kubernetes, &parts, Change::Remove)),
        (2, types()),
        (8, unknown(Object::Claims, &NAMES)),
        (3, nearly_known(Object::Claims, &CLAIMS)),
        (2, further_parts()),
        (2, odd_jti()),
        (3, orders(Object::Claims, 400)),
        (1, orders(Object::Kubernetes, 24)),
        (2, spaces.collect()),
        (12, lengths((700..=2_300).collect())),
        (1, lengths((2_300..=2_720).collect())),
        (2, lengths((2_721..12_000).step_by(37).collect())),
        (1, each(Object::Claims, &CLAIMS, Change::Escaped)),
    ]
}

/// A member with each of these texts.
fn texts(of: Object, name: &str, texts: impl IntoIterator<Item = String>) -> Vec<Edit> {
    texts.into_iter().map(|text| member(of, name, Change::Set(json!(text).to_string()))).collect()
}

pub(super) fn member(of: Object, name: &str, change: Change) -> Edit {
    Edit::Member(MemberEdit::new(of, name, change))
}

/// Members that nobody knows: of every type, length, depth and script, first and last.
pub(super) fn unknown(of: Object, names: &[&str]) -> Vec<Edit> {
    let mut values: Vec<String> =
        many_lengths(300, 600).into_iter().map(|length| json!("v".repeat(length)).to_string()).collect();
    values.extend(JSON.iter().map(|sample| sample.text().to_owned()));
    values.extend(INTEGERS.iter().map(|integer| integer.value().to_string()));
    values.extend((1..=70).flat_map(|depth| [nested_arrays(depth), nested_objects(depth)]));
    values.extend(counts(1..=130).into_iter().map(|count| json!(vec![0; count]).to_string()));
    values.extend(odd().map(|text| json!(text).to_string()));
    values.extend(odd().map(|text| json!(format!("a{text}b")).to_string()));
    let named = names.iter().cycle();
    let place =
        |at: usize, raw: String| if at.is_multiple_of(2) { Change::First(raw) } else { Change::Last(raw) };
    let valued =
        values.into_iter().zip(named).enumerate().map(|(at, (raw, name))| member(of, name, place(at, raw)));
    let mut all: Vec<Edit> = valued.collect();
    let odd_names = odd().flat_map(|text| [text.to_owned(), format!("x{text}")]);
    let long_names = many_lengths(130, 300).into_iter().map(|length| "n".repeat(length));
    all.extend(
        odd_names
            .chain(long_names)
            .enumerate()
            .map(|(at, name)| member(of, &name, place(at, "1".to_owned()))),
    );
    all
}

/// The right audience among others, at every place of lists of many lengths.
fn audiences() -> Vec<Edit> {
    let mut all = Vec::new();
    for count in (1_usize..=20).chain([31, 32, 33, 63, 64, 65]) {
        for place in [0, 1, count / 2, count.saturating_sub(1)] {
            let mut list: Vec<String> = (1..count)
                .map(|number| match OTHERS.get(number - 1) {
                    Some(other) => (*other).to_owned(),
                    None => format!("a{number}"),
                })
                .collect();
            list.insert(place.min(list.len()), AUDIENCE.to_owned());
            all.push(member(Object::Claims, "aud", Change::Set(json!(list).to_string())));
        }
    }
    all
}

/// A wrong audience alone in a list, among others, and as a bare string, by turns.
fn misaddressed(at: usize, audience: &str) -> String {
    match at % 5 {
        0 => json!([audience]),
        1 => json!(["sts.amazonaws.com", audience]),
        2 => json!(["sts.amazonaws.com", "vault", audience]),
        3 => json!([audience, "sts.amazonaws.com", "vault", "api"]),
        _ => json!(audience),
    }
    .to_string()
}

/// Many wrong audiences in one list: one of them is enough for a service that compares wrongly.
fn crowds(audiences: &[String]) -> Vec<Edit> {
    const EACH: usize = 12;
    let lists = audiences.chunks(EACH).map(|few| json!(few).to_string());
    lists.map(|list| member(Object::Claims, "aud", Change::Set(list))).collect()
}

/// The right audience beside others of every length and script.
fn beside_the_right_one() -> Vec<Edit> {
    let texts =
        odd().map(str::to_owned).chain(many_lengths(140, 1_025).into_iter().map(|length| "a".repeat(length)));
    let texts = texts.chain(near(AUDIENCE));
    texts
        .enumerate()
        .map(|(at, text)| {
            let list = if at.is_multiple_of(2) { json!([AUDIENCE, text]) } else { json!([text, AUDIENCE]) };
            member(Object::Claims, "aud", Change::Set(list.to_string()))
        })
        .collect()
}

/// Unknown members whose names are nearly known ones.
pub(super) fn nearly_known(of: Object, names: &[&str]) -> Vec<Edit> {
    let names = names.iter().flat_map(|name| near(name));
    let values = ["1", "null", "\"a\"", "[]", "{}", "true", "0"].into_iter().cycle();
    names
        .zip(values)
        .enumerate()
        .map(|(at, (name, raw))| {
            let raw = raw.to_owned();
            member(of, &name, if at.is_multiple_of(2) { Change::First(raw) } else { Change::Last(raw) })
        })
        .collect()
}

/// Members that Kubernetes does not write, in `kubernetes.io` and in its parts.
fn further_parts() -> Vec<Edit> {
    let parts = ["pod", "node", "serviceaccount"];
    let names = [
        "x",
        "namespace",
        "kind",
        "labels",
        "annotations",
        "resourceVersion",
        "ip",
        "role",
        "constructor",
        "__proto__",
    ];
    let nested = parts.iter().flat_map(|part| names.iter().map(move |name| format!("{part}.{name}")));
    let whole = ["secret", "warnafter", "cluster", "x", "validating"].into_iter().map(str::to_owned);
    let values = ["1", "\"a\"", "null", "{}", "[]", "1790000000"].into_iter().cycle();
    nested
        .chain(whole)
        .zip(values)
        .map(|(name, raw)| member(Object::Kubernetes, &name, Change::Set(raw.to_owned())))
        .collect()
}

fn issuers(subject: &Subject) -> Vec<String> {
    let issuer = subject.cluster().issuer();
    let others = subject.world().clusters().iter().map(|cluster| cluster.issuer().to_owned());
    let urls = [
        issuer.replacen("https", "http", 1),
        issuer.replacen("https://", "", 1),
        issuer.replacen("https://", "https://a@", 1),
        issuer.replacen(".com", ".com:443", 1),
        issuer.replacen("/id/", "//id/", 1),
        issuer.replacen("/id/", "/./id/", 1),
        issuer.replacen("/id/", "/id%2F", 1),
        format!("{issuer}/.well-known/openid-configuration"),
        format!("{issuer}?a=b"),
        format!("{issuer}#a"),
        "https://kubernetes.default.svc.cluster.local".to_owned(),
    ];
    near(issuer).into_iter().chain(others).chain(urls).filter(|other| other != issuer).collect()
}

/// Subjects of other kinds, and of other accounts than `kubernetes.io` names.
fn other_subjects(subject: &Subject) -> Vec<String> {
    let (namespace, account) = (subject.pod().namespace(), subject.pod().service_account());
    let accounts = subject.world().clusters().iter().flat_map(Cluster::associations);
    let others = accounts
        .map(|other| format!("system:serviceaccount:{}:{}", other.namespace(), other.service_account()));
    let kinds = [
        format!("system:node:{namespace}:{account}"),
        format!("system:serviceaccounts:{namespace}:{account}"),
        format!("system:serviceaccounts:{namespace}"),
        "system:node:ip-10-0-0-1".to_owned(),
        "system:anonymous".to_owned(),
        "system:masters".to_owned(),
        "kubernetes-admin".to_owned(),
        format!("{namespace}:{account}"),
        format!("a:system:serviceaccount:{namespace}:{account}"),
        format!("system:serviceaccount:{namespace}:{account}:{account}"),
        format!("system:serviceaccount::{namespace}:{account}"),
        format!("system:serviceaccount:{account}:{namespace}"),
        format!("system:serviceaccount:a:b:{namespace}:{account}"),
        format!("system:serviceaccount:{namespace}:{account}:a:b"),
    ];
    let right = subject.pod().subject();
    others.chain(kinds).filter(|other| *other != right).collect()
}

/// The claims that decide, of every type; and texts that are no JSON in their places.
fn types() -> Vec<Edit> {
    let names = ["exp", "nbf", "iat", "iss", "aud", "sub", "kubernetes.io", "jti"];
    let raws =
        JSON.iter().chain(NOT_JSON).map(|sample| sample.text().to_owned()).filter(|raw| !raw.is_empty());
    let integers = INTEGERS.iter().map(|integer| integer.value().to_string());
    let set = |name: &str, raw: &str| member(Object::Claims, name, Change::Set(raw.to_owned()));
    let raws: Vec<String> = raws.collect();
    let typed = names.iter().flat_map(|name| raws.iter().map(|raw| set(name, raw)).collect::<Vec<_>>());
    let sized = integers.flat_map(|raw| ["exp", "nbf", "iat"].map(|name| set(name, &raw)));
    typed.chain(sized).collect()
}

fn odd_jti() -> Vec<Edit> {
    let lengths = many_lengths(64, 1_025).into_iter().map(|length| "j".repeat(length));
    let texts = lengths.chain(odd().map(str::to_owned));
    texts.map(|text| member(Object::Claims, "jti", Change::Set(json!(text).to_string()))).collect()
}

/// A claim that decides once more, before all others and after them.
fn repeated(rows: &[(&str, serde_json::Value)]) -> Vec<Edit> {
    let both = |name: &str, raw: String| {
        [
            member(Object::Claims, name, Change::First(raw.clone())),
            member(Object::Claims, name, Change::Last(raw)),
        ]
    };
    let listed = rows.iter().flat_map(|(name, value)| both(name, value.to_string()));
    let nulls = ["exp", "nbf", "iat", "jti", "iss", "aud", "sub"]
        .iter()
        .flat_map(|name| both(name, "null".to_owned()));
    let times = ["exp", "nbf", "iat"]
        .iter()
        .flat_map(|name| ["0", "9999999999"].iter().flat_map(|raw| both(name, (*raw).to_owned())));
    listed.chain(nulls).chain(times).collect()
}
