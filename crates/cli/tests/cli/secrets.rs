//! No secret in any output: canaries as credentials and every signature that was sent, echoed wherever a service can.

use std::collections::HashSet;
use std::fs;
use std::sync::{Arc, Mutex};

use eks_auth_world::{Partition, World};
use serde_json::Value;

use crate::process::{Ended, Reports, command, run};
use crate::server::{Server, answer};

const SESSION_TOKEN: &str =
    "IQoJb3JpZ2luX2VjEJr9CanaryOne7Xq93LmVtZs0aBcD4eFgHiJkLmNoPqRsTuVw/yZ0123456789+CanaryTwo8Kd2Hs5Jt1WpQ==";
const SECRET_ACCESS_KEY: &str = "kQ7vCanaryKey3/9ZpLm3Xw+TbYh5NnRr2DdGgXc";
/// So many characters of a secret in a row are too many.
const RUN: usize = 16;

/// The tokens that a server saw.
pub(crate) type Seen = Arc<Mutex<Vec<String>>>;

/// The third part of what has three parts. Where more follow, or a header stands in its place, it is no signature.
fn signature(token: &str) -> &str {
    match token.split('.').collect::<Vec<_>>()[..] {
        [_, _, signature] if !signature.starts_with("eyJ") => signature,
        _ => "",
    }
}

/// What stands in the request as its token.
fn token_in(request: &str) -> Option<&str> {
    let value = request.split("\"token\"").nth(1)?.split_once('"')?.1;
    value.split('"').next().filter(|token| !token.contains('\\'))
}

/// Grants and refuses in turn, and tells in ever other places what nobody may be told.
pub(crate) fn indiscreet() -> (Server, Seen) {
    let seen = Seen::default();
    let kept = Arc::clone(&seen);
    let server = Server::http(move |request, number| {
        let token = token_in(request).unwrap_or("none").to_owned();
        let mut all = kept.lock().expect("nobody panics");
        let before = all.last().cloned().unwrap_or_default();
        all.push(token.clone());
        // The token may be anything: what would end a header or a string is left out.
        let clean = |text: &str| text.chars().filter(char::is_ascii_graphic).collect::<String>();
        speak(number, &clean(&token), &clean(signature(&token)), &clean(signature(&before)))
    });
    (server, seen)
}

fn speak(number: usize, token: &str, signature: &str, before: &str) -> String {
    let caller = World::standard(Partition::Aws).caller().secret_access_key().expose().to_owned();
    let half = &signature[..signature.len() / 2];
    let refused = |headers: &str, message: &str| {
        let headers = format!("X-Amzn-Errortype: InvalidTokenException\r\n{headers}");
        answer("400 Bad Request", &headers, &format!("{{\"message\":\"{message}\"}}"))
    };
    match number % 13 {
        0 => answer("200 OK", "", &granted("pods.eks.amazonaws.com", SESSION_TOKEN, SECRET_ACCESS_KEY, "")),
        1 => answer(
            "200 OK",
            &format!("X-Debug: {signature}\r\n"),
            &granted(signature, SESSION_TOKEN, SECRET_ACCESS_KEY, token),
        ),
        2 => refused("", &format!("bad token {token}")),
        3 => refused(&format!("X-Signature: {signature}\r\n"), &format!("signature {half} is wrong")),
        4 => format!(
            "HTTP/1.1 502 Bad\r\nConnection: close\r\n\r\n<html>{token} {SESSION_TOKEN} {SECRET_ACCESS_KEY}"
        ),
        5 => answer("403 Forbidden", "", &format!("{{\"__type\":\"{signature}\",\"message\":\"{caller}\"}}")),
        6 => format!("HTTP/1.1 {signature}\r\n\r\n"),
        7 => answer(
            "200 OK",
            "",
            &granted("x", &SESSION_TOKEN.replace('/', "\\/"), &SECRET_ACCESS_KEY.replace('/', "\\/"), ""),
        ),
        8 => refused("", &format!("as bad as {before}")),
        9 => refused(&format!("{signature}: 1\r\nSet-Cookie: {SESSION_TOKEN}\r\n"), ""),
        10 => answer(
            "200 OK",
            &format!("X-Amzn-Errortype: {SECRET_ACCESS_KEY}\r\n"),
            &granted("pods.eks.amazonaws.com", SECRET_ACCESS_KEY, SESSION_TOKEN, half),
        ),
        11 => answer("200 OK", "", &granted("x", &escaped(SESSION_TOKEN), &escaped(SECRET_ACCESS_KEY), "")),
        _ => answer(
            &format!("200 {signature}"),
            &format!("Content-Type: {signature}\r\n"),
            &format!("[\"{SESSION_TOKEN}\"]"),
        ),
    }
}

/// Every character as an escape of JSON.
fn escaped(text: &str) -> String {
    text.chars().map(|character| format!("\\u{:04x}", u32::from(character))).collect()
}

/// The text freed of the escapes of JSON, as somebody would read it who wants to know.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => out.extend(std::iter::once(character).chain(part.chars().skip(4))),
            None => out.push_str(part),
        }
    }
    out.replace("\\/", "/").replace("\\\"", "\"")
}

/// Credentials, and something in members that are none of theirs.
fn granted(audience: &str, session_token: &str, secret: &str, elsewhere: &str) -> String {
    format!(
        "{{\"subject\":{{\"namespace\":\"{elsewhere}\",\"serviceAccount\":\"ledger\"}},\"audience\":\"{audience}\",\
         \"podIdentityAssociation\":{{\"associationArn\":\"{elsewhere}\",\"associationId\":\"a-1\"}},\
         \"assumedRoleUser\":{{\"arn\":\"{session_token}\",\"assumeRoleId\":\"{secret}\"}},\
         \"credentials\":{{\"sessionToken\":\"{session_token}\",\"secretAccessKey\":\"{secret}\",\
         \"accessKeyId\":\"{secret}\",\"expiration\":\"{session_token}\"}}}}"
    )
}

/// What must occur nowhere, cut into runs.
pub(crate) struct Forbidden(HashSet<Run>);

/// Some characters in a row. Secrets are ASCII.
type Run = [u8; RUN];

impl Forbidden {
    pub(crate) fn new(tokens: &[String]) -> Self {
        let caller = World::standard(Partition::Aws).caller().secret_access_key().expose().to_owned();
        let fixed = [SESSION_TOKEN.to_owned(), SECRET_ACCESS_KEY.to_owned(), caller];
        let signatures = tokens.iter().map(|token| signature(token).to_owned());
        let mut runs = HashSet::new();
        for secret in fixed.into_iter().chain(signatures) {
            let windows = secret.as_bytes().windows(RUN).filter_map(|run| Run::try_from(run).ok());
            runs.extend(windows.filter(is_random));
        }
        Self(runs)
    }

    #[track_caller]
    pub(crate) fn is_not_in(&self, name: &str, text: &str) {
        let text = unescaped(text);
        let bytes = text.as_bytes();
        for (start, run) in bytes.windows(RUN).enumerate() {
            if Run::try_from(run).is_ok_and(|run| self.0.contains(&run)) {
                let around = &bytes[start.saturating_sub(200)..(start + 100).min(bytes.len())];
                let [run, around] = [run, around].map(String::from_utf8_lossy);
                panic!("{name} holds `{run}`, in: {around}");
            }
        }
    }

    #[track_caller]
    pub(crate) fn is_not_told(&self, name: &str, ended: &Ended) {
        self.is_not_in(&format!("standard output of {name}"), &ended.stdout);
        self.is_not_in(&format!("standard error of {name}"), &ended.stderr);
        assert!(!ended.stderr.contains("itself failed"), "{name}: {}", ended.stderr);
    }
}

/// Some defects put zeros or a word where the signature belongs, or around it: those give nothing away.
fn is_random(run: &Run) -> bool {
    let kinds = [u8::is_ascii_lowercase, u8::is_ascii_uppercase];
    kinds.iter().all(|kind| run.iter().any(kind)) && run.iter().collect::<HashSet<_>>().len() > RUN / 2
}

/// As the most talkative user would have it.
pub(crate) fn talkative(arguments: &[&str]) -> Ended {
    talkative_in_a_job(arguments, "")
}

/// The same as a step of a job of GitHub Actions, with the file of the step's summary.
fn talkative_in_a_job(arguments: &[&str], summary: &str) -> Ended {
    let mut command = command(arguments);
    command.env("RUST_BACKTRACE", "full").env("RUST_LOG", "trace").env("CLICOLOR_FORCE", "1");
    command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", summary);
    Ended::of(command.output().expect("the binary starts"))
}

pub(crate) fn texts(value: &Value, all: &mut String) {
    match value {
        Value::String(text) => all.push_str(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
        Value::Object(members) => members.values().for_each(|value| texts(value, all)),
        _ => {}
    }
    all.push('\n');
}

#[test]
fn indiscreet_service() {
    let ((server, seen), reports) = (indiscreet(), Reports::new());
    let endpoint = server.endpoint();
    let names = ["report.json", "report.xml", "report.sarif", "report.html"];
    let [json, junit, sarif, html] = names.map(|name| reports.path(name));
    let files = ["--strict", "--json", &json, "--junit", &junit, "--sarif", &sarif, "--html", &html];
    let service = talkative_in_a_job(
        &[&["service", "--endpoint", endpoint, "--timeout", "5", "--verbose"], &files[..]].concat(),
        &reports.path("summary.md"),
    );
    assert_eq!(service.status, Some(1), "{}", service.stderr);
    let report = reports.json("report.json");
    let failed = report["cases"].as_array().into_iter().flatten().filter(|case| case["outcome"] == "failed");
    let failed: Vec<&str> = failed.filter_map(|case| case["id"].as_str()).collect();
    assert!(failed.len() > 100, "only {} cases failed", failed.len());
    let replays: Vec<(&str, Ended)> = failed
        .iter()
        .step_by(failed.len() / 24)
        .map(|id| (*id, talkative(&["replay", id, "--endpoint", endpoint, "--timeout", "5"])))
        .collect();

    let forbidden = Forbidden::new(&seen.lock().expect("nobody panics"));
    assert!(forbidden.0.len() > 10_000, "the server saw signatures");
    forbidden.is_not_told("service", &service);
    let mut told = String::new();
    texts(&report, &mut told);
    forbidden.is_not_in("the JSON report", &told);
    forbidden.is_not_in("the JUnit report", &reports.text("report.xml"));
    let mut told = String::new();
    texts(&reports.json("report.sarif"), &mut told);
    forbidden.is_not_in("the SARIF report", &told);
    let summary = reports.text("summary.md");
    assert!(summary.len() > 10_000 && summary.len() <= 1 << 20, "{}", summary.len());
    forbidden.is_not_in("the summary", &summary);
    forbidden.is_not_in("the page", &reports.text("report.html"));
    for (id, replay) in &replays {
        forbidden.is_not_told(&format!("replay {id}"), replay);
    }
}

#[test]
fn indiscreet_service_that_is_searched() {
    let ((server, seen), reports) = (indiscreet(), Reports::new());
    let endpoint = server.endpoint();
    let [json, html, out] = ["report.json", "report.html", "findings"].map(|name| reports.path(name));
    let search = ["fuzz", "--endpoint", endpoint, "--cases", "60", "--seed", "1", "--timeout", "5"];
    let ended = talkative(&[&search[..], &["--json", &json, "--html", &html, "--out", &out]].concat());
    assert_eq!(ended.status, Some(1), "{}", ended.stderr);
    let files: Vec<_> =
        fs::read_dir(&out).expect("a folder").map(|file| file.expect("a file").path()).collect();
    assert!(files.len() > 5, "only {} findings", files.len());
    let replays: Vec<Ended> = files
        .iter()
        .map(|file| {
            talkative(&["replay", file.to_str().expect("UTF-8"), "--endpoint", endpoint, "--timeout", "5"])
        })
        .collect();

    let forbidden = Forbidden::new(&seen.lock().expect("nobody panics"));
    assert!(forbidden.0.len() > 1_000, "the server saw signatures");
    forbidden.is_not_told("fuzz", &ended);
    let mut told = String::new();
    texts(&reports.json("report.json"), &mut told);
    forbidden.is_not_in("the JSON report", &told);
    forbidden.is_not_in("the page", &reports.text("report.html"));
    for (file, replay) in files.iter().zip(&replays) {
        let name = file.display().to_string();
        forbidden.is_not_in(&name, &fs::read_to_string(file).expect("a finding"));
        forbidden.is_not_told(&format!("replay {name}"), replay);
    }
}

#[test]
fn what_needs_no_service() {
    let forbidden = Forbidden::new(&[]);
    forbidden.is_not_told("list", &talkative(&["list"]));
    forbidden.is_not_told("list --json", &talkative(&["list", "--json"]));
    for id in ["response.audience.value", "RSP-004", "response.audience.wrong", "exp-past"] {
        forbidden.is_not_told("explain", &talkative(&["explain", id]));
    }
}

#[test]
fn tokens_that_are_looked_into() {
    let reports = Reports::new();
    let minted = run(&["token", "mint"]).stdout.trim_end().to_owned();
    let (signed, signature) = minted.rsplit_once('.').expect("a token");
    let header = signed.split('.').next().expect("a header");
    let wrong = [
        minted.clone(),
        format!("{minted}.more"),
        format!("Bearer {minted}"),
        format!("{header}.{signature}"),
        format!("{header}.{header}.{signature}="),
        format!("{header}.{header}.{signature}\u{1b}"),
        format!("..{signature}"),
        format!("{{\"token\":\"{minted}\"}}"),
        signature.to_owned(),
    ];
    let forbidden = Forbidden::new(std::slice::from_ref(&minted));
    for text in wrong {
        fs::write(reports.path("token"), &text).expect("written");
        forbidden.is_not_told("token inspect", &talkative(&["token", "inspect", &reports.path("token")]));
    }
}

#[test]
fn documents_that_are_checked() {
    let reports = Reports::new();
    let minted = run(&["token", "mint"]).stdout.trim_end().to_owned();
    let (signed, signature) = minted.rsplit_once('.').expect("a token");
    let forbidden = Forbidden::new(std::slice::from_ref(&minted));
    let body = granted(signature, SESSION_TOKEN, SECRET_ACCESS_KEY, &minted);
    let wrong = [
        minted.clone(),
        format!("Bearer {minted} {minted}"),
        format!("{signed}.{signature}.{signature}"),
        format!("{{\"token\":\"{minted}\",\"zone\":5,\"{signature}\":1,\"{signature}\":2}}"),
        format!("{{\"token\":[\"{minted}\"]}}"),
        format!(
            "POST /clusters/{signature}/{signature} HTTP/1.1\r\nContent-Type: {signature}\r\n\r\n{{\"token\":\"{minted}\"}}"
        ),
        format!("{SECRET_ACCESS_KEY} /{SESSION_TOKEN} HTTP/1.1\r\n{signature}: {minted}\r\n\r\n{minted}"),
        body.clone(),
        body.replace("expiration", SECRET_ACCESS_KEY),
        format!("[{body}]"),
        format!(
            "HTTP/1.1 200 {signature}\r\nX-Amzn-Errortype: {SESSION_TOKEN}\r\nCache-Control: public={minted}\r\n\r\n{body}"
        ),
        format!(
            "HTTP/1.1 400 Bad\r\nX-Amzn-Errortype: {signature}\r\nContent-Type: {SESSION_TOKEN}\r\n\r\n\
             {{\"__type\":\"{minted}\",\"code\":\"{SECRET_ACCESS_KEY}\",\"message\":\"panicked at {minted} {body}\",\
             \"credentials\":{{\"sessionToken\":\"{SESSION_TOKEN}\",\"secretAccessKey\":\"{SECRET_ACCESS_KEY}\"}}}}"
        ),
        SESSION_TOKEN.to_owned(),
        signature.to_owned(),
    ];
    let file = reports.path("document");
    for text in wrong {
        fs::write(&file, &text).expect("written");
        for document in ["token", "request", "response", "error"] {
            for form in [&[][..], &["--json"]] {
                let name = format!("check {document} {form:?}");
                forbidden.is_not_told(&name, &talkative(&[&["check", document, &file], form].concat()));
            }
        }
    }
}
