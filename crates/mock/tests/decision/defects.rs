//! Every defect of the world, in every cluster that it applies to.

use eks_auth_mock::{Request, Service};
use eks_auth_world::defect::{self, Group};
use eks_auth_world::{Cluster, Partition, Pod, Scene, World};

use crate::stage::{JTI, NOW, json, moment, verdict};

/// What the whole service makes of each kind of input.
#[derive(Debug, PartialEq)]
enum Expected {
    Granted,
    /// 400 and this name.
    Refused(&'static str),
    /// Granted for the signed subject, or refused as an invalid token.
    Either,
    /// 400 and a name on which the agent drops its credentials.
    Dropped,
}

fn expected(group: Group) -> Expected {
    match group {
        Group::Legitimate | Group::Uncommon | Group::Large => Expected::Granted,
        Group::Expired | Group::ExpiredOddly => Expected::Refused("ExpiredTokenException"),
        Group::KeyReference | Group::Margin | Group::Oddity | Group::Incomplete => Expected::Either,
        Group::ExpiredAndMore => Expected::Dropped,
        _ => Expected::Refused("InvalidTokenException"),
    }
}

fn scene<'w>(world: &'w World, cluster: &'w Cluster) -> Scene<'w> {
    let association = cluster.associations().first().unwrap();
    Scene::new(world, cluster, Pod::of(association), NOW, JTI)
}

/// Every defect in the first cluster of each partition, which has keys of every kind, and in one of the others in turn.
#[test]
fn every_defect_comes_to_what_its_kind_says() {
    let mut tried = 0;
    let mut misjudged = Vec::new();
    for partition in Partition::ALL {
        let service = Service::new(World::standard(*partition));
        let (first, others) = service.world().clusters().split_first().unwrap();
        for (defect, other) in defect::all().zip(others.iter().cycle()) {
            for cluster in [first, other].into_iter().filter(|cluster| defect.applies_to(cluster)) {
                misjudged.extend(misjudgement(&service, cluster, defect));
                tried += 1;
            }
        }
    }
    assert!(misjudged.is_empty(), "{misjudged:#?}");
    assert!(tried > 3 * 2 * 200, "{tried} tokens");
}

fn misjudgement(service: &Service, cluster: &Cluster, defect: &defect::Defect) -> Option<String> {
    let token = defect.mint(&scene(service.world(), cluster));
    let answer = service.answer(&Request::exchange(cluster.name(), &token), moment(1));
    let (status, name) = verdict(&answer);
    let fits = match expected(defect.group()) {
        Expected::Granted => status == 200,
        Expected::Refused(wanted) => (status, name) == (400, wanted),
        Expected::Either => {
            status == 200
                || (status, name) == (400, "InvalidTokenException")
                || name == "ExpiredTokenException"
        }
        Expected::Dropped => {
            status == 400 && ["InvalidTokenException", "ExpiredTokenException"].contains(&name)
        }
    };
    // An empty token is a parameter that is missing, before it is a token that is wrong.
    let empty = token.is_empty() && (status, name) == (400, "InvalidParameterException");
    if !fits && !empty {
        return Some(format!("{} in {}: {status} {name}", defect.id(), cluster.name()));
    }
    if status == 200 {
        let subject = &json(&answer)["subject"];
        let association = cluster.associations().first().unwrap();
        assert_eq!(subject["namespace"], association.namespace().as_str(), "{}", defect.id());
        assert_eq!(subject["serviceAccount"], association.service_account().as_str(), "{}", defect.id());
    }
    None
}

#[test]
fn another_clusters_token_is_refused_everywhere_else() {
    let service = Service::new(World::standard(Partition::Aws));
    for ours in service.world().clusters() {
        let token = scene(service.world(), ours).draft().sign();
        for other in service.world().clusters().iter().filter(|other| other.name() != ours.name()) {
            let answer = service.answer(&Request::exchange(other.name(), token.expose()), moment(1));
            assert_eq!(
                verdict(&answer),
                (400, "InvalidTokenException"),
                "{} in {}",
                ours.name(),
                other.name()
            );
        }
    }
}

#[test]
fn unassociated_names_are_found_nowhere() {
    let service = Service::new(World::standard(Partition::Aws));
    let world = service.world();
    for cluster in world.clusters() {
        for (namespace, account) in world.unassociated() {
            let scene = Scene::new(world, cluster, Pod::new(namespace, account), NOW, JTI);
            let answer =
                service.answer(&Request::exchange(cluster.name(), scene.draft().sign().expose()), moment(1));
            assert_eq!(verdict(&answer), (404, "ResourceNotFoundException"), "{namespace}/{account}");
        }
    }
}
