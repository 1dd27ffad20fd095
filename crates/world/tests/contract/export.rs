//! The exported files.

use eks_auth_world::{Cluster, ExportedFile, Partition, World, WorldDocument};
use serde_json::{Value, json};

fn parsed(file: &ExportedFile) -> Value {
    serde_json::from_slice(file.bytes()).unwrap()
}

#[test]
fn every_partition_is_exported_alike_each_time() {
    for &partition in Partition::ALL {
        let world = World::standard(partition);
        assert_eq!(world.export(), world.export());
        assert_eq!(world.export(), World::standard(partition).export());
    }
    assert_ne!(World::standard(Partition::Aws).export(), World::standard(Partition::AwsCn).export());
}

#[test]
fn one_key_set_for_each_cluster() {
    let world = World::standard(Partition::Aws);
    let files = world.export();
    let mut expected = vec!["world.json".to_owned()];
    expected.extend(world.clusters().iter().map(|cluster| format!("jwks/{}.json", cluster.name())));
    assert_eq!(files.iter().map(ExportedFile::path).collect::<Vec<_>>(), expected);
    for (entry, file) in parsed(&files[0])["clusters"].as_array().unwrap().iter().zip(&files[1..]) {
        assert_eq!(entry["jwks"], file.path());
    }
}

#[test]
fn world_json_begins_as_the_contract_shows() {
    let mut document = parsed(&World::standard(Partition::Aws).export()[0]);
    document["clusters"].as_array_mut().unwrap().truncate(1);
    document["clusters"][0]["associations"].as_array_mut().unwrap().truncate(1);
    let expected = json!({
      "schema": "eks-auth-conformance/world/v1",
      "partition": "aws",
      "region": "us-west-2",
      "account_id": "111122223333",
      "caller": {
        "access_key_id": "AKIAIOSFODNN7EXAMPLE",
        "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
      },
      "strangers": [
        { "access_key_id": "AKIAI44QH8DHBEXAMPLE", "secret_access_key": "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY" }
      ],
      "clusters": [
        {
          "name": "conformance",
          "arn": "arn:aws:eks:us-west-2:111122223333:cluster/conformance",
          "issuer": "https://oidc.eks.us-west-2.amazonaws.com/id/00000000000000000000000000000001",
          "jwks": "jwks/conformance.json",
          "associations": [
            {
              "association_id": "a-conformance000001",
              "association_arn": "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance/a-conformance000001",
              "namespace": "payments",
              "service_account": "ledger",
              "role_arn": "arn:aws:iam::111122223333:role/ledger",
              "role_id": "AROACONFORMANCE00001",
              "assumable": true
            }
          ]
        }
      ]
    });
    // As text, so that the order counts too.
    assert_eq!(document.to_string(), expected.to_string());
}

#[test]
fn world_json_reads_back() {
    for &partition in Partition::ALL {
        let world = World::standard(partition);
        let read: WorldDocument = serde_json::from_slice(world.export()[0].bytes()).unwrap();
        assert_eq!(read, world.json());
    }
}

#[test]
fn key_sets_have_the_contracts_members_and_no_others() {
    let world = World::standard(Partition::Aws);
    for (cluster, file) in world.clusters().iter().zip(&world.export()[1..]) {
        let set = parsed(file);
        assert_eq!(set.as_object().unwrap().keys().collect::<Vec<_>>(), ["keys"]);
        let keys = set["keys"].as_array().unwrap();
        assert_eq!(keys.len(), cluster.keys().len());
        for key in keys {
            check_jwk(cluster, key);
        }
    }
}

fn check_jwk(cluster: &Cluster, key: &Value) {
    let names: Vec<&String> = key.as_object().unwrap().keys().collect();
    let bytes = |name: &str| {
        let text = key[name].as_str().unwrap();
        assert!(!text.contains(['=', '+', '/']), "{name} is not base64url without padding");
        base64_simd::URL_SAFE_NO_PAD.decode_to_vec(text).unwrap()
    };
    match key["alg"].as_str().unwrap() {
        "RS256" => {
            assert_eq!(names, ["kty", "kid", "use", "alg", "n", "e"]);
            assert_eq!(key["kty"], "RSA");
            assert_eq!(bytes("n").len(), 256);
            assert!(bytes("n")[0] >= 0x80, "the modulus has less than 2048 bits");
            assert_eq!(bytes("e"), [1, 0, 1]);
        }
        "ES256" => {
            assert_eq!(names, ["kty", "kid", "use", "alg", "crv", "x", "y"]);
            assert_eq!(key["kty"], "EC");
            assert_eq!(key["crv"], "P-256");
            assert_eq!((bytes("x").len(), bytes("y").len()), (32, 32));
        }
        other => panic!("{other} in {}", cluster.name()),
    }
    assert_eq!(key["use"], "sig");
    let kid = key["kid"].as_str().unwrap();
    assert!(
        kid.len() == 40 && kid.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
        "{kid}"
    );
}
