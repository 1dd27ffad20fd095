//! Faults in finding the cluster of a name.

use eks_auth_protocol::Exception;
use eks_auth_world::{Cluster, World};

use super::{Fault, Hook, crash};
use crate::decide::cluster::find;
use crate::refusal::Refusal;

/// The cluster of that name, or the first that the condition takes for it.
fn or<'w>(world: &'w World, wanted: &str, matches: fn(&str, &str) -> bool) -> Result<&'w Cluster, Refusal> {
    find(world, wanted).or_else(|refusal| {
        world.clusters().iter().find(|cluster| matches(cluster.name().as_str(), wanted)).ok_or(refusal)
    })
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "cluster.find.any-case",
        "CLU-003",
        "a cluster is found by its name in any letter case",
        cluster,
        |world, wanted| or(world, wanted, str::eq_ignore_ascii_case)
    ),
    stage!(
        "cluster.find.by-prefix",
        "CLU-005",
        "a cluster is found by the beginning of its name",
        cluster,
        |world, wanted| or(world, wanted, |name, wanted| name.starts_with(wanted))
    ),
    stage!(
        "cluster.find.by-beginning",
        "CLU-005",
        "what follows the name of a cluster is ignored",
        cluster,
        |world, wanted| or(world, wanted, |name, wanted| wanted.starts_with(name))
    ),
    stage!(
        "cluster.find.hyphen-is-underscore",
        "CLU-005",
        "hyphens and underscores in a name count as one",
        cluster,
        |world, wanted| or(world, wanted, |name, wanted| name.replace('_', "-") == wanted.replace('_', "-"))
    ),
    stage!(
        "cluster.find.default",
        "CLU-005",
        "an unknown cluster is taken for the first",
        cluster,
        |world, wanted| or(world, wanted, |_, _| true)
    ),
    stage!(
        "cluster.find.crash",
        "CLU-005",
        "an unknown cluster crashes the service",
        cluster,
        |world, wanted| find(world, wanted).map_err(|_| crash())
    ),
    stage!(
        "cluster.unknown.parameter",
        "CLU-006",
        "an unknown cluster is an InvalidParameterException",
        cluster,
        |world, wanted| find(world, wanted).map_err(|refusal| {
            let exception = Exception::InvalidParameter;
            refusal.renamed(exception.status(), exception.name())
        })
    ),
    stage!(
        "cluster.unknown.denied",
        "CLU-006",
        "an unknown cluster is an AccessDeniedException",
        cluster,
        |world, wanted| find(world, wanted).map_err(|refusal| {
            let exception = Exception::AccessDenied;
            refusal.renamed(exception.status(), exception.name())
        })
    ),
    stage!(
        "cluster.unknown.own-name",
        "CLU-006",
        "an unknown cluster is a NotFoundException",
        cluster,
        |world, wanted| find(world, wanted).map_err(|refusal| refusal.renamed(404, "NotFoundException"))
    ),
    stage!(
        "cluster.unknown.status",
        "ERR-002",
        "an unknown cluster is a ResourceNotFoundException with 400",
        cluster,
        |world, wanted| find(world, wanted)
            .map_err(|refusal| refusal.renamed(400, "ResourceNotFoundException"))
    ),
];
