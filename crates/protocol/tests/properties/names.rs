//! Names and ids.

use eks_auth_protocol::strategies;
use eks_auth_protocol::{
    AccessKeyId, AccountId, AssociationId, AssumeRoleId, ClusterName, Namespace, PodName, RoleId, RoleName,
    RolePath, RoleSessionName, ServiceAccountName,
};
use proptest::prelude::*;

/// For each type: what was drawn prints and parses to itself, and whatever parses prints as it was.
macro_rules! parsed_texts {
    ($($module:ident: $name:ty, $drawn:expr;)*) => {
        $(
            mod $module {
                use super::*;

                proptest! {
                    #[test]
                    fn prints_and_parses_to_itself(value in $drawn) {
                        prop_assert_eq!(<$name>::parse(value.to_string()), Ok(value.clone()));
                        prop_assert_eq!(value.as_str().parse::<$name>(), Ok(value.clone()));
                        prop_assert_eq!(value.to_string(), value.as_str());
                    }

                    #[test]
                    fn accepted_text_prints_as_it_was(
                        text in prop_oneof![
                            strategies::any_text(),
                            "[-a-zA-Z0-9._:/+=,@]{0,20}",
                            $drawn.prop_map(|value| format!("{value} ")),
                            $drawn.prop_map(|value| format!("{value}{value}")),
                        ]
                    ) {
                        match <$name>::parse(&text) {
                            Ok(value) => prop_assert_eq!(value.as_str(), text),
                            Err(error) => prop_assert!(!error.to_string().is_empty()),
                        }
                    }
                }
            }
        )*
    };
}

parsed_texts! {
    cluster_name: ClusterName, strategies::cluster_name();
    namespace: Namespace, strategies::namespace();
    service_account_name: ServiceAccountName, strategies::service_account_name();
    pod_name: PodName, strategies::pod_name();
    account_id: AccountId, strategies::account_id();
    association_id: AssociationId, strategies::association_id();
    role_name: RoleName, strategies::role_name();
    role_path: RolePath, strategies::role_path();
    role_id: RoleId, strategies::role_id();
    role_session_name: RoleSessionName, strategies::role_session_name();
    access_key_id: AccessKeyId, strategies::access_key_id();
    assume_role_id: AssumeRoleId, strategies::assume_role_id();
}

proptest! {
    #[test]
    fn assume_role_id_comes_apart_as_it_was_joined(
        role in strategies::role_id(),
        session in strategies::role_session_name(),
    ) {
        let id = AssumeRoleId::parse(format!("{role}:{session}")).unwrap();
        prop_assert_eq!(id.role_id(), &role);
        prop_assert_eq!(id.session_name(), &session);
    }
}
