//! What the world must hold at least.

use std::collections::HashSet;

use eks_auth_world::{Algorithm, Association, Cluster, Partition, SigningKey, World};

fn world() -> World {
    World::standard(Partition::Aws)
}

fn has_cluster(holds: impl Fn(&str) -> bool) -> bool {
    world().clusters().iter().any(|cluster| holds(cluster.name().as_str()))
}

fn has_grant(holds: impl Fn(&Cluster, &Association) -> bool) -> bool {
    world().grants().any(|(cluster, association)| holds(cluster, association))
}

#[test]
fn the_first_association_is_that_of_the_contract() {
    let world = world();
    let cluster = &world.clusters()[0];
    let association = &cluster.associations()[0];
    assert_eq!(cluster.name().as_str(), "conformance");
    assert_eq!(cluster.arn().as_str(), "arn:aws:eks:us-west-2:111122223333:cluster/conformance");
    assert_eq!(
        cluster.issuer(),
        "https://oidc.eks.us-west-2.amazonaws.com/id/00000000000000000000000000000001"
    );
    assert_eq!(association.id().as_str(), "a-conformance000001");
    assert_eq!(
        association.arn().as_str(),
        "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance/a-conformance000001"
    );
    assert_eq!(association.namespace().as_str(), "payments");
    assert_eq!(association.service_account().as_str(), "ledger");
    assert_eq!(association.role_arn().as_str(), "arn:aws:iam::111122223333:role/ledger");
    assert_eq!(association.role_id().as_str(), "AROACONFORMANCE00001");
    assert!(association.is_assumable());
}

#[test]
fn issuers_and_keys_are_unique() {
    let world = world();
    let issuers: HashSet<&str> = world.clusters().iter().map(Cluster::issuer).collect();
    assert_eq!(issuers.len(), world.clusters().len());
    let kids: Vec<&str> =
        world.clusters().iter().flat_map(|cluster| cluster.keys().iter().map(SigningKey::kid)).collect();
    assert_eq!(kids.iter().collect::<HashSet<_>>().len(), kids.len());
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        assert!(!kids.contains(&world.foreign_key(algorithm).kid()));
    }
}

#[test]
fn ids_are_unique_and_a_role_has_one_id() {
    let world = world();
    let all: Vec<&Association> = world.clusters().iter().flat_map(Cluster::associations).collect();
    let ids: HashSet<&str> = all.iter().map(|each| each.id().as_str()).collect();
    assert_eq!(ids.len(), all.len());
    for (left, right) in all.iter().flat_map(|left| all.iter().map(move |right| (left, right))) {
        assert_eq!(left.role_arn() == right.role_arn(), left.role_id() == right.role_id());
    }
}

#[test]
fn same_subject_in_two_clusters_has_two_roles() {
    let world = world();
    let roles: Vec<_> = world
        .clusters()
        .iter()
        .filter_map(|cluster| cluster.association("payments", "ledger"))
        .map(Association::role_arn)
        .collect();
    assert!(roles.len() >= 2);
    assert_eq!(roles.iter().collect::<HashSet<_>>().len(), roles.len());
}

#[test]
fn two_roles_in_one_cluster() {
    assert!(has_grant(|cluster, left| {
        cluster.associations().iter().any(|right| left.role_arn() != right.role_arn())
    }));
}

#[test]
fn two_subjects_of_one_cluster_share_a_role() {
    assert!(has_grant(|cluster, left| {
        let mut others = cluster.associations().iter().filter(|right| right.id() != left.id());
        others.any(|right| right.role_arn() == left.role_arn())
    }));
}

#[test]
fn cluster_names_of_every_kind() {
    assert!(has_cluster(|name| name.len() == 100));
    assert!(has_cluster(|name| name.len() == 1));
    assert!(has_cluster(|name| name.bytes().any(|byte| byte.is_ascii_uppercase())));
    assert!(has_cluster(|name| {
        name.starts_with(|first: char| first.is_ascii_digit()) && name.contains('_') && name.contains("--")
    }));
    assert!(has_cluster(|name| name.replace("--", "").contains('-')));
}

#[test]
fn no_two_cluster_names_differ_in_case_alone() {
    let world = world();
    let names: HashSet<String> =
        world.clusters().iter().map(|cluster| cluster.name().as_str().to_lowercase()).collect();
    assert_eq!(names.len(), world.clusters().len());
}

#[test]
fn two_cluster_names_begin_with_the_same_ten_characters() {
    let world = world();
    let starts: HashSet<String> =
        world.clusters().iter().map(|cluster| cluster.name().as_str().chars().take(10).collect()).collect();
    assert!(starts.len() < world.clusters().len());
}

#[test]
fn longest_namespace_and_service_account() {
    assert!(has_grant(|_, association| {
        let account = association.service_account().as_str();
        association.namespace().as_str().len() == 63 && account.len() == 253 && account.contains('.')
    }));
}

#[test]
fn role_with_a_path_and_role_with_the_longest_name() {
    assert!(has_grant(|_, association| association.role_arn().path().as_str() != "/"));
    assert!(has_grant(|_, association| association.role_arn().name().as_str().len() == 64));
}

#[test]
fn association_that_is_not_assumable() {
    let world = world();
    let (cluster, association) = world.not_assumable();
    assert!(!association.is_assumable());
    assert!(cluster.associations().contains(association));
    assert!(world.grants().all(|(_, granted)| granted != association));
}

#[test]
fn key_set_with_several_keys_one_of_them_p256() {
    let world = world();
    let keys = world.clusters()[0].keys();
    let count = |algorithm| keys.iter().filter(|key| key.algorithm() == algorithm).count();
    assert_eq!(keys[0].algorithm(), Algorithm::Rs256);
    assert_eq!(keys[1].algorithm(), Algorithm::Es256);
    assert!(count(Algorithm::Rs256) >= 2 && count(Algorithm::Es256) >= 1);
    assert!(world.clusters().iter().all(|cluster| cluster.keys()[0].algorithm() == Algorithm::Rs256));
}

#[test]
fn unassociated_subjects_are_legal_and_associated_nowhere() {
    let world = world();
    assert!(world.unassociated().count() >= 2);
    for (namespace, account) in world.unassociated() {
        assert!(eks_auth_protocol::Namespace::parse(namespace).is_ok(), "{namespace}");
        assert!(eks_auth_protocol::ServiceAccountName::parse(account).is_ok(), "{account}");
        assert!(
            world.clusters().iter().all(|cluster| cluster.association(namespace, account).is_none()),
            "{namespace}/{account}"
        );
    }
}

#[test]
fn partitions_have_twins() {
    let issuer = |partition| World::standard(partition).clusters()[0].issuer().to_owned();
    assert_eq!(
        issuer(Partition::AwsCn),
        "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/00000000000000000000000000000001"
    );
    assert_eq!(
        issuer(Partition::AwsUsGov),
        "https://oidc.eks.us-gov-west-1.amazonaws.com/id/00000000000000000000000000000001"
    );
    for &partition in Partition::ALL {
        let world = World::standard(partition);
        for (cluster, association) in world.grants() {
            assert_eq!(cluster.arn().partition(), partition.as_str());
            assert_eq!(cluster.arn().region(), partition.region());
            assert_eq!(association.arn().partition(), partition.as_str());
            assert_eq!(association.role_arn().partition(), partition.as_str());
        }
    }
}
