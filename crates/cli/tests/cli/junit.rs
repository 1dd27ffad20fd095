//! The JUnit report as a reader of XML sees it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use crate::process::{Mock, Reports, run};
use crate::server::{Server, answer};

/// An element: its name and its attributes.
type Element = (String, Vec<(String, String)>);

/// Every element in order, and all text; panics where the XML is not well-formed.
fn parsed(xml: &str) -> (Vec<Element>, String) {
    let mut reader = Reader::from_str(xml);
    let (mut elements, mut text, mut open) = (Vec::new(), String::new(), 0_i32);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                elements.push(element(&start));
                open += 1;
            }
            Event::Empty(start) => elements.push(element(&start)),
            Event::End(_) => open -= 1,
            Event::Text(part) => text.push_str(&part),
            Event::CData(part) => text.push_str(&part),
            Event::GeneralRef(part) => text.push_str(entity(&part)),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "every element is closed");
    (elements, text)
}

fn element(start: &BytesStart<'_>) -> Element {
    let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("an escaped value");
        (attribute.key.as_ref().to_owned(), value.into_owned())
    };
    (
        start.name().as_ref().to_owned(),
        start.attributes().map(|found| attribute(found.expect("an attribute"))).collect(),
    )
}

fn entity(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "\u{fffd}",
    }
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    element.1.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Holds the XML to its own counts, and to the totals of the JSON report.
pub(crate) fn agrees(xml: &str, report: &Value) {
    let (elements, text) = parsed(xml);
    let count = |name: &str| elements.iter().filter(|(found, _)| found == name).count();
    let suites = || elements.iter().filter(|(found, _)| found == "testsuite");
    let all = elements.first().expect("an element");
    assert_eq!(all.0, "testsuites");
    fits_jenkins(&elements);
    for (name, element) in
        [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
    {
        // Jenkins counts what was skipped suite by suite.
        let expected = if name == "skipped" { Err(()) } else { Ok(count(element)) };
        assert_eq!(attribute(all, name).parse().map_err(drop), expected, "{name} of all");
        let sum: usize = suites().map(|suite| attribute(suite, name).parse().unwrap_or(0)).sum();
        assert_eq!(sum, count(element), "{name} of the suites");
    }

    let (cases, warned) = (count("testcase"), count("system-out"));
    let unfit = [("failed", "failure"), ("inconclusive", "error"), ("skipped", "skipped")];
    for (total, element) in unfit {
        assert_eq!(report["totals"][total], count(element), "{total}");
    }
    assert_eq!(report["totals"]["warned"], warned);
    let others: usize = unfit.iter().map(|(_, element)| count(element)).sum();
    assert_eq!(report["totals"]["passed"], cases - warned - others);

    let told = |(name, _): &&Element| name == "failure" || name == "error";
    assert!(elements.iter().filter(told).all(|element| !attribute(element, "message").is_empty()));
    // XML 1.0 has no way to write these, escaped or not.
    let illegal =
        |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(illegal) && !xml.contains(illegal));
}

/// What Jenkins' schema knows of the elements that we write, in our own words: the attributes that an element must have, and
/// those that it may have. `cargo xtask schemas` asks the schema itself.
fn fits_jenkins(elements: &[Element]) {
    const KNOWN: &[(&str, &[&str], &[&str])] = &[
        ("testsuites", &[], &["name", "time", "tests", "failures", "errors"]),
        ("testsuite", &["name", "tests", "failures", "errors"], &["skipped", "time"]),
        ("properties", &[], &[]),
        ("property", &["name", "value"], &[]),
        ("testcase", &["name"], &["time", "classname"]),
        ("failure", &[], &["type", "message"]),
        ("error", &[], &["type", "message"]),
        ("skipped", &[], &["type", "message"]),
        ("system-out", &[], &[]),
    ];
    for (name, attributes) in elements {
        let found = KNOWN.iter().find(|(known, ..)| known == name);
        let (_, must, may) = found.unwrap_or_else(|| panic!("`{name}` is no element of JUnit"));
        let has = |wanted: &str| attributes.iter().any(|(key, _)| key == wanted);
        assert!(must.iter().all(|key| has(key)), "{name}: {attributes:?}");
        let knows = |key: &str| must.contains(&key) || may.contains(&key);
        assert!(attributes.iter().all(|(key, _)| knows(key)), "{name}: {attributes:?}");
        let times = attributes.iter().filter(|(key, _)| key == "time");
        let is_time = |text: &str| {
            text.split_once('.').is_some_and(|(_, rest)| rest.len() <= 3) && text.parse::<f64>().is_ok()
        };
        assert!(times.into_iter().all(|(_, time)| is_time(time)), "{name}: {attributes:?}");
    }
}

/// Runs the suite against an endpoint, and holds the two reports against each other.
fn reports_of(endpoint: &str, more: &[&str]) -> (Value, String) {
    let reports = Reports::new();
    let (json, junit) = (reports.path("report.json"), reports.path("report.xml"));
    run(&[&["service", "--endpoint", endpoint, "--json", &json, "--junit", &junit], more].concat());
    let (report, xml) = (reports.json("report.json"), reports.text("report.xml"));
    agrees(&xml, &report);
    (report, xml)
}

#[test]
fn counts_are_those_of_the_elements() {
    let mock = Mock::start(&["--fault", "response.audience.wrong"]);
    let (report, xml) = reports_of(mock.endpoint(), &["--only", "response.*", "--only", "error.*"]);
    assert_eq!(report["totals"]["failed"], 1);
    let (elements, text) = parsed(&xml);
    let case = elements.iter().find(|element| attribute(element, "name") == "response.audience.value");
    assert_eq!(case.map(|element| element.0.as_str()), Some("testcase"));
    assert!(text.contains("expected: ") && text.contains("replay: eks-auth-conformance replay"), "{text}");
}

#[test]
fn hostile_text_stays_text() {
    const HOSTILE: &str = "<script>alert('x')</script> ]]> &amp; \\u0000\\u001b[31m\\ufffe \"quoted\\\"";
    let server = Server::http(|_, number| {
        let body = format!("{{\"message\":\"{}\"}}", HOSTILE.replace('"', "'"));
        let headers = "X-Amzn-Errortype: <b>]]>&Exception\r\nX-Odd: \u{1}\u{8}\u{7f}<!-- \r\n";
        let raw = format!("{body}\u{0}\u{1b}[31m\u{b}<![CDATA[");
        match number % 3 {
            0 => answer("400 <i>Bad</i>", headers, &body),
            1 => answer("500 Oops", "", &raw),
            _ => answer("200 OK", "", &format!("{{\"audience\":\"{}\"}}", HOSTILE.replace('"', "'"))),
        }
    });
    let only = ["--only", "response.*", "--only", "error.*", "--only", "request.*", "--timeout", "5"];
    let (report, xml) = reports_of(server.endpoint(), &only);
    assert!(report["totals"]["failed"].as_u64() > Some(20), "{}", report["totals"]);
    assert!(!xml.contains("<script") && !xml.contains("<b>") && !xml.contains("<i>"));
    let (_, text) = parsed(&xml);
    assert!(text.contains("<script>alert('x')</script>"), "the text is there, as text");
}
