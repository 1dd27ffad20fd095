//! Reports of one and of two versions, and files that are none.

use serde_json::{Value, json};

use super::*;

fn case(id: &str, level: &str, outcome: &str) -> Value {
    json!({ "id": id, "requirement": "RSP-004", "level": level, "title": "a `title`", "outcome": outcome,
            "observed": "<script>1</script>\u{1b}[2J" })
}

fn file(name: &str, version: &str, verdict: &str, cases: Vec<Value>) -> Value {
    json!({
        "schema": "eks-auth-conformance/report/v1", "role": "service", "suite": { "version": version },
        "target": { "endpoint": "http://127.0.0.1:1", "implementation": { "name": name, "version": "1" } },
        "seed": 1, "started_at": "", "verdict": verdict, "cases": cases, "unknown": [1]
    })
}

fn compared(files: Vec<Value>) -> Comparison {
    let read = |file: Value| KeptReport::parse(&file.to_string()).expect("a report");
    Comparison::of(files.into_iter().map(|file| ("f.json".to_owned(), read(file))).collect())
}

fn three() -> Comparison {
    let good = || vec![case("response.a", "must", "passed"), case("error.b", "should", "passed")];
    let bad = vec![case("response.a", "must", "failed"), case("error.b", "should", "passed")];
    compared(vec![
        file("one", "1", "conformant", good()),
        file("two", "1", "nonconformant", bad),
        file("two", "1", "inconclusive", vec![case("error.b", "should", "skipped")]),
    ])
}

#[test]
fn columns_have_names_of_their_own() {
    let names: Vec<String> = three().columns().iter().map(|column| column.name().to_owned()).collect();
    assert_eq!(names, ["one@1", "two@1 (f.json)", "two@1 (f.json) 2"]);
}

#[test]
fn what_differs_is_marked_and_what_was_not_run_is_no_difference() {
    let comparison = three();
    assert_eq!(comparison.differing().map(Row::id).collect::<Vec<_>>(), ["response.a", "error.b"]);
    assert_eq!((comparison.rows()[0].outcome(2), comparison.left_out()), (None, 0));
    let text = terminal::write(&comparison);
    assert!(text.contains("response.a [must RSP-004] 1 passed, 2 failed, 3 not run"), "{text}");
    let same = compared(vec![
        file("one", "1", "conformant", vec![case("a.b", "must", "passed")]),
        file("two", "1", "conformant", Vec::new()),
    ]);
    assert_eq!(same.differing().count(), 0);
}

#[test]
fn different_versions_are_compared_on_what_they_share() {
    let comparison = compared(vec![
        file("old", "1", "conformant", vec![case("a.b", "must", "passed"), case("a.gone", "must", "passed")]),
        file("new", "2", "conformant", vec![case("a.b", "must", "passed"), case("a.new", "must", "failed")]),
    ]);
    assert_eq!(comparison.rows().iter().map(Row::id).collect::<Vec<_>>(), ["a.b"]);
    assert_eq!(comparison.left_out(), 2);
    assert!(html::write(&comparison).contains("different versions"));
}

#[test]
fn page_shows_markup_and_control_characters() {
    let page = html::write(&three());
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("&lt;script&gt;1&lt;/script&gt;\\u{1b}[2J") && !page.contains('\u{1b}'), "{page}");
}

#[test]
fn badge_has_the_documented_members() {
    let badge = |comparison: &Comparison| -> Value {
        serde_json::from_str(&badge::write(comparison)).expect("a badge in JSON")
    };
    let one = compared(vec![file("one", "1", "conformant", vec![case("a.b", "must", "passed")])]);
    let expected = json!({ "schemaVersion": 1, "label": "eks auth conformance",
                           "message": "conformant, 1/1 must", "color": "brightgreen" });
    assert_eq!(badge(&one), expected);
    assert_eq!(
        (&badge(&three())["message"], &badge(&three())["color"]),
        (&json!("1 of 3 conformant"), &json!("red"))
    );
}

#[test]
fn what_is_wrong_with_a_file_is_named() {
    let error = |pointer: &str, value: Value| {
        let mut file = file("one", "1", "conformant", vec![case("a.b", "must", "passed")]);
        *file.pointer_mut(pointer).expect("a member") = value;
        KeptReport::parse(&file.to_string()).expect_err("no report").to_string()
    };
    assert_eq!(
        error("/cases/0/outcome", json!("odd\u{7}")),
        "`cases[0].outcome` is `odd\\u{7}`, which this suite does not know"
    );
    assert_eq!(
        error("/cases/0/level", json!("maybe")),
        "`cases[0].level` is `maybe`, which this suite does not know"
    );
    assert_eq!(
        error("/schema", json!("other/v1")),
        "its `schema` is `other/v1`, not `eks-auth-conformance/report/v1`"
    );
    assert_eq!(error("/role", json!("fuzz")), "its `role` is `fuzz`, not `service`");
    let twice = vec![case("a.b", "must", "passed"), case("a.b", "must", "failed")];
    assert_eq!(error("/cases", Value::Array(twice)), "`a.b` is the ID of two cases");
    assert!(error("/seed", json!("x")).starts_with("it is no report: "));
}
