//! `--profile`: a service that cannot load the world, with real tokens that nobody may see.

use std::fs;

use crate::interrupt::falls_silent_after;
use crate::process::{Ended, Mock, Reports, command, run, send};
use crate::secrets::{Forbidden, indiscreet, talkative, texts};
use crate::server::{Server, answer, nowhere};

/// As fast as can be, and as much as can be had.
const FAST: &str = "[limits]\nrequests_per_second = 100000\nrequests = 100000\n";

/// A folder with a profile and the tokens that it names.
struct Profile {
    folder: Reports,
    tokens: Vec<String>,
}

impl Profile {
    fn of(endpoint: &str, limits: &str) -> Self {
        let folder = Reports::new();
        let mut tokens = Vec::new();
        for (name, options) in [
            ("valid", &[][..]),
            ("expired", &["--defect", "exp-past"]),
            ("foreign", &["--cluster", "conformance-twin"]),
            ("unassociated", &["--service-account", "nobody"]),
        ] {
            let minted = run(&[&["token", "mint"], options].concat());
            assert_eq!(minted.status, Some(0), "{minted:?}");
            fs::write(folder.path(name), &minted.stdout).expect("written");
            tokens.push(minted.stdout.trim_end().to_owned());
        }
        let text = format!(
            "endpoint = \"{endpoint}\"\nregion = \"us-west-2\"\ncluster = \"conformance\"\n\
             [credentials]\nsource = \"world\"\n[tokens]\nvalid = {{ file = \"valid\" }}\n\
             expired = {{ file = \"expired\" }}\nforeign = {{ file = \"foreign\" }}\n\
             unassociated = {{ file = \"unassociated\" }}\n{limits}"
        );
        fs::write(folder.path("profile.toml"), text).expect("written");
        Self { folder, tokens }
    }

    fn path(&self) -> String {
        self.folder.path("profile.toml")
    }
}

fn with_profile(words: &[&str], profile: &str) -> Ended {
    talkative(&[words, &["--profile", profile]].concat())
}

#[test]
fn run_says_what_it_plans_and_what_it_sent() {
    let mock = Mock::start(&[]);
    let profile = Profile::of(mock.endpoint(), FAST);
    let json = profile.folder.path("report.json");
    let ended = run(&["service", "--profile", &profile.path(), "--only", "request.*", "--json", &json]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let report = profile.folder.json("report.json");
    let sent = report["traffic"]["requests"].as_u64().expect("a number");
    assert!(ended.stderr.contains(&format!("\nplan: {sent} requests for ")), "{ended:?}");
    assert!(ended.stdout.contains(&format!("\nsent {sent} requests: ")), "{ended:?}");
    assert_eq!((&report["target"]["kind"], &report["verdict"]), (&"remote".into(), &"conformant".into()));
}

#[test]
fn plan_is_made_without_any_traffic() {
    let server = Server::raw(drop);
    let profile = Profile::of(server.endpoint(), "");
    let checked = run(&["profile", "check", &profile.path()]);
    // Some of what a seed draws is no different from the good request beside it: the check plans with the first seed.
    let planned = run(&["service", "--profile", &profile.path(), "--dry-run", "--seed", "0"]);
    assert_eq!((checked.status, planned.status), (Some(0), Some(0)), "{checked:?} {planned:?}");
    assert!(checked.stdout.contains("`expect.role_arn` is missing"), "{checked:?}");
    let last = |ended: &Ended| ended.stdout.lines().last().unwrap_or_default().to_owned();
    assert_eq!(last(&checked), last(&planned));
    assert!(
        last(&planned).starts_with("plan: ")
            && last(&planned).ends_with("; at most 5 a second; at most 500 in all")
    );
    assert!(planned.stdout.contains("sent: response.audience.value\n"), "{planned:?}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn rate_and_budget_of_the_command_line_come_first() {
    let profile = Profile::of(&nowhere(), "");
    let ended =
        run(&["service", "--profile", &profile.path(), "--dry-run", "--rate", "0.5", "--budget", "40"]);
    assert!(ended.stdout.ends_with("; at most 0.5 a second; at most 40 in all\n"), "{ended:?}");
    let region = ["service", "--profile", &profile.path(), "--region", "eu-west-1"];
    assert_eq!(run(&[&region[..], &["--dry-run"]].concat()).status, Some(0));
    run(&[&region[..], &["--fips"]].concat()).is_usage_error("--endpoint aws");
}

#[test]
fn endpoint_of_the_region_takes_the_profiles_tokens() {
    let profile = Profile::of(&nowhere(), "");
    let line = ["service", "--endpoint", "aws", "--region", "eu-west-1", "--fips", "--dry-run"];
    let planned = run(&[&line[..], &["--profile", &profile.path()]].concat());
    assert!(planned.stdout.ends_with("; at most 2 a second; at most 300 in all\n"), "{planned:?}");
    run(&line).is_usage_error("--profile");
}

#[test]
fn case_is_replayed_with_its_profile() {
    let mock = Mock::start(&["--fault", "response.audience.wrong"]);
    let profile = Profile::of(mock.endpoint(), FAST);
    let service = run(&["service", "--profile", &profile.path(), "--only", "response.audience.value"]);
    assert_eq!(service.status, Some(1), "{service:?}");
    let replay = service.stdout.lines().find_map(|line| line.trim().strip_prefix("replay:")).expect("a line");
    let words: Vec<&str> = replay.split_whitespace().skip(1).collect();
    assert!(words.contains(&profile.path().as_str()), "{words:?}");
    let replayed = run(&words);
    assert_eq!(replayed.status, Some(1), "{replayed:?}");
    assert!(replayed.stdout.contains("response.audience.value"), "{replayed:?}");
}

#[test]
fn redirect_is_not_followed() {
    let elsewhere = Server::raw(drop);
    let target = elsewhere.endpoint().to_owned();
    let server =
        Server::http(move |_, _| answer("307 Temporary Redirect", &format!("Location: {target}/\r\n"), ""));
    let profile = Profile::of(server.endpoint(), FAST);
    let ended = run(&["service", "--profile", &profile.path(), "--only", "request.*"]);
    assert_ne!(ended.status, Some(0), "{ended:?}");
    assert!(server.connections() > 0);
    assert_eq!(elsewhere.connections(), 0);
}

#[test]
fn nobody_gets_to_see_the_tokens() {
    let (server, _) = indiscreet();
    let profile = Profile::of(server.endpoint(), FAST);
    let (path, folder) = (profile.path(), &profile.folder);
    let (json, junit, out) = (folder.path("report.json"), folder.path("report.xml"), folder.path("findings"));
    // The server goes through its answers in order: the search comes first, so that what it begins with is granted.
    let search =
        ["fuzz", "--cases", "2000", "--seed", "1", "--budget", "200", "--timeout", "5", "--out", &out];
    let searched = with_profile(&search, &path);
    assert_eq!(searched.status, Some(1), "{}{}", searched.stderr, searched.stdout);
    let files = ["--timeout", "5", "--strict", "--json", &json, "--junit", &junit];
    let service = with_profile(&[&["service"], &files[..]].concat(), &path);
    assert_eq!(service.status, Some(1), "{}", service.stderr);

    let forbidden = Forbidden::new(&profile.tokens);
    forbidden.is_not_told("service", &service);
    forbidden.is_not_told("fuzz", &searched);
    forbidden.is_not_told("profile check", &run(&["profile", "check", &path]));
    let mut told = String::new();
    texts(&folder.json("report.json"), &mut told);
    forbidden.is_not_in("the JSON report", &told);
    forbidden.is_not_in("the JUnit report", &folder.text("report.xml"));
    for id in ["exchange.granted", "token.signature-cut-half", "token.exp-past", "association.none"] {
        let replayed = with_profile(&["replay", id, "--timeout", "5"], &path);
        forbidden.is_not_told(&format!("replay {id}"), &replayed);
    }
    for file in fs::read_dir(&out).expect("a folder") {
        let file = file.expect("a file").path();
        forbidden.is_not_in(&file.display().to_string(), &fs::read_to_string(&file).expect("a finding"));
        forbidden.is_not_told(
            "replay",
            &with_profile(&["replay", &file.to_string_lossy(), "--timeout", "5"], &path),
        );
    }
}

#[test]
fn search_works_with_what_can_be_had() {
    let mock = Mock::start(&[]);
    let profile = Profile::of(mock.endpoint(), FAST);
    let (path, json) = (profile.path(), profile.folder.path("report.json"));
    let search = ["fuzz", "--profile", &path, "--cases", "3000", "--seed", "7"];
    let ended = run(&[&search[..], &["--budget", "120", "--json", &json]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let sent = profile.folder.json("report.json")["traffic"]["requests"].as_u64().expect("a number");
    assert!((100..=120).contains(&sent), "{sent}");
    let mock = Mock::start(&["--fault", "response.audience.wrong"]);
    let profile = Profile::of(mock.endpoint(), FAST);
    let path = profile.path();
    let ended = run(&["fuzz", "--profile", &path, "--cases", "3000", "--seed", "7", "--budget", "200"]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.stdout.contains(&format!(" --profile {path}")), "{ended:?}");
}

#[test]
fn interrupted_run_leaves_a_truthful_report() {
    let (server, silent) = falls_silent_after(20);
    let profile = Profile::of(server.endpoint(), FAST);
    let json = profile.folder.path("report.json");
    let path = profile.path();
    let arguments = ["service", "--profile", &path, "--timeout", "600", "--json", &json];
    let child = command(&arguments).spawn().expect("the binary starts");
    silent.recv().expect("the server falls silent");
    send("INT", &child);
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let report = profile.folder.json("report.json");
    assert!(report["ended_early"].as_str().is_some_and(|why| why.contains("interrupted")), "{report}");
    assert!(report["traffic"]["requests"].as_u64().is_some_and(|sent| sent > 20), "{}", report["traffic"]);
    assert!(report["totals"]["inconclusive"].as_u64().is_some_and(|count| count > 0));
}

#[test]
fn profile_that_cannot_be_followed() {
    let profile = Profile::of("http://192.0.2.7", "");
    run(&["service", "--profile", &profile.path()]).is_usage_error("never sent in the clear");
    run(&["profile", "check", "no/such/profile.toml"]).is_usage_error("cannot be read");
    run(&["fuzz", "--profile", &profile.path(), "--partition", "aws-cn"])
        .is_usage_error("cannot be used with");
    let profile = Profile::of(&nowhere(), "[limit]\n");
    run(&["service", "--profile", &profile.path()]).is_usage_error("`limit` is unknown here");
    let profile = Profile::of(&nowhere(), "");
    fs::write(profile.folder.path("valid"), fs::read(profile.folder.path("expired")).expect("a token"))
        .expect("written");
    run(&["service", "--profile", &profile.path()]).is_usage_error("`tokens.valid`: it expired");
}
