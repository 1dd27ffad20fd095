//! ARNs at the edges of their forms.

use super::*;

const ROLE: &str = "arn:aws:iam::111122223333:role/ledger";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/ledger/eks-a-b";
const CLUSTER: &str = "arn:aws:eks:us-west-2:111122223333:cluster/blue";
const ASSOCIATION: &str = "arn:aws:eks:us-west-2:111122223333:podidentityassociation/blue/a-1";

fn kinds(text: &str) -> [bool; 4] {
    [
        RoleArn::parse(text).is_ok(),
        AssumedRoleArn::parse(text).is_ok(),
        ClusterArn::parse(text).is_ok(),
        AssociationArn::parse(text).is_ok(),
    ]
}

#[test]
fn each_kind_is_one_kind() {
    assert_eq!(kinds(ROLE), [true, false, false, false]);
    assert_eq!(kinds(SESSION), [false, true, false, false]);
    assert_eq!(kinds(CLUSTER), [false, false, true, false]);
    assert_eq!(kinds(ASSOCIATION), [false, false, false, true]);
}

#[test]
fn parts_missing_or_empty() {
    for (text, error) in [
        ("aws:iam::111122223333:role/ledger", ArnError::Prefix),
        ("ARN:aws:iam::111122223333:role/ledger", ArnError::Prefix),
        ("arn::iam::111122223333:role/ledger", ArnError::Missing { part: "partition" }),
        ("arn:aws:::111122223333:role/ledger", ArnError::Missing { part: "service" }),
        ("arn:aws:iam:111122223333", ArnError::Missing { part: "region" }),
        ("arn:aws:iam::111122223333", ArnError::Missing { part: "account" }),
        ("arn:aws:iam::111122223333:", ArnError::Missing { part: "resource" }),
        ("arn:AWS:iam::111122223333:role/a", ArnError::Illegal { part: "partition" }),
        ("arn:aws:i_m::111122223333:role/a", ArnError::Illegal { part: "service" }),
        ("arn:aws:iam:/:111122223333:role/a", ArnError::Illegal { part: "region" }),
        ("arn:aws:iam::1111.2222.3333:role/a", ArnError::Illegal { part: "account" }),
    ] {
        assert_eq!(Arn::parse(text), Err(error), "{text}");
    }
}

#[test]
fn account_and_region_may_be_empty_and_the_resource_may_hold_colons() {
    let arn = Arn::parse("arn:aws:example:::a:b/c:d").unwrap();
    assert_eq!((arn.region(), arn.account(), arn.resource()), ("", "", "a:b/c:d"));
}

#[test]
fn lengths_below_at_and_above_each_limit() {
    let of_length = |length: usize| format!("arn:aws:s3:::{}", "a".repeat(length - 13));
    for (length, accepted) in [(19, false), (20, true), (2048, true), (2049, false)] {
        assert_eq!(Arn::parse(of_length(length)).is_ok(), accepted, "{length}");
    }
}

#[test]
fn kinds_want_their_region_or_none() {
    let region = |kind, part| ArnError::Kind { kind, part };
    let session = "arn:aws:sts:us-west-2:111122223333:assumed-role/ledger/eks-a-b";
    assert_eq!(AssumedRoleArn::parse(session), Err(region("assumed-role", "region")));
    assert_eq!(ClusterArn::parse("arn:aws:eks::111122223333:cluster/blue"), Err(region("cluster", "region")));
    assert_eq!(RoleArn::parse(SESSION), Err(region("role", "service")));
    assert_eq!(RoleArn::parse("arn:aws:iam::111122223333:user/a"), Err(region("role", "resource")));
    assert_eq!(RoleArn::parse("arn:aws:iam::111122223333:roles/a"), Err(region("role", "resource")));
}

#[test]
fn session_arn_names_the_role_without_its_path() {
    let with_path = "arn:aws:sts::111122223333:assumed-role/teams/ledger/eks-a-b";
    let error = AssumedRoleArn::parse(with_path).unwrap_err();
    assert!(matches!(&error, ArnError::Name(error) if error.noun() == "role session name"), "{error}");
    assert!(AssumedRoleArn::parse("arn:aws:sts::111122223333:assumed-role/ledger").is_err());
    assert!(AssumedRoleArn::parse("arn:aws:sts::111122223333:assumed-role//eks-a-b").is_err());
}

#[test]
fn account_must_be_an_account() {
    for account in ["", "aws", "11112222333", "1111222233334"] {
        let error = RoleArn::parse(format!("arn:aws:iam::{account}:role/ledger")).unwrap_err();
        assert!(matches!(&error, ArnError::Name(error) if error.noun() == "account id"), "{error}");
    }
}

#[test]
fn partition_of_a_new_arn_must_be_one() {
    let (account, name) = (AccountId::parse("111122223333").unwrap(), "ledger".parse().unwrap());
    let path = crate::RolePath::root();
    assert_eq!(RoleArn::new("aws", &account, &path, &name).unwrap().as_str(), ROLE);
    assert!(RoleArn::new("", &account, &path, &name).is_err());
    assert!(RoleArn::new("aws:iam", &account, &path, &name).is_err());
}

#[test]
fn debug_shows_the_text_and_no_more() {
    let role = RoleArn::parse(ROLE).unwrap();
    assert_eq!(format!("{role:?}"), format!("RoleArn({ROLE:?})"));
}
