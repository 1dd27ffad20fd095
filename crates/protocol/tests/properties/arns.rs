//! ARNs.

use eks_auth_protocol::strategies;
use eks_auth_protocol::{Arn, AssociationArn, AssumedRoleArn, ClusterArn, RoleArn};
use proptest::prelude::*;
use proptest::sample::Index;

proptest! {
    #[test]
    fn arn_prints_and_parses_to_itself(arn in strategies::arn()) {
        prop_assert_eq!(Arn::parse(arn.as_str()), Ok(arn.clone()));
        let joined =
            Arn::new(arn.partition(), arn.service(), arn.region(), arn.account(), arn.resource());
        prop_assert_eq!(joined, Ok(arn));
    }

    #[test]
    fn role_comes_apart_as_it_was_joined(
        partition in strategies::partition(),
        account in strategies::account_id(),
        path in strategies::role_path(),
        name in strategies::role_name(),
    ) {
        let arn = RoleArn::new(partition, &account, &path, &name).unwrap();
        prop_assert_eq!(RoleArn::parse(arn.as_str()), Ok(arn.clone()));
        prop_assert_eq!(
            (arn.partition(), arn.account(), arn.path(), arn.name()),
            (partition, &account, &path, &name)
        );
    }

    #[test]
    fn session_comes_apart_as_it_was_joined(
        partition in strategies::partition(),
        account in strategies::account_id(),
        role in strategies::role_name(),
        session in strategies::role_session_name(),
    ) {
        let arn = AssumedRoleArn::new(partition, &account, &role, &session).unwrap();
        prop_assert_eq!(AssumedRoleArn::parse(arn.as_str()), Ok(arn.clone()));
        prop_assert_eq!(
            (arn.partition(), arn.account(), arn.role_name(), arn.session_name()),
            (partition, &account, &role, &session)
        );
    }

    #[test]
    fn association_comes_apart_as_it_was_joined(
        partition in strategies::partition(),
        region in strategies::region(),
        account in strategies::account_id(),
        cluster in strategies::cluster_name(),
        id in strategies::association_id(),
    ) {
        let arn = AssociationArn::new(partition, region, &account, &cluster, &id).unwrap();
        prop_assert_eq!(AssociationArn::parse(arn.as_str()), Ok(arn.clone()));
        prop_assert_eq!(
            (arn.partition(), arn.region(), arn.account(), arn.cluster(), arn.id()),
            (partition, region, &account, &cluster, &id)
        );
        let arn = ClusterArn::new(partition, region, &account, &cluster).unwrap();
        prop_assert_eq!(ClusterArn::parse(arn.as_str()), Ok(arn.clone()));
        prop_assert_eq!((arn.region(), arn.cluster()), (region, &cluster));
    }

    #[test]
    fn accepted_text_prints_as_it_was(
        arn in strategies::arn(),
        place in any::<Index>(),
        other in prop_oneof!["[:/a-z0-9A-Z é]{0,3}", "\\PC"],
        removed in 0..=4_usize,
    ) {
        let mut characters: Vec<char> = arn.as_str().chars().collect();
        let start = place.index(characters.len() + 1);
        let end = characters.len().min(start + removed);
        characters.splice(start..end, other.chars());
        let text: String = characters.into_iter().collect();
        if let Ok(arn) = Arn::parse(&text) {
            prop_assert_eq!(arn.as_str(), &text);
        }
        if let Ok(arn) = RoleArn::parse(&text) {
            prop_assert_eq!(arn.as_str(), &text);
            prop_assert_eq!(RoleArn::new(arn.partition(), arn.account(), arn.path(), arn.name()), Ok(arn));
        }
        if let Ok(arn) = AssumedRoleArn::parse(&text) {
            prop_assert_eq!(arn.as_str(), &text);
            let joined =
                AssumedRoleArn::new(arn.partition(), arn.account(), arn.role_name(), arn.session_name());
            prop_assert_eq!(joined, Ok(arn));
        }
        if let Ok(arn) = AssociationArn::parse(&text) {
            prop_assert_eq!(arn.as_str(), &text);
            let joined =
                AssociationArn::new(arn.partition(), arn.region(), arn.account(), arn.cluster(), arn.id());
            prop_assert_eq!(joined, Ok(arn));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![strategies::any_text(), "arn(:[a-z0-9/]{0,12}){0,8}"]) {
        let accepted = [
            Arn::parse(&text).map(String::from),
            RoleArn::parse(&text).map(String::from),
            AssumedRoleArn::parse(&text).map(String::from),
            ClusterArn::parse(&text).map(String::from),
            AssociationArn::parse(&text).map(String::from),
        ];
        for printed in accepted.into_iter().flatten() {
            prop_assert_eq!(&printed, &text);
        }
    }
}
