//! The settings of the corpus are this world's clusters, with the keys as they are exported.

use std::fs;

use eks_auth_corpus::Settings;
use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::{Partition, World};

#[test]
fn settings_are_the_worlds() {
    let world = World::standard(Partition::Aws);
    let export = world.export();
    let settings = Settings::read().expect("readable settings");
    assert!(settings.iter().count() > 1);
    for setting in settings.iter() {
        let cluster =
            world.cluster(setting.cluster()).unwrap_or_else(|| panic!("no `{}`", setting.cluster()));
        assert_eq!(setting.issuer(), cluster.issuer(), "{}", setting.name());
        assert_eq!(setting.audience(), AUDIENCE, "{}", setting.name());
        let path = format!("jwks/{}.json", setting.cluster());
        let exported = export.iter().find(|file| file.path() == path).expect("an exported key set");
        let kept = fs::read(setting.keys_path()).expect("a readable key set");
        assert_eq!(kept, exported.bytes(), "{}", setting.keys_path().display());
    }
}
