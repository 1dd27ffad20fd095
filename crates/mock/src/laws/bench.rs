//! What the laws work with: a service, and tokens that clusters signed, to be sent and edited.

use eks_auth_world::{Algorithm, Cluster, MintedToken, Partition, Pod, Scene, TokenDraft, World};

use crate::{Moment, Service};

/// The moment for which the tokens are made.
pub(super) const NOW: i64 = 1_790_000_000;
const ID: &str = "5e5e0000-0000-4000-8000-000000000001";

/// A token that a cluster's key signed, whatever it says.
pub(super) struct Signed {
    by: String,
    token: String,
    header: Vec<u8>,
    claims: Vec<u8>,
    signature: Vec<u8>,
}

impl Signed {
    /// Signs a draft of this cluster.
    pub(super) fn of(cluster: &Cluster, draft: &TokenDraft<'_>) -> Self {
        let token: MintedToken = draft.sign();
        Self {
            by: cluster.name().as_str().to_owned(),
            token: token.expose().to_owned(),
            header: draft.header_bytes(),
            claims: draft.payload_bytes(),
            signature: token.signature().to_vec(),
        }
    }

    /// The cluster whose key signed it.
    pub(super) fn by(&self) -> &str {
        &self.by
    }

    /// The token as it is sent.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    pub(super) fn header(&self) -> &[u8] {
        &self.header
    }

    pub(super) fn claims(&self) -> &[u8] {
        &self.claims
    }

    pub(super) fn signature(&self) -> &[u8] {
        &self.signature
    }
}

/// A service and some tokens.
pub(super) struct Bench {
    service: Service,
    signed: Vec<Signed>,
}

thread_local! {
    // Keys are parsed and tokens signed once for each thread: a signature takes longer than a thousand decisions.
    static BENCH: Bench = Bench::of(Service::new(World::standard(Partition::Aws)));
}

impl Bench {
    /// Works with the bench of this thread.
    pub(super) fn with<T>(work: impl FnOnce(&Self) -> T) -> T {
        BENCH.with(work)
    }

    /// The bench of a service.
    pub(super) fn of(service: Service) -> Self {
        let signed = tokens(service.world());
        Self { service, signed }
    }

    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    /// Good tokens of some subjects first, then tokens that are signed and good for nothing.
    pub(super) fn signed(&self) -> &[Signed] {
        &self.signed
    }

    /// The first good token.
    pub(super) fn good(&self) -> &Signed {
        self.signed.first().expect("the bench has tokens")
    }

    /// A draft of the first cluster whose signature takes little time.
    pub(super) fn quick_draft(&self) -> TokenDraft<'_> {
        let scene = Scene::first(self.service.world(), NOW, ID);
        let mut draft = scene.draft();
        let key = scene.cluster().key(Algorithm::Es256);
        draft.signed_by(key.expect("the first cluster has a P-256 key"));
        draft
    }
}

/// A moment, with a nonce that does not matter here.
pub(super) fn moment(seconds: i64) -> Moment {
    Moment::new(seconds, 1)
}

fn tokens(world: &World) -> Vec<Signed> {
    let sign = |cluster, pod: Pod, edit: &dyn Fn(&mut TokenDraft<'_>)| {
        let mut draft = TokenDraft::new(cluster, &pod, NOW - 300, ID);
        edit(&mut draft);
        Signed::of(cluster, &draft)
    };
    let mut signed: Vec<_> =
        world.grants().map(|(cluster, association)| sign(cluster, Pod::of(association), &|_| ())).collect();
    let (cluster, association) = world.grants().next().expect("the world grants something");
    let pod = || Pod::of(association);
    let (other, not_assumable) = world.not_assumable();
    signed.push(sign(other, Pod::of(not_assumable), &|_| ()));
    for (namespace, service_account) in world.unassociated().take(1) {
        signed.push(sign(cluster, Pod::new(namespace, service_account), &|_| ()));
    }
    let swapped = Pod::new(association.service_account().as_str(), association.namespace().as_str());
    signed.push(sign(cluster, swapped, &|_| ()));
    signed.push(sign(cluster, pod(), &|draft| draft.lifetime(200)));
    signed.push(sign(cluster, pod(), &|draft| draft.claims_mut().set("nbf", NOW + 3_600)));
    signed.push(sign(cluster, pod(), &|draft| draft.claims_mut().set("aud", "sts.amazonaws.com")));
    signed.push(sign(cluster, pod(), &|draft| draft.claims_mut().set("iss", "https://issuer.invalid")));
    // What another cluster signs in this one's name.
    let mut others = world.grants().filter(|(known, _)| known.name() != cluster.name());
    let (stranger, _) = others.next().expect("the world grants something in two clusters");
    let mut draft = TokenDraft::new(cluster, &pod(), NOW - 300, ID);
    draft.signed_by(stranger.keys().first().expect("a cluster has a key"));
    signed.push(Signed::of(stranger, &draft));
    signed
}
