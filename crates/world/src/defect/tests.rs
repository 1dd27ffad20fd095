//! Every row is what its title and its group say, as far as ring and serde_json can tell.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::{Defect, Group, Pointer, all, find};
use crate::draft::LIFETIME;
use crate::verify::{entitles, is_genuine, json, strictly};
use crate::{Partition, Pod, Scene, World};

static WORLD: LazyLock<World> = LazyLock::new(|| World::standard(Partition::Aws));

const NOW: i64 = 1_800_000_000;

/// Forged tokens that would not entitle the scene's pod even if their signature were genuine.
const FORGED_FOR_ANOTHER: &[&str] = &["altered-subject", "key-other-cluster-token"];

fn scene() -> Scene<'static> {
    Scene::first(&WORLD, NOW, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51")
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut seen = HashSet::new();
    for id in all().map(Defect::id) {
        assert!(seen.insert(id), "`{id}` stands twice");
        let kebab = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        assert!(id.contains('-') || kebab(id), "{id}");
        assert!(id.split('-').all(kebab), "{id}");
        assert_eq!(find(id).map(Defect::id), Some(id));
    }
    assert!(seen.len() >= 150, "only {} rows", seen.len());
}

#[test]
fn titles_are_unique_single_phrases() {
    let mut seen = HashSet::new();
    for title in all().map(Defect::title) {
        assert!(seen.insert(title), "`{title}` stands twice");
        assert!(!title.is_empty() && !title.ends_with('.') && !title.contains('\n'), "{title}");
    }
}

#[test]
fn the_first_cluster_has_every_key_that_a_defect_needs() {
    for defect in all() {
        assert!(defect.applies_to(scene().cluster()), "{}", defect.id());
    }
    let single = WORLD.cluster("k").unwrap();
    assert!(!find("es256-zeros").unwrap().applies_to(single));
    assert!(!find("legitimate-second-key").unwrap().applies_to(single));
    assert!(find("aud-missing").unwrap().applies_to(single));
}

#[test]
fn the_plain_token_is_valid_for_every_grant_of_every_partition() {
    for &partition in Partition::ALL {
        let world = World::standard(partition);
        for (cluster, association) in world.grants() {
            let scene = Scene::new(&world, cluster, Pod::of(association), NOW, "id");
            let token = scene.draft().sign();
            assert_eq!(strictly(&scene, token.expose()), Ok(()), "{} {partition}", cluster.name());
            assert!(is_genuine(&scene, token.expose()));
        }
    }
}

#[test]
fn every_defect_differs_from_the_valid_token_and_from_the_others() {
    let scene = scene();
    let mut seen = HashSet::from([scene.draft().sign().into_string()]);
    let same_text: Vec<&str> =
        all().filter(|defect| !seen.insert(defect.mint(&scene))).map(Defect::id).collect();
    assert_eq!(same_text, [""; 0]);
}

#[test]
fn a_scene_mints_the_same_text_each_time() {
    let scene = scene();
    assert_eq!(scene.draft().sign(), scene.draft().sign());
    // Some ways of signing draw a number, so the last part of the text may differ.
    let unsigned = |text: String| text.rsplit_once('.').map(|(start, _)| start.to_owned());
    for defect in all() {
        assert_eq!(unsigned(defect.mint(&scene)), unsigned(defect.mint(&scene)), "{}", defect.id());
    }
}

#[test]
fn every_row_is_of_its_group() {
    let scene = scene();
    let wrong: Vec<String> = all()
        .filter_map(|defect| {
            let token = defect.mint(&scene);
            let problem = problem(defect, &scene, &token)?;
            Some(format!("{}: {problem}; strictly: {:?}", defect.id(), strictly(&scene, &token)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_clusters_mint_every_row_that_applies() {
    for cluster in ["conformance-twin", "k"].map(|name| WORLD.cluster(name).unwrap()) {
        let scene = Scene::new(&WORLD, cluster, Pod::of(&cluster.associations()[0]), NOW, "id");
        for defect in all().filter(|defect| defect.applies_to(cluster)) {
            let problem = problem(defect, &scene, &defect.mint(&scene));
            assert_eq!(problem, None, "{} in {}", defect.id(), cluster.name());
        }
    }
}

#[test]
fn every_row_is_minted_at_any_moment_and_without_its_keys() {
    let cluster = WORLD.cluster("k").unwrap();
    for now in [i64::MIN, i64::MAX] {
        let scene = Scene::new(&WORLD, cluster, Pod::new("", "\0"), now, "");
        for defect in all() {
            assert!(!defect.mint(&scene).is_empty(), "{}", defect.id());
        }
    }
}

/// What keeps the token from being what its group says.
fn problem(defect: &Defect, scene: &Scene<'_>, token: &str) -> Option<&'static str> {
    let needs_three_parts =
        !matches!(defect.group(), Group::JsonForm | Group::ManyParts | Group::Surrounded | Group::Unmatched);
    if needs_three_parts && !matches_whole(token) {
        return Some("not wholly a match of the pattern");
    }
    let signed = !matches!(defect.group(), Group::Forged | Group::ExpiredAndForged);
    if needs_three_parts && is_genuine(scene, token) != signed {
        return Some(if signed { "the signature is not genuine" } else { "the signature is genuine" });
    }
    let verdict = strictly(scene, token).err();
    let claims = token.split('.').nth(1).and_then(json).unwrap_or_default();
    let header = token.split('.').next().and_then(json).unwrap_or_default();
    let one_of = |reasons: &[&str]| verdict.is_some_and(|verdict| reasons.contains(&verdict));
    let entitled = entitles(scene, &claims).is_ok();
    let holds = match defect.group() {
        Group::Legitimate | Group::Uncommon => verdict.is_none(),
        Group::Large => verdict.is_none() && token.len() > 4 << 10,
        Group::Forged => {
            let other_issuer = defect.pointer().is_some() && defect.id().starts_with("key-by-issuer");
            entitled || other_issuer || claims["iss"].is_null() || FORGED_FOR_ANOTHER.contains(&defect.id())
        }
        Group::KeyReference => entitled && one_of(&["kid", "alg", "signature"]),
        Group::OtherAlgorithm => entitled && one_of(&["alg", "signature"]),
        Group::Expired => {
            verdict == Some("exp") && claims["exp"].as_i64().is_some_and(|exp| 0 < exp && exp < NOW - 60)
        }
        Group::ExpiredOddly => claims["exp"].as_f64().is_some_and(|exp| exp < (NOW - 60) as f64),
        Group::Margin => ["exp", "nbf"].iter().any(|name| is_near(&claims[*name])),
        // serde_json takes no number beyond a double.
        Group::NotYetValid => one_of(&["nbf"]) || defect.id() == "nbf-1e400",
        Group::ExpiryUnreadable => one_of(&["exp"]) && !claims["exp"].is_number(),
        Group::Issuer => one_of(&["iss"]),
        Group::Audience => one_of(&["aud"]),
        Group::Subject => one_of(&["sub", "namespace", "serviceaccount"]),
        Group::Incomplete => verdict.is_none() || one_of(&["serviceaccount", "pod"]),
        Group::NoPod => one_of(&["pod"]) && claims["kubernetes.io"]["pod"].is_null(),
        Group::Critical => {
            one_of(&["crit"]) && header["crit"].as_array().is_some_and(|crit| !crit.is_empty())
        }
        Group::CriticalOddly => one_of(&["crit"]),
        // Signed, and that is all they have in common.
        Group::Oddity | Group::LooseForm => true,
        Group::Contradiction => [0, 1].iter().any(|part| has_duplicates(token, *part)),
        // No strict reader finds both parts; the one that is JSON for some only need not be an object here.
        Group::LooseJson => claims.is_null() || header.is_null(),
        Group::UnreadablePayload => claims.as_object().is_none_or(serde_json::Map::is_empty),
        Group::UnreadableHeader => header.is_null(),
        Group::ExpiredAndForged | Group::ExpiredAndMore => {
            let earlier = Scene::new(scene.world(), scene.cluster(), scene.pod().clone(), NOW - 7_200, "id");
            claims["exp"].as_i64().is_some_and(|exp| exp < NOW - 60) && strictly(&earlier, token).is_err()
        }
        Group::ManyParts => {
            contains_match(token) && token.split('.').count() > 3 && token.chars().all(is_token_char)
        }
        Group::Surrounded => contains_match(token) && !token.chars().all(is_token_char),
        Group::JsonForm => serde_json::from_str::<Value>(token).is_ok_and(|json| json.is_object()),
        Group::Unmatched => !contains_match(token),
    };
    (!holds).then_some("not what the group says")
}

fn is_near(time: &Value) -> bool {
    time.as_i64().is_some_and(|time| (NOW - 60..=NOW + 60).contains(&time))
}

/// A parsed object has each member once, so text with duplicates gets shorter.
fn has_duplicates(token: &str, part: usize) -> bool {
    let Some(part) = token.split('.').nth(part) else { return false };
    let written = base64_simd::URL_SAFE_NO_PAD.decode_to_vec(part).unwrap_or_default();
    json(part).is_some_and(|parsed| parsed.to_string().len() < written.len())
}

fn is_token_char(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_=.".contains(character)
}

fn matches_whole(token: &str) -> bool {
    token.split('.').count() == 3
        && token.split('.').all(|part| !part.is_empty())
        && token.chars().all(is_token_char)
}

/// Whether three parts with dots between them stand anywhere in the text, as the unanchored pattern asks.
fn contains_match(token: &str) -> bool {
    token.split(|character| !is_token_char(character)).any(|run| {
        let parts: Vec<&str> = run.split('.').collect();
        parts.windows(3).any(|three| three.iter().all(|part| !part.is_empty()))
    })
}

#[test]
fn expired_tokens_had_an_ordinary_lifetime() {
    let token = find("exp-past").unwrap().mint(&scene());
    let claims = token.split('.').nth(1).and_then(json).unwrap();
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), LIFETIME);
}

/// No other token may name the callback: whoever fetches what it names would not be seen to do so.
#[test]
fn just_the_tokens_that_say_so_point_to_the_callback() {
    let scene = scene().with_callback("http://127.0.0.1:4321/nonce");
    for defect in all() {
        let token = defect.mint(&scene);
        let parts: Vec<String> =
            token.split('.').take(2).filter_map(json).map(|part| part.to_string()).collect();
        let named = parts.iter().any(|part| part.contains("127.0.0.1:4321") && part.contains("nonce"));
        assert_eq!(named, defect.pointer().is_some(), "{}: {parts:?}", defect.id());
        let secure =
            parts.iter().any(|part| part.contains("https://127.0.0.1") || part.contains("@127.0.0.1"));
        assert!(secure || defect.pointer() != Some(Pointer::Https), "{}: {parts:?}", defect.id());
    }
}
