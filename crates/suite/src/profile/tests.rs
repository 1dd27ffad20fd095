//! Profiles as text: what is read of them, what is wrong with others, and what editors are told.

use std::path::Path;

use super::*;

const PROFILE: &str = r#"endpoint = "http://127.0.0.1:8080"
region = "cn-north-1"
cluster = "production"

[tokens]
valid = { file = "token" }
"#;

fn parsed(text: &str) -> Result<Profile, String> {
    Profile::parse(text, Path::new("folder")).map_err(|error| error.to_string())
}

#[test]
fn little_has_to_be_said() {
    let profile = parsed(PROFILE).expect("a profile");
    assert_eq!((profile.partition(), profile.region().as_str()), (Partition::AwsCn, "cn-north-1"));
    assert_eq!((profile.limits(), profile.credentials()), (ProfileLimits::USUAL, &Credentials::Environment));
    let missing: Vec<&str> = profile.missing().into_iter().map(|(key, _)| key).collect();
    assert_eq!(
        missing,
        [
            "tokens.expired",
            "tokens.foreign",
            "tokens.unassociated",
            "jwks",
            "expect.role_arn",
            "expect.role_id",
            "expect.association_arn",
            "associations"
        ]
    );
}

#[test]
fn endpoint_of_the_region() {
    let endpoint = |lines: &str| {
        let text = PROFILE.replace("\"http://127.0.0.1:8080\"\nregion = \"cn-north-1\"", lines);
        let profile = parsed(&text).expect("a profile");
        assert_eq!(profile.limits(), ProfileLimits::AWS);
        profile.endpoint().expect("a URL").to_string()
    };
    assert_eq!(endpoint("\"aws\"\nregion = \"eu-west-1\""), "https://eks-auth.eu-west-1.api.aws");
    assert_eq!(
        endpoint("\"aws\"\nfips = true\nregion = \"us-gov-west-1\""),
        "https://eks-auth-fips.us-gov-west-1.api.aws"
    );
    assert_eq!(
        endpoint("\"aws\"\nregion = \"cn-north-1\""),
        "https://eks-auth.cn-north-1.api.amazonwebservices.com.cn"
    );
}

#[test]
fn what_the_command_line_says_comes_first() {
    let region = "eu-west-1".parse().expect("a region");
    let overrides = Overrides { endpoint: Some("aws".to_owned()), region: Some(region), fips: true };
    let profile = Profile::parse_with(PROFILE, Path::new("folder"), &overrides).expect("a profile");
    let endpoint = profile.endpoint().expect("a URL").to_string();
    assert_eq!(endpoint, "https://eks-auth-fips.eu-west-1.api.aws");
    assert_eq!((profile.partition(), profile.limits()), (Partition::Aws, ProfileLimits::AWS));
}

#[test]
fn everything_wrong_has_its_place() {
    let with = |from: &str, to: &str| parsed(&PROFILE.replace(from, to)).expect_err("no profile");
    let and = |more: &str| parsed(&format!("{PROFILE}{more}")).expect_err("no profile");
    for (told, expected) in [
        (with("[tokens]", "[tokens"), "line 5, column 8: this is not TOML"),
        (
            with("region", "regoin"),
            "line 2, column 1: `regoin` is unknown here; known are `endpoint`, `region`",
        ),
        (with("region = \"cn-north-1\"\n", ""), "line 1, column 1: `region` is missing"),
        (
            with("\"production\"", "5"),
            "line 3, column 11: `cluster` is an integer, and should be a string with",
        ),
        (
            with("\"production\"", "\" \""),
            "`cluster` is a string, and should be a string with something in it",
        ),
        (with("\"production\"", "\"a b\""), "line 3, column 11: `cluster`: "),
        (
            with("{ file = \"token\" }", "\"eyJhbGciOiJSUzI1NiJ9.e30.c2ln\""),
            "tokens never stand in a profile",
        ),
        (
            with("{ file = \"token\" }", "{ file = \"a\", env = \"B\" }"),
            "`tokens.valid` is a table, and should be",
        ),
        (with("valid", "expired"), "`tokens.valid` is missing"),
        (
            and("[limits]\nrequests = 0\n"),
            "line 8, column 12: `limits.requests` is an integer, and should be a whole",
        ),
        (and("[limits]\nrequests_per_second = -0.5\n"), "should be a number from 0.01 to 1000000"),
        (and("[limits]\njobs = 100000\n"), "should be a whole number from 1 to 256"),
        (and("[limits]\nhostile = \"yes\"\n"), "should be true or false"),
        (
            and("[credentials]\nsource = \"vault\"\n"),
            "should be one of \"environment\", \"chain\", \"world\"",
        ),
        (and("[expect]\nrole_arn = \"ledger\"\n"), "line 8, column 12: `expect.role_arn`: "),
        (and("[[associations]]\nnamespace = \"a\"\n"), "line 7, column 1: `associations.token` is missing"),
        (and("[associations]\n"), "`associations` is a table, and should be an array of tables"),
    ] {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
        assert!(told.lines().count() == 1 && !told.contains("eyJ"), "{told}");
    }
}

#[test]
fn words_that_cannot_both_be_true() {
    let and = |top: &str, more: &str| parsed(&format!("{top}{PROFILE}{more}")).expect_err("no profile");
    let arn = |cluster: &str| {
        format!("arn:aws-cn:eks:cn-north-1:111122223333:podidentityassociation/{cluster}/a-abcdefghijklmnop1")
    };
    let expect =
        |cluster: &str, more: &str| format!("[expect]\nassociation_arn = \"{}\"\n{more}", arn(cluster));
    for (told, expected) in [
        (
            and("partition = \"aws\"\n", ""),
            "line 1, column 13: `partition`: `cn-north-1` lies in the partition aws-cn",
        ),
        (and("fips = true\n", ""), "line 1, column 8: `fips`: it chooses among AWS's own endpoints"),
        (
            and("", &expect("staging", "")),
            "`expect.association_arn`: it is of the cluster `staging`, and `cluster` is `production`",
        ),
        (
            and("", &expect("production", "association_id = \"a-abcdefghijklmnop2\"\n")),
            "`expect.association_id`: it is `a-abcdefghijklmnop2`, and in the ARN `a-abcdefghijklmnop1`",
        ),
    ] {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
    }
    let elsewhere = PROFILE.replace("cn-north-1", "moon-base-1");
    assert!(parsed(&format!("partition = \"aws-cn\"\n{elsewhere}")).is_ok(), "nobody knows that region");
    assert!(parsed(&format!("{PROFILE}{}", expect("production", ""))).is_ok());
}

#[test]
fn limits_are_what_was_said() {
    let text = format!(
        "{PROFILE}[limits]\nrequests_per_second = 0.5\nrequests = 40\njobs = 3\nhostile = true\nbulk = true\n"
    );
    let expected =
        ProfileLimits { requests_per_second: 0.5, requests: 40, jobs: 3, hostile: true, bulk: true };
    assert_eq!(parsed(&text).expect("a profile").limits(), expected);
}

#[test]
fn example_of_the_book_is_a_profile() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/profiles.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let blocks = page.split("```toml\n").filter_map(|rest| rest.split("```").next());
    let examples: Vec<&str> = blocks.filter(|block| block.contains("[tokens]")).collect();
    let [example] = examples.as_slice() else { panic!("one example: {}", examples.len()) };
    let profile = parsed(example).expect("a profile");
    assert_eq!(profile.limits(), ProfileLimits::USUAL);
    assert!(profile.missing().is_empty(), "{:?}", profile.missing());
}

/// To write the schema anew: `UPDATE_SCHEMA=1 cargo test -p eks-auth-suite profile`.
#[test]
fn committed_schema_is_that_of_the_reader() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/profile.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, json_schema()).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("the schema"), json_schema());
}
