//! Requests of many kinds, in an order in which some come again: what a fault must be seen by.

use eks_auth_mock::{Flaw, Request};
use eks_auth_world::{Pod, Scene, TokenDraft, World, defect};

use crate::boundaries::{self, at};
use crate::stage::{JTI, NOW, draft, good};
use crate::token_boundaries;

/// All of them, the cheapest to answer first; then the good one by turns with refusals, and many times in a row.
pub(crate) fn all(world: &World) -> Vec<Request> {
    let (_, good) = good(world);
    let mut requests = vec![good.clone()];
    requests.extend(targets(&good));
    requests.extend(headers(&good));
    requests.extend(bodies(world));
    requests.extend(boundaries::all(world));
    requests.extend(subjects(world));
    requests.extend(tokens(world));
    requests.extend(token_boundaries::all(world));
    let forged = good.clone().with_body(r#"{"token":"e30.e30.AAAA"}"#);
    for refusals in 1..5 {
        requests.extend(vec![forged.clone(); refusals]);
        requests.push(good.clone());
    }
    requests.extend(vec![good; 30]);
    requests
}

/// Every association, other pods of the first, and the token of one cluster at all others.
fn subjects(world: &World) -> Vec<Request> {
    let mut requests = Vec::new();
    for (cluster, association) in world
        .clusters()
        .iter()
        .flat_map(|cluster| cluster.associations().iter().map(move |association| (cluster, association)))
    {
        requests.push(Request::exchange(cluster.name(), draft(cluster, association).sign().expose()));
    }
    let scene = Scene::first(world, NOW, JTI);
    for pod in ["web-0", "web-1"] {
        for namespace in ["payments", "orders"] {
            let pod = Pod::new(namespace, "ledger").with_name(pod);
            let token = TokenDraft::new(scene.cluster(), &pod, NOW, JTI).sign();
            requests.push(Request::exchange(scene.cluster().name(), token.expose()));
        }
    }
    for cluster in world.clusters() {
        for (namespace, account) in world.unassociated() {
            let token = TokenDraft::new(cluster, &Pod::new(namespace, account), NOW, JTI).sign();
            requests.push(Request::exchange(cluster.name(), token.expose()));
        }
        requests.push(Request::exchange(cluster.name(), scene.draft().sign().expose()));
    }
    requests
}

/// Every defect, and a few tokens that no defect is.
fn tokens(world: &World) -> Vec<Request> {
    let scene = Scene::first(world, NOW, JTI);
    let mut texts: Vec<String> = defect::all().map(|defect| defect.mint(&scene)).collect();
    let mut hours_old = TokenDraft::new(scene.cluster(), scene.pod(), NOW - 80_000, JTI);
    texts.push(hours_old.sign().into_string());
    hours_old.claims_mut().set("exp", NOW - 200);
    texts.push(hours_old.sign().into_string());
    for exp in ["0", "-5", "1e1", "253402300800", "true", "\"soon\"", "null"] {
        let mut draft = scene.draft();
        draft.claims_mut().set_raw("exp", exp);
        texts.push(draft.sign().into_string());
    }
    let good = scene.draft().sign().into_string();
    for (before, after) in [("\"", "\""), ("x ", " y"), ("", "."), (".", ""), ("", ".a.b.c"), ("a.b.", "")] {
        texts.push(format!("{before}{good}{after}"));
    }
    texts.push(good.replace('.', ".\n"));
    texts.push(good.replacen('.', "..", 1));
    texts.iter().map(|token| Request::exchange(scene.cluster().name(), token)).collect()
}

fn bodies(world: &World) -> Vec<Request> {
    let (token, good) = good(world);
    let expired = Scene::first(world, NOW - 90_000, JTI).draft().sign().into_string();
    let other =
        world.grants().nth(1).map(|(cluster, association)| draft(cluster, association).sign().into_string());
    let other = other.unwrap_or_default();
    let [members, many] =
        [20, 160].map(|count| (0..count).map(|number| format!("\"m{number}\":1,")).collect::<String>());
    let texts = [
        String::new(),
        "{}".to_owned(),
        "[]".to_owned(),
        "7".to_owned(),
        "x".to_owned(),
        r#"{"token":null}"#.to_owned(),
        r#"{"token":""}"#.to_owned(),
        r#"{"token":7}"#.to_owned(),
        r#"{"token":"a.b"}"#.to_owned(),
        r#"{"token":"a.b.c"}"#.to_owned(),
        format!(r#"{{"token":["{token}"]}}"#),
        format!(r#"[{{"token":"{token}"}}]"#),
        format!(r#""{{\"token\":\"{token}\"}}""#),
        format!(r#"{{"Token":"{token}"}}"#),
        format!(r#"{{"token":"{token}"}}x"#),
        format!(r#"{{"token":"{token}"}}{{}}"#),
        format!(r#"{{"token":"{token}",}}"#),
        format!(r#"{{"token":"{token}"/* c */}}"#),
        format!(r#"{{'token':'{token}'}}"#),
        format!("\u{feff}{{\"token\":\"{token}\"}}"),
        format!(" {{\"token\":\"{token}\"}}\n"),
        format!(r#"{{"\u0074oken":"{token}"}}"#),
        format!(r#"{{"token":"{token}","x":"\ud800"}}"#),
        format!(r#"{{"token":"{token}","x":"\u0000"}}"#),
        format!(r#"{{"token":"{token}","x":1e400}}"#),
        format!(r#"{{"token":"{token}","x":123456789012345678901234567890}}"#),
        format!(r#"{{"token":"{token}","x":{}{}}}"#, "[".repeat(70), "]".repeat(70)),
        format!(r#"{{"token":"{token}","x":"{}"}}"#, "y".repeat(70_000)),
        format!(r#"{{"token":"{token}","x":{{}}}}"#),
        format!(r#"{{"token":"{token}","x":null}}"#),
        format!(r#"{{"token":"{token}","":1}}"#),
        format!(r#"{{{members}"token":"{token}"}}"#),
        format!(r#"{{{many}"token":"{token}"}}"#),
        format!(r#"{{"token":"{token}","zone":null}}"#),
        format!(r#"{{"token":"{token}","zone":"usw2-az1"}}"#),
        format!(r#"{{"token":"{token}","instanceId":"i-0"}}"#),
        format!(r#"{{"token":"{token}","eksNodeName":"n"}}"#),
        format!(r#"{{"token":"{token}","zone":"z","instanceId":"i","eksNodeName":"n"}}"#),
        format!(r#"{{"token":"{token}","zone":7}}"#),
        format!(r#"{{"token":"{token}","zone":null}}"#),
        format!(r#"{{"token":"{token}","x":[{}0]}}"#, "0,".repeat(2_000)),
        format!(r#"{{"token":"{token}","token":"{token}"}}"#),
        format!(r#"{{"token":"{expired}","token":"{token}"}}"#),
        format!(r#"{{"token":"{token}","token":"{other}"}}"#),
        format!("token={token}"),
    ];
    let mut requests: Vec<Request> = texts.into_iter().map(|text| good.clone().with_body(text)).collect();
    requests.push(good.clone().with_body(*b"{\"token\":\"\xff\"}"));
    let form = good
        .clone()
        .without_header("content-type")
        .with_header("Content-Type", "application/x-www-form-urlencoded");
    requests.push(form.with_body(format!("token={token}")));
    requests
}

fn headers(good: &Request) -> Vec<Request> {
    let typed = |value: &str| good.clone().without_header("content-type").with_header("Content-Type", value);
    let many = |count| {
        (0..count).fold(good.clone(), |request, number| request.with_header(format!("x-{number}"), "1"))
    };
    vec![
        typed("text/plain"),
        typed("application/x-www-form-urlencoded"),
        typed("application/json; charset=UTF-8"),
        good.clone().without_header("content-type"),
        good.clone().with_header("Accept", "text/html"),
        good.clone().with_header("Accept", "*/*"),
        good.clone().with_header("amz-sdk-request", "attempt=1; max=3"),
        good.clone().with_header("X", "y".repeat(5_000)),
        good.clone().with_header("X", *b"\xe9"),
        good.clone().with_header("X", ""),
        good.clone().with_header("X", "1").with_header("x", "2"),
        good.clone().with_header("Transfer-Encoding", "chunked"),
        good.clone().with_header("Transfer-Encoding", "gzip, chunked"),
        good.clone().with_header("Expect", "100-continue"),
        good.clone().with_header("Host", "other"),
        good.clone().with_flaw(Flaw::LengthAndCoding),
        good.clone().with_flaw(Flaw::HostMissing),
        good.clone().with_pieces(2),
        many(50),
        many(120),
    ]
}

fn targets(good: &Request) -> Vec<Request> {
    let name = good.target().split('/').nth(2).unwrap().to_owned();
    let operation = |label: &str| format!("/clusters/{label}/assume-role-for-pod-identity");
    let labels = [
        String::new(),
        "-".to_owned(),
        format!("-{name}"),
        format!("{name}%00x"),
        format!("{name}."),
        format!("{name}!"),
        format!("{name};v=1"),
        format!("%20{name}"),
        format!("x%2F{name}"),
        format!("{name}%2Fx"),
        format!("%2E%2E%2Fclusters%2F{name}"),
        "%2563onformance".to_owned(),
        "%63onformance".to_owned(),
        "%6bonformance".to_owned(),
        "conforma%6ece".to_owned(),
        "%ff".to_owned(),
        "%zz".to_owned(),
        "unknown".to_owned(),
        name.to_uppercase(),
        name.get(..5).unwrap().to_owned(),
        format!("{name}x"),
        "7-blue--green-canary".to_owned(),
        "a".repeat(101),
        format!(
            "{}0",
            "conformance-with-a-name-as-long-as-EKS-allows-which-is-one-hundred-characters-not-one-more-nor-fewer"
        ),
    ];
    let paths = [
        "/".to_owned(),
        "/health".to_owned(),
        format!("{}/", good.target()),
        good.target().replace("clusters", "Clusters"),
        format!("{}?x", good.target()),
        format!("{}?x={}", good.target(), "y".repeat(3_000)),
        format!("/v1{}", good.target()),
        format!("/x/..{}", good.target()),
        format!("/{}", good.target()),
        format!("{}/x/..", good.target()),
        format!("/clusters/{name}/other"),
        format!("/clusters/{name}"),
        format!("/cluster/{name}/assume-role-for-pod-identity"),
    ];
    let mut requests: Vec<Request> = labels.iter().map(|label| at(good, "POST", &operation(label))).collect();
    requests.extend(paths.iter().map(|path| at(good, "POST", path)));
    requests.extend(["GET", "HEAD", "PUT", "OPTIONS", "XYZ"].map(|method| at(good, method, good.target())));
    requests
}
