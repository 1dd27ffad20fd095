//! What the tests share: a world, a time, and requests.

use eks_auth_mock::{Answer, Moment, Request, Service};
use eks_auth_world::{Association, Cluster, Partition, Pod, Scene, TokenDraft, World};
use serde_json::Value;

pub(crate) const NOW: i64 = 1_790_000_000;
pub(crate) const JTI: &str = "5e5e0000-0000-4000-8000-000000000001";

pub(crate) fn service() -> Service {
    Service::new(World::standard(Partition::Aws))
}

pub(crate) fn moment(nonce: u128) -> Moment {
    Moment::new(NOW, nonce).with_nanoseconds(123_456_789)
}

pub(crate) fn draft<'w>(cluster: &'w Cluster, association: &Association) -> TokenDraft<'w> {
    TokenDraft::new(cluster, &Pod::of(association), NOW, JTI)
}

/// The first cluster's first good token, and the request that shows it.
pub(crate) fn good(world: &World) -> (String, Request) {
    let scene = Scene::first(world, NOW, JTI);
    let token = scene.draft().sign().into_string();
    let request = Request::exchange(scene.cluster().name(), &token);
    (token, request)
}

/// The status and the error's name; an answer that was granted has none.
pub(crate) fn verdict(answer: &Answer) -> (u16, &str) {
    (answer.status(), answer.header("x-amzn-errortype").unwrap_or(""))
}

pub(crate) fn json(answer: &Answer) -> Value {
    serde_json::from_slice(answer.body()).expect("an answer is JSON")
}
