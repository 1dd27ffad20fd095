//! The decision, stage by stage.
//!
//! Each stage is a plain function in a file of its own, and [`Stages`] lists them. The whole service runs
//! [`Stages::WHOLE`]; a fault or a manner replaces one entry. So the stages know nothing of either, and neither is ever a
//! copy of the service.

pub(crate) mod association;
pub(crate) mod audience;
pub(crate) mod body;
pub(crate) mod chance;
pub(crate) mod cluster;
pub(crate) mod entitlement;
pub(crate) mod framing;
pub(crate) mod issuer;
pub(crate) mod jws;
pub(crate) mod media;
pub(crate) mod members;
pub(crate) mod route;
pub(crate) mod session;
pub(crate) mod signature;
pub(crate) mod subject;
pub(crate) mod times;

use eks_auth_world::{Association, Cluster, World};

use crate::errand::Library;
use crate::json::Object;
use crate::refusal::Refusal;
use crate::reply::granted::Grant;
use crate::sigv4::Steps;
use crate::{Moment, Request};
use entitlement::Entitlement;
use jws::Jws;
use subject::Identity;

/// What a stage that only checks comes to.
pub(crate) type Checked = Result<(), Refusal>;

/// A check of the token.
pub(crate) type Check = fn(&Evidence<'_>) -> Checked;

/// Everything that a check of the token may look at.
#[derive(Clone, Copy)]
pub(crate) struct Evidence<'a> {
    pub(crate) world: &'a World,
    pub(crate) cluster: &'a Cluster,
    pub(crate) request: &'a Request,
    pub(crate) jws: &'a Jws,
    pub(crate) moment: Moment,
    /// What a fault has fetched; the whole service never looks.
    pub(crate) library: &'a Library,
}

/// The stages in the order in which they run.
#[derive(Clone)]
pub(crate) struct Stages {
    pub(crate) framing: fn(&Request) -> Checked,
    /// How the request's own signature is verified; the whole service does not look at it.
    pub(crate) caller: Option<Steps>,
    pub(crate) label: fn(&Request) -> Result<String, Refusal>,
    pub(crate) cluster_name: fn(&str) -> Result<String, Refusal>,
    pub(crate) media: fn(&Request) -> Checked,
    pub(crate) object: fn(&[u8]) -> Result<Object, Refusal>,
    pub(crate) token: fn(&Object) -> Result<String, Refusal>,
    pub(crate) optional: fn(&Object) -> Checked,
    pub(crate) cluster: for<'w> fn(&'w World, &str) -> Result<&'w Cluster, Refusal>,
    pub(crate) jws: fn(&str) -> Result<Jws, Refusal>,
    pub(crate) critical: Check,
    pub(crate) signature: Check,
    pub(crate) expiry: Check,
    pub(crate) not_before: Check,
    pub(crate) issued_at: Check,
    pub(crate) issuer: Check,
    pub(crate) audience: Check,
    pub(crate) identity: fn(&Evidence<'_>) -> Result<Identity, Refusal>,
    pub(crate) association: for<'w> fn(&'w Cluster, &Identity) -> Result<&'w Association, Refusal>,
    pub(crate) assumable: fn(&Association) -> Checked,
    pub(crate) grant: fn(&Entitlement<'_>) -> Grant,
    /// Run after `grant`, in order; the whole service amends nothing.
    pub(crate) amend: Vec<fn(&mut Grant, &Entitlement<'_>)>,
}

impl Stages {
    /// The service without a fault.
    pub(crate) const WHOLE: Stages = Stages {
        framing: framing::check,
        caller: None,
        label: route::label,
        cluster_name: cluster::name,
        media: media::check,
        object: body::object,
        token: members::token,
        optional: members::optional,
        cluster: cluster::find,
        jws: jws::read,
        critical: signature::critical,
        signature: signature::check,
        expiry: times::expiry,
        not_before: times::not_before,
        issued_at: times::issued_at,
        issuer: issuer::check,
        audience: audience::check,
        identity: subject::identity,
        association: association::find,
        assumable: association::assumable,
        grant: entitlement::grant,
        amend: Vec::new(),
    };
}

/// What the stages found out, as far as they came. Faults that edit or remember answers look at it.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) token: Option<String>,
    pub(crate) cluster: Option<String>,
    pub(crate) identity: Option<Identity>,
}

/// Runs the stages: the signature is judged before any claim is believed, and nothing is granted before all of them.
pub(crate) fn decide(
    stages: &Stages,
    world: &World,
    request: &Request,
    moment: Moment,
    library: &Library,
    trace: &mut Trace,
) -> Result<Grant, Refusal> {
    (stages.framing)(request)?;
    if let Some(steps) = &stages.caller {
        steps.check(world, request, moment)?;
    }
    let label = (stages.label)(request)?;
    let name = (stages.cluster_name)(&label)?;
    (stages.media)(request)?;
    let object = (stages.object)(request.body())?;
    let token: &str = trace.token.insert((stages.token)(&object)?);
    (stages.optional)(&object)?;
    let cluster = (stages.cluster)(world, &name)?;
    trace.cluster = Some(cluster.name().as_str().to_owned());

    let jws = (stages.jws)(token)?;
    let evidence = Evidence { world, cluster, request, jws: &jws, moment, library };
    (stages.critical)(&evidence)?;
    (stages.signature)(&evidence)?;
    (stages.expiry)(&evidence)?;
    (stages.not_before)(&evidence)?;
    (stages.issued_at)(&evidence)?;
    (stages.issuer)(&evidence)?;
    (stages.audience)(&evidence)?;
    let identity = trace.identity.insert((stages.identity)(&evidence)?);

    let association = (stages.association)(cluster, identity)?;
    (stages.assumable)(association)?;
    let entitlement = Entitlement { world, cluster, association, identity, token, moment };
    let mut grant = (stages.grant)(&entitlement);
    for amend in &stages.amend {
        amend(&mut grant, &entitlement);
    }
    Ok(grant)
}
