//! What the command line says of where the service is, and who vouches for it.

use aws_sdk_eksauth::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use eks_auth_suite::aws::{self, Region, Variant};
use rcgen::{CertificateParams, KeyPair};

use crate::process::{Ended, Mock, Reports, command, run};

/// Runs the binary with these variables and none other of AWS's.
fn run_with(variables: &[(&str, &str)], arguments: &[&str]) -> Ended {
    let mut command = command(arguments);
    for name in ["REGION", "DEFAULT_REGION", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"] {
        command.env_remove(format!("AWS_{name}"));
    }
    Ended::of(command.envs(variables.iter().copied()).output().expect("the binary starts"))
}

/// A file with the certificate of somebody who vouches for nobody here.
fn authority(reports: &Reports) -> String {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(["service.example".to_owned()]).expect("a name");
    let path = reports.path("ca.pem");
    let pem = params.self_signed(&key).expect("a certificate").pem();
    std::fs::write(&path, pem).expect("a file");
    path
}

#[test]
fn plain_service_at_an_encrypted_endpoint_leaves_a_report_and_status_3() {
    let (mock, reports) = (Mock::start(&[]), Reports::new());
    let (ca, json) = (authority(&reports), reports.path("report.json"));
    let endpoint = mock.endpoint().replace("http:", "https:");
    let ended = run(&["service", "--endpoint", &endpoint, "--ca", &ca, "--json", &json]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.stdout.contains("the service does not speak TLS"), "{ended:?}");
    let report = reports.json("report.json");
    assert!(report["ended_early"].as_str().is_some_and(|why| why.contains("does not speak TLS")), "{report}");
    let replay = report["cases"][0]["replay"].as_str().expect("a command");
    assert!(replay.contains(&format!("--endpoint {endpoint} --ca {ca}")), "{replay}");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let reports = Reports::new();
    let (ca, empty) = (authority(&reports), reports.path("empty.pem"));
    std::fs::write(&empty, "").expect("a file");
    let plain = ["service", "--endpoint", "http://192.0.2.1:9"];
    let with = |options: &[&str]| run_with(&[], &[&plain[..], options].concat());
    with(&["--ca", &ca]).is_usage_error("write https");
    with(&["--fips"]).is_usage_error("--endpoint aws");
    run(&["service", "--endpoint", "https://192.0.2.1", "--ca", &empty])
        .is_usage_error("no certificate in it");
    run(&["service", "--endpoint", "https://192.0.2.1", "--ca", "/no/such/file"])
        .is_usage_error("/no/such/file");
    run(&["service", "--ca", &ca]).is_usage_error("--endpoint");
}

#[test]
fn awss_own_service_needs_a_region_and_a_profile() {
    let aws = ["service", "--endpoint", "aws"];
    run_with(&[], &aws).is_usage_error("--region");
    run_with(&[("AWS_REGION", "us-west-2")], &aws).is_usage_error("--profile");
    run_with(&[], &[&aws[..], &["--region", "us-west-2", "--fips"]].concat()).is_usage_error("--profile");
    run_with(&[], &[&aws[..], &["--region", "US West"]].concat()).is_usage_error("not the name of a region");
}

#[test]
fn callers_credentials_come_from_the_environment_and_go_nowhere_in_the_clear() {
    let mock = Mock::start(&["--manner", "sigv4.verified"]);
    let only = ["service", "--only", "exchange.granted", "--caller", "environment", "--endpoint"];
    let here = [&only[..], &[mock.endpoint()]].concat();
    run_with(&[], &here).is_usage_error("AWS_ACCESS_KEY_ID");
    // The mock knows the fixture world's caller, whose keys are AWS's documentation examples.
    let caller = eks_auth_world::World::standard(eks_auth_world::Partition::Aws).caller().clone();
    let (id, secret) = (caller.access_key_id(), caller.secret_access_key().expose());
    let keys = [("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret)];
    let ended = run_with(&keys, &here);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let ended = run_with(&[keys[0], ("AWS_SECRET_ACCESS_KEY", "another")], &here);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.stdout.contains("--caller environment"), "{ended:?}");
    let session = [keys[0], keys[1], ("AWS_SESSION_TOKEN", "IQoJb3JpZ2luX2Vj")];
    let elsewhere = [&only[..], &["http://192.0.2.1:9"]].concat();
    run_with(&session, &elsewhere).is_usage_error("not shown over plain HTTP");
}

#[tokio::test]
async fn endpoints_are_those_of_the_sdk() {
    let resolver = DefaultResolver::new();
    for name in [
        "us-west-2",
        "eu-central-1",
        "mx-central-1",
        "il-central-1",
        "cn-north-1",
        "us-gov-west-1",
        "us-iso-east-1",
        "us-isob-east-1",
        "eu-isoe-west-1",
        "us-isof-south-1",
        "eusc-de-east-1",
        "aws-cn-global",
        "aws-global",
        "aws-us-gov-global",
        "aws-iso-b-global",
        "xx-new-1",
        "us-gov-1",
        "us-new-east-1",
        "nowhere",
    ] {
        for (variant, fips) in [(Variant::Standard, false), (Variant::Fips, true)] {
            let params =
                Params::builder().region(name.to_owned()).use_fips(fips).build().expect("parameters");
            let theirs = resolver.resolve_endpoint(&params).await.expect("an endpoint");
            let region: Region = name.parse().expect("a region");
            let ours = aws::endpoint(&region, variant).expect("an endpoint");
            assert_eq!(ours.to_string(), theirs.url());
        }
    }
}
