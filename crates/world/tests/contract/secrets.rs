//! What must never leave: private keys from anywhere, signatures and secrets from `Debug`.

use std::path::Path;
use std::sync::LazyLock;

use base64_simd::{STANDARD, URL_SAFE_NO_PAD};
use eks_auth_world::{Algorithm, Cluster, Partition, Scene, SigningKey, World, defect};

/// Where a P-256 key in PKCS#8 has its private number, which the public point follows.
const P256_SECRET: std::ops::Range<usize> = 36..68;

/// A stretch of private numbers from each committed key.
fn private_numbers() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("keys");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let keys = files.filter(|path| path.to_string_lossy().ends_with(".pkcs8.der"));
    keys.map(|path| {
        let bytes = std::fs::read(path).unwrap();
        // An RSA key's second half is its primes and what follows from them.
        let secret = if bytes.len() < 200 { P256_SECRET } else { bytes.len() / 2..bytes.len() };
        bytes[secret].to_vec()
    })
    .collect()
}

/// The spellings in which a piece of the secret could stand in a text.
fn spellings(secret: &[u8]) -> Vec<String> {
    let piece = &secret[..24];
    let decimal: Vec<String> = piece.iter().map(u8::to_string).collect();
    let mut all = vec![decimal.join(", "), piece.iter().map(|byte| format!("{byte:02x}")).collect()];
    // Base64 differs with the place at which the piece begins; its first and last characters take in the neighbours.
    for start in 0..3 {
        let piece = &secret[start..start + 24];
        all.push(URL_SAFE_NO_PAD.encode_to_string(piece));
        all.push(STANDARD.encode_to_string(piece));
    }
    all
}

static SPELLINGS: LazyLock<Vec<String>> =
    LazyLock::new(|| private_numbers().iter().flat_map(|secret| spellings(secret)).collect());

fn assert_clean(what: &str, text: &str) {
    for spelling in SPELLINGS.iter() {
        assert!(!text.contains(spelling), "a private key is in {what}");
    }
}

#[test]
fn every_committed_key_is_looked_for() {
    let world = World::standard(Partition::Aws);
    let in_sets: usize = world.clusters().iter().map(|cluster| cluster.keys().len()).sum();
    assert_eq!(private_numbers().len(), in_sets + 2);
    let planted = format!("{:?}", &private_numbers()[0][..30]);
    assert!(spellings(&private_numbers()[0]).iter().any(|spelling| planted.contains(spelling)));
}

#[test]
fn exports_have_no_private_key() {
    for file in World::standard(Partition::Aws).export() {
        assert_clean(file.path(), std::str::from_utf8(file.bytes()).unwrap());
        assert!(!file.bytes().windows(3).any(|window| window == b"\"d\""), "{}", file.path());
    }
}

#[test]
fn debug_has_no_private_key_and_no_secret() {
    let world = World::standard(Partition::Aws);
    let scene = Scene::first(&world, 1_800_000_000, "id");
    let keys: Vec<&SigningKey> = world.clusters().iter().flat_map(Cluster::keys).collect();
    for (what, text) in [
        ("the world", format!("{world:?}")),
        ("the keys", format!("{keys:?}")),
        ("a scene", format!("{scene:?}")),
        ("a draft", format!("{:?}", scene.draft())),
    ] {
        assert_clean(what, &text);
        for caller in world.strangers().iter().chain([world.caller()]) {
            assert!(!text.contains(caller.secret_access_key().expose()), "a caller's secret is in {what}");
        }
    }
}

#[test]
fn debug_of_a_token_has_no_signature() {
    let world = World::standard(Partition::Aws);
    let scene = Scene::first(&world, 1_800_000_000, "id");
    for key in [Algorithm::Rs256, Algorithm::Es256].map(|algorithm| scene.cluster().key(algorithm).unwrap()) {
        let mut draft = scene.draft();
        draft.signed_by(key);
        let token = draft.sign();
        let text = format!("{token:?}{token:#?}");
        assert!(text.contains(token.payload_b64()));
        assert!(!text.contains(&token.signature_b64()));
        assert!(!text.contains(&token.signature_b64()[..20]));
    }
}

#[test]
fn tokens_have_no_private_key() {
    let world = World::standard(Partition::Aws);
    let scene = Scene::first(&world, 1_800_000_000, "id");
    for defect in defect::all() {
        let token = defect.mint(&scene);
        let parts = token.split('.').map(|part| URL_SAFE_NO_PAD.decode_to_vec(part).unwrap_or_default());
        assert_clean(
            defect.id(),
            &parts.map(|part| String::from_utf8_lossy(&part).into_owned()).collect::<String>(),
        );
    }
}
