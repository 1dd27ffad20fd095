//! What AWS's own service is to the suite: behind TLS, with signatures verified and temporary keys, known by a profile alone.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use eks_auth_mock::{Service, manner};
use eks_auth_suite::profile::Profile;
use eks_auth_suite::{Options, Outcome, Report, Stop, Target, Verdict, run};
use eks_auth_world::Scene;
use tempfile::TempDir;

use crate::authority::Authority;
use crate::front::Front;
use crate::world;

/// A profile's folder, with a valid token in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    let world = world();
    let scene =
        Scene::first(&world, i64::try_from(now).expect("a moment"), "0f0e0d0c-0b0a-4908-8706-050403020100");
    std::fs::write(folder.path().join("valid"), scene.draft().sign().expose()).expect("written");
    folder
}

fn profile(endpoint: &str, folder: &Path, more: &str) -> Profile {
    let text = format!(
        "endpoint = \"{endpoint}\"\nregion = \"us-west-2\"\ncluster = \"conformance\"\n\
         [tokens]\nvalid = {{ file = \"valid\" }}\n\
         [limits]\nrequests_per_second = 1000\nrequests = 200\njobs = 2\n{more}"
    );
    Profile::parse(&text, folder).expect("a profile")
}

async fn report(service: Service, only: &[&str]) -> Report {
    let (authority, folder) = (Authority::new(), folder());
    let front = Front::before(service.verifying(), authority.vouches()).await;
    let profile = profile(&front.endpoint("https").to_string(), folder.path(), "");
    let target = Target::profiled(&profile, world().caller().clone(), "profile.toml")
        .expect("a profile that can be followed")
        .with_trust(authority.trust());
    let limits = profile.limits();
    let options = Options {
        only: only.iter().map(|pattern| (*pattern).to_owned()).collect(),
        rate: Some(limits.requests_per_second),
        budget: Some(limits.requests),
        jobs: limits.jobs,
        hostile: limits.hostile,
        bulk: limits.bulk,
        ..Options::default()
    };
    run(&target, &options, |_| {}, Stop::never()).await.expect("cases that are left")
}

#[tokio::test(flavor = "multi_thread")]
async fn service_is_conformant_as_far_as_a_profile_shows() {
    let report = report(Service::new(world()), &["exchange.*", "response.*", "request.*"]).await;
    let failed = report
        .cases()
        .iter()
        .filter(|case| !matches!(case.outcome(), Outcome::Passed | Outcome::Skipped | Outcome::Warned));
    let failed: Vec<_> = failed.map(|case| (case.id(), case.message())).collect();
    assert_eq!(report.verdict(), Verdict::Conformant, "{failed:?}");
    let traffic = report.traffic().expect("a run that was bounded");
    assert!((1..=200).contains(&traffic.requests), "{traffic:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn service_that_throttles_is_waited_for() {
    let throttling = manner::find("http.throttled").expect("a manner of the mock");
    let report = report(Service::new(world()).with_manner(throttling), &["request.*"]).await;
    assert_eq!(report.verdict(), Verdict::Conformant);
}
