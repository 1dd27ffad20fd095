//! Requests at one value of something: a sign, a length, a spelling.

use eks_auth_mock::Request;
use eks_auth_world::World;

use crate::stage::{draft, good};

/// All of them.
pub(crate) fn all(world: &World) -> Vec<Request> {
    let (_, good) = good(world);
    [labels(&good), clusters(world), targets(&good), methods(&good)].concat()
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
