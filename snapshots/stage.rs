//! What several subjects share: the fixture worlds, a moment, and tokens of that moment.

use std::sync::LazyLock;

use eks_auth_mock::{Moment, Request, Service};
use eks_auth_world::{Partition, Scene, World};

/// The moment at which everything happens, in Unix seconds.
pub(crate) const NOW: i64 = 1_790_000_000;

/// The `jti` of every token.
pub(crate) const JTI: &str = "5e5e0000-0000-4000-8000-000000000001";

/// A token whose parts say nothing; its signature is the word `signature`.
pub(crate) const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

/// The whole mock in the partition `aws`.
pub(crate) static SERVICE: LazyLock<Service> =
    LazyLock::new(|| Service::new(World::standard(Partition::Aws)));

/// The one nonce: equal moments give equal answers.
pub(crate) fn moment() -> Moment {
    Moment::new(NOW, 1)
}

/// The scene of the world's first association.
pub(crate) fn scene(world: &World) -> Scene<'_> {
    Scene::first(world, NOW, JTI)
}

/// A request that the mock grants.
pub(crate) fn good(world: &World) -> Request {
    let scene = scene(world);
    Request::exchange(scene.cluster().name(), scene.draft().sign().expose())
}
