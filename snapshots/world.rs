//! The fixture world as it is exported: what every service under test has loaded.

use eks_auth_world::{Partition, World};

pages! { "world":
    world_of_aws => exported(Partition::Aws, "world.json"),
    world_of_aws_cn => exported(Partition::AwsCn, "world.json"),
    world_of_aws_us_gov => exported(Partition::AwsUsGov, "world.json"),
    jwks_of_conformance => exported(Partition::Aws, "jwks/conformance.json"),
    files => paths(Partition::Aws),
}

fn exported(partition: Partition, path: &str) -> String {
    let files = World::standard(partition).export();
    let file = files.iter().find(|file| file.path() == path).expect("an exported file");
    String::from_utf8(file.bytes().to_vec()).expect("JSON in UTF-8")
}

fn paths(partition: Partition) -> String {
    let files = World::standard(partition).export();
    files.iter().map(|file| format!("{} {} bytes\n", file.path(), file.bytes().len())).collect()
}
