//! What holds for any input to the mint.

use std::sync::LazyLock;

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_world::{Members, Partition, Pod, Scene, World, defect};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

static WORLD: LazyLock<World> = LazyLock::new(|| World::standard(Partition::Aws));

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::collection::vec(any::<String>(), 0..3).prop_map(Value::from),
    ]
}

fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap_or_default();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode_to_vec(part).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn members_write_what_serde_json_reads(pairs in prop::collection::vec((any::<String>(), value()), 0..8)) {
        let members: Members = pairs.iter().map(|(name, value)| (name, value.clone())).collect();
        let expected: Map<String, Value> = pairs.into_iter().collect();
        let read: Value = serde_json::from_str(&members.to_json()).unwrap();
        prop_assert_eq!(read, Value::Object(expected));
    }

    #[test]
    fn set_then_raw_gives_the_value_back(name in any::<String>(), first in value(), second in value()) {
        let mut members = Members::default();
        members.set(&name, first);
        members.set(&name, second.clone());
        let raw = second.to_string();
        prop_assert_eq!(members.raw(&name), Some(raw.as_str()));
        prop_assert_eq!(members.iter().count(), 1);
        members.remove(&name);
        prop_assert_eq!(members.to_json(), "{}");
    }

    #[test]
    fn drafts_say_what_they_were_told(
        namespace in any::<String>(),
        account in any::<String>(),
        name in any::<String>(),
        now in any::<i64>(),
        id in any::<String>(),
        cluster in any::<Index>(),
    ) {
        let cluster = cluster.get(WORLD.clusters());
        let pod = Pod::new(&namespace, &account).with_name(&name);
        let scene = Scene::new(&WORLD, cluster, pod.clone(), now, id.clone());
        let claims = payload(scene.draft().sign().expose());
        prop_assert_eq!(&claims["iss"], cluster.issuer());
        prop_assert_eq!(&claims["sub"], &json!(format!("system:serviceaccount:{namespace}:{account}")));
        prop_assert_eq!(&claims["jti"], &json!(id));
        prop_assert_eq!(&claims["iat"], &claims["nbf"]);
        prop_assert_eq!(&claims["kubernetes.io"]["pod"]["name"], &json!(name));
        prop_assert_eq!(&claims["kubernetes.io"]["serviceaccount"]["uid"], pod.service_account_uid());
    }

    #[test]
    fn any_scene_mints_any_defect(
        defect in any::<Index>(),
        cluster in any::<Index>(),
        subject in any::<(String, String)>(),
        now in any::<i64>(),
        id in any::<String>(),
        callback in any::<String>(),
    ) {
        let all: Vec<_> = defect::all().collect();
        let pod = Pod::new(&subject.0, &subject.1);
        let scene = Scene::new(&WORLD, cluster.get(WORLD.clusters()), pod, now, id).with_callback(callback);
        prop_assert!(!defect.get(&all).mint(&scene).is_empty());
    }
}
