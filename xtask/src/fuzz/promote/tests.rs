//! Promotion, in a repository of a few files.

use super::*;

/// A repository with the kinds `token` and `request`, and targets that take one, both and none.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("corpus/targets.txt", "token: token\nboth: token request\nservice:\n"),
        ("corpus/token/accept/claims-complete.jwt", "a.b.c"),
        ("corpus/token/reject/parts-two.jwt", "a.b"),
        ("corpus/token/either/token-space.jwt", " a.b.c"),
        (
            "corpus/token/entries.json",
            "{\n  \"accept/claims-complete.jwt\": {\"why\": \"w\", \"source\": \"s\", \"reach\": \"key\", \"setting\": \"x\"},\n  \
             \"either/token-space.jwt\": {\"why\": \"w\", \"source\": \"s\", \"reach\": \"form\"},\n  \
             \"reject/parts-two.jwt\": {\"why\": \"w\", \"source\": \"s\", \"reach\": \"form\"}\n}\n",
        ),
        ("corpus/request/accept/body-plain.json", "{}"),
        ("corpus/request/reject/path-other.http", "GET / HTTP/1.1\r\n\r\n"),
        ("corpus/request/entries.json", "{\n}\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a temporary folder");
        fs::write(path, text).expect("a temporary file");
    }
    folder
}

/// Promotes these bytes to the verdict `reject`, unminimised; returns what was said and the index after.
fn promoted(root: &Path, target: &str, bytes: &str, change: fn(&mut Promotion)) -> Result<(), String> {
    let find = root.join("find");
    fs::write(&find, bytes).expect("a temporary file");
    let mut promotion = Promotion {
        promote: find,
        name: "parts-one".to_owned(),
        verdict: Some(Verdict::Reject),
        why: "A compact form has three parts.".to_owned(),
        source: "RFC 7515 §7.1".to_owned(),
        kind: None,
        no_minimise: true,
    };
    change(&mut promotion);
    run(root, target, &promotion).map_err(|Failure(message)| message)
}

#[test]
fn example_of_the_only_kind() {
    let repository = repository();
    promoted(repository.path(), "token", "a", |_| {}).expect("it is promoted");
    let file = fs::read(repository.path().join("corpus/token/reject/parts-one.jwt"));
    assert_eq!(file.expect("the example"), b"a");
    let index = fs::read_to_string(repository.path().join("corpus/token/entries.json")).expect("the index");
    let line = "  \"reject/parts-one.jwt\": {\"why\": \"A compact form has three parts.\", \"source\": \"RFC 7515 §7.1\", \"reach\": \"form\"},";
    assert_eq!(index.lines().nth(3), Some(line));
    assert_eq!(index.lines().count(), 6);
}

#[test]
fn kind_is_asked_for_where_there_are_several() {
    let repository = repository();
    let said = promoted(repository.path(), "both", "a", |_| {}).expect_err("which?");
    assert_eq!(said, "`--kind` must be one of: token, request, none");
    let said = promoted(repository.path(), "token", "a", |asked| asked.kind = Some("error".to_owned()));
    assert_eq!(said.expect_err("none of its own"), "`--kind` must be one of: token, none");
}

#[test]
fn whole_message_and_body_differ_in_their_extension() {
    let repository = repository();
    let request = |asked: &mut Promotion| asked.kind = Some("request".to_owned());
    promoted(repository.path(), "both", "{\"a\":", request).expect("it is promoted");
    assert!(repository.path().join("corpus/request/reject/parts-one.json").is_file());
    promoted(repository.path(), "both", "PUT / HTTP/1.1\r\n\r\n", request).expect("it is promoted");
    assert!(repository.path().join("corpus/request/reject/parts-one.http").is_file());
}

#[test]
fn raw_bytes_go_to_the_targets_own_folder() {
    let repository = repository();
    promoted(repository.path(), "service", "\0\u{1}", |asked| asked.verdict = None).expect("it is promoted");
    let file = fs::read(repository.path().join("corpus/regression/service/parts-one.bin"));
    assert_eq!(file.expect("the find"), b"\0\x01");
    let index = fs::read_to_string(repository.path().join("corpus/regression/entries.json"));
    let line = "  \"service/parts-one.bin\": {\"why\": \"A compact form has three parts.\", \"source\": \"RFC 7515 §7.1\"}";
    assert_eq!(index.expect("the index").lines().nth(1), Some(line));
    promoted(repository.path(), "token", "x", |asked| asked.kind = Some("none".to_owned()))
        .expect("it is promoted");
    assert!(repository.path().join("corpus/regression/token/parts-one.bin").is_file());
}

#[test]
fn what_a_person_must_say_is_asked_for() {
    let repository = repository();
    let said = |change| promoted(repository.path(), "token", "a", change).expect_err("it says too little");
    assert!(said(|asked| asked.name = "Parts".to_owned()).starts_with("`Parts` is not MEMBER-TWIST"));
    assert!(said(|asked| asked.name = "parts".to_owned()).starts_with("`parts` is not MEMBER-TWIST"));
    assert!(said(|asked| asked.why = " ".to_owned()).starts_with("`--why` is empty"));
    assert!(said(|asked| asked.source = String::new()).starts_with("`--source` is empty"));
    assert_eq!(said(|asked| asked.verdict = None), "an example of the kind `token` needs a `--verdict`");
}

#[test]
fn neither_a_name_nor_bytes_come_twice_in_a_kind() {
    let repository = repository();
    let before = fs::read(repository.path().join("corpus/token/entries.json")).expect("the index");
    let namesake =
        promoted(repository.path(), "token", "a", |asked| asked.name = "claims-complete".to_owned());
    assert!(namesake.expect_err("it has a namesake").ends_with("claims-complete.jwt is there already"));
    let twin = promoted(repository.path(), "token", " a.b.c", |_| {});
    assert!(twin.expect_err("it has a twin").ends_with("token-space.jwt is there already"));
    assert_eq!(fs::read(repository.path().join("corpus/token/entries.json")).expect("the index"), before);
}
