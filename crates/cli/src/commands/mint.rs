//! `token mint`: prints a token of the fixture world.

use std::time::{SystemTime, UNIX_EPOCH};

use eks_auth_world::{Association, Cluster, Pod, Scene, TokenDraft, World};
use thiserror::Error;

use crate::args::Mint;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{chance, near, print};

/// Why a token cannot be made.
#[derive(Debug, Error)]
pub(crate) enum MintError {
    /// The world has no such cluster.
    #[error("the world has no cluster `{name}`{meant}; it has {}", known.join(", "))]
    Cluster {
        /// The name.
        name: String,
        /// What may have been meant, in words.
        meant: String,
        /// Every cluster's name.
        known: Vec<String>,
    },
    /// The cluster lacks the keys that the defect is about.
    #[error("the keys of `{cluster}` are not what `{defect}` needs; choose --cluster {}", fit.join(" or "))]
    Keys {
        /// The defect.
        defect: &'static str,
        /// The cluster.
        cluster: String,
        /// The clusters that have such keys.
        fit: Vec<String>,
    },
}

pub(crate) fn run(arguments: &Mint) -> Result<Exit, Failure> {
    let world = World::standard(arguments.world.partition());
    let cluster = cluster(&world, arguments)?;
    let pod = pod(&world, cluster, arguments);
    let now = arguments.at.unwrap_or_else(now);
    let id = arguments.id.clone().unwrap_or_else(chance::uuid);
    let token = match arguments.defect {
        Some(defect) if !defect.applies_to(cluster) => {
            let fit =
                world.clusters().iter().filter(|cluster| defect.applies_to(cluster)).map(name).collect();
            return Err(MintError::Keys { defect: defect.id(), cluster: name(cluster), fit }.into());
        }
        Some(defect) => defect.mint(&Scene::new(&world, cluster, pod, now, id)),
        None => {
            let mut draft = TokenDraft::new(cluster, &pod, now, &id);
            if let Some(lifetime) = arguments.lifetime {
                draft.lifetime(lifetime);
            }
            draft.sign().into_string()
        }
    };
    print::out(&format!("{token}\n"))?;
    Ok(Exit::Fine)
}

fn cluster<'w>(world: &'w World, arguments: &Mint) -> Result<&'w Cluster, MintError> {
    let Some(wanted) = arguments.cluster.as_deref() else { return Ok(first(world).0) };
    world.cluster(wanted).ok_or_else(|| {
        let known: Vec<String> = world.clusters().iter().map(name).collect();
        let meant = near::suggestion(wanted, known.iter().map(String::as_str));
        MintError::Cluster { name: wanted.to_owned(), meant, known }
    })
}

/// The pod of the cluster's first association, with what was named instead.
fn pod(world: &World, cluster: &Cluster, arguments: &Mint) -> Pod {
    let assumable = cluster.associations().iter().find(|association| association.is_assumable());
    let association = assumable.unwrap_or(first(world).1);
    let namespace = arguments.namespace.as_deref().unwrap_or(association.namespace().as_str());
    let service_account =
        arguments.service_account.as_deref().unwrap_or(association.service_account().as_str());
    let pod = Pod::new(namespace, service_account);
    match &arguments.pod {
        Some(name) => pod.with_name(name),
        None => pod,
    }
}

fn first(world: &World) -> (&Cluster, &Association) {
    world.grants().next().expect("the world grants something")
}

fn name(cluster: &Cluster) -> String {
    cluster.name().to_string()
}

/// Unix seconds; a clock before 1970 is taken for 1970.
fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}
