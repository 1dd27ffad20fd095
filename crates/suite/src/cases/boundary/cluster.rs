//! Names that no cluster may have, sign by sign and length by length.

use eks_auth_protocol::ClusterName;
use eks_auth_world::boundary::{METACHARACTERS, TEXTS, lengths, near, printable};

use super::unknown::of_each_cluster;
use super::{percent_encoded, segments};
use crate::Area::Cluster;
use crate::expect::Expect::RefusedWith;
use crate::judge::Subject;
use crate::situation::{Situation, sweep};
use crate::stage::Stage;

/// What a name that the model does not allow is refused with.
const REFUSED: &[u16] = &[400, 403, 404];
/// The same where the head of the request is so long that a server may have had enough of it before it sees the name.
const REFUSED_OR_TOO_LONG: &[u16] = &[400, 403, 404, 414, 431];
/// So many values of a sweep are drawn.
const DRAWN: usize = 8;
/// The longest name whose refusal is a matter of the name, and not of the length of the request line.
const SHORT: usize = 512;

pub(super) fn situations() -> Vec<Situation> {
    let signs = segments("boundary.cluster.sign", "the cluster name has a sign that no name has", signs)
        .expect("CLU-001", RefusedWith(REFUSED))
        .also("status", "CLU-002", RefusedWith(&[400]));
    let long = segments("boundary.cluster.over-long", "the cluster name is too long", |_, name| {
        extended(name, lengths(101..=SHORT))
    })
    .subject(longest)
    .expect("CLU-001", RefusedWith(REFUSED));
    let very_long = segments("boundary.cluster.very-long", "the cluster name is much too long", |_, name| {
        extended(name, lengths(SHORT + 1..=4_097))
    })
    .subject(longest)
    .expect("CLU-001", RefusedWith(REFUSED_OR_TOO_LONG));
    let further = [
        segments("boundary.cluster.raw-sign", "the cluster name has a sign that paths may have", raw_signs),
        segments("boundary.cluster.control", "the cluster name has a control character", controls),
        segments("boundary.cluster.odd", "the cluster name has an odd character", odd_characters),
        sweep(Cluster, "boundary.cluster.look-alike", "the cluster name has another letter", |stage, _| {
            of_each_cluster(
                stage,
                |name| ClusterName::parse(name).is_err(),
                |_, name, _| near::look_alikes(name),
            )
        }),
        segments("boundary.cluster.not-utf8", "the cluster name is not UTF-8", not_utf8),
        segments("boundary.cluster.bad-escape", "the cluster name has a broken escape", bad_escapes),
        segments("boundary.cluster.encoded-twice", "the cluster name is encoded twice", encoded_twice),
        segments("boundary.cluster.metacharacters", "the cluster name is a pattern or a query", |_, _| {
            METACHARACTERS
                .iter()
                .filter(|sample| !leads_away(sample.text()) && ClusterName::parse(sample.text()).is_err())
                .map(|sample| (sample.what().to_owned(), percent_encoded(sample.text())))
                .collect()
        }),
    ]
    .map(|row| row.expect("CLU-001", RefusedWith(REFUSED)));
    [signs, long, very_long].into_iter().chain(further).map(Situation::before_operation).collect()
}

fn longest(stage: &Stage) -> Subject {
    stage.subject_where(|subject| subject.cluster().name().as_str().len() == 100)
}

/// Whether a server may take the text for steps of the path before the service sees it: what that may lead to is a matter
/// of the path.
fn leads_away(text: &str) -> bool {
    text.contains(['/', '\\'])
        || text.to_ascii_lowercase().contains("%2f")
        || text.trim_matches('.').is_empty()
}

/// Every sign of printable ASCII that the model does not allow, percent-encoded, after the name; before it some that the
/// seed decides.
fn signs(stage: &mut Stage, name: &str) -> Vec<(String, String)> {
    let all: Vec<char> =
        printable().filter(|sign| !sign.is_ascii_alphanumeric() && !"-_/\\".contains(*sign)).collect();
    let encoded = |sign: char| percent_encoded(sign.to_string());
    let mut values: Vec<_> =
        all.iter().map(|sign| (format!("`{sign}` after it"), format!("{name}{}", encoded(*sign)))).collect();
    for _ in 0..DRAWN {
        let sign = all[stage.draw(all.len())];
        values.push((format!("`{sign}` before it"), format!("{}{name}", encoded(sign))));
    }
    values
}

/// The signs that a segment of a path may have as they are (RFC 3986 §3.3), but for the semicolon, which some frameworks
/// take for the beginning of parameters.
fn raw_signs(_: &mut Stage, name: &str) -> Vec<(String, String)> {
    let (head, tail) = name.split_at(name.len() / 2);
    "!$&'()*+,=:@~."
        .chars()
        .flat_map(|sign| {
            [
                (format!("`{sign}` after it"), format!("{name}{sign}")),
                (format!("`{sign}` within it"), format!("{head}{sign}{tail}")),
            ]
        })
        .collect()
}

/// Every control character of ASCII after the name, and some at places that the seed decides.
fn controls(stage: &mut Stage, name: &str) -> Vec<(String, String)> {
    let all: Vec<u8> = (0..0x20).chain([0x7f]).collect();
    let mut values: Vec<_> = all
        .iter()
        .map(|control| (format!("%{control:02X} after it"), format!("{name}%{control:02X}")))
        .collect();
    for _ in 0..DRAWN {
        let control = all[stage.draw(all.len())];
        let (head, tail) = name.split_at(stage.draw(name.len()));
        let what = format!("%{control:02X} after {} characters", head.len());
        values.push((what, format!("{head}%{control:02X}{tail}")));
    }
    values
}

/// Characters beyond ASCII after the name; those that look like nothing or like space before it, too.
fn odd_characters(_: &mut Stage, name: &str) -> Vec<(String, String)> {
    let beyond = || TEXTS.iter().filter(|sample| !sample.text().is_ascii());
    let after = beyond().map(|sample| (sample, format!("{name}{}", percent_encoded(sample.text()))));
    let before = beyond()
        .filter(|sample| sample.text().trim().is_empty() || "\u{feff}\u{200b}\u{ad}".contains(sample.text()))
        .map(|sample| (sample, format!("{}{name}", percent_encoded(sample.text()))));
    let said = |place: &'static str| {
        move |(sample, segment): (&eks_auth_world::boundary::Sample, String)| {
            (format!("{} {place} it", sample.what()), segment)
        }
    };
    after.map(said("after")).chain(before.map(said("before"))).collect()
}

/// Bytes that no UTF-8 has, after the name.
fn not_utf8(_: &mut Stage, name: &str) -> Vec<(String, String)> {
    const BYTES: &[(&str, &str)] = &[
        ("a continuation byte alone", "%80"),
        ("the last continuation byte alone", "%BF"),
        ("two bytes that lack the second", "%C3"),
        ("three bytes that lack the last", "%E2%82"),
        ("four bytes that lack the last", "%F0%9F%94"),
        ("a NUL of two bytes", "%C0%80"),
        ("a slash of two bytes", "%C0%AF"),
        ("a letter of two bytes", "%C1%A5"),
        ("a slash of three bytes", "%E0%80%AF"),
        ("half of a surrogate pair", "%ED%A0%80"),
        ("a surrogate pair of six bytes", "%ED%A0%BD%ED%B4%91"),
        ("a character beyond the last", "%F4%90%80%80"),
        ("the byte F8", "%F8"),
        ("the byte FE", "%FE"),
        ("the bytes FF FE", "%FF%FE"),
    ];
    BYTES.iter().map(|(what, bytes)| ((*what).to_owned(), format!("{name}{bytes}"))).collect()
}

/// Escapes that are none, or that only some decoders know.
fn bad_escapes(_: &mut Stage, name: &str) -> Vec<(String, String)> {
    let (first, rest) = name.split_at(1);
    let code = first.bytes().next().unwrap_or_default();
    [
        ("a percent sign alone after it", format!("{name}%")),
        ("a percent sign and one digit after it", format!("{name}%4")),
        ("a percent sign alone before it", format!("%{name}")),
        ("a percent sign and no digits after it", format!("{name}%zz")),
        ("a sign for a digit", format!("{name}%+1")),
        ("a space for a digit, encoded", format!("%%20{name}")),
        ("an escape of JavaScript", format!("%u{code:04x}{rest}")),
        ("an escape of HTML", format!("%26%23{code};{rest}")),
        ("an escape of JSON", format!("%5Cu{code:04x}{rest}")),
        ("an escape of quoted-printable", format!("={code:02X}{rest}")),
    ]
    .map(|(what, segment)| (what.to_owned(), segment))
    .into()
}

/// Each letter encoded twice, one three times, and all of them twice.
fn encoded_twice(_: &mut Stage, name: &str) -> Vec<(String, String)> {
    let escapes = |percent: &str| name.bytes().map(|byte| format!("{percent}{byte:02X}")).collect::<String>();
    let mut values: Vec<_> = name
        .bytes()
        .enumerate()
        .map(|(at, byte)| {
            let segment = format!("{}%25{byte:02X}{}", &name[..at], &name[at + 1..]);
            (format!("its letter {}", at + 1), segment)
        })
        .collect();
    values.push(("all letters".to_owned(), escapes("%25")));
    values.push(("the percent signs as well".to_owned(), escapes("%25").replace('2', "%32")));
    values.push(("all letters three times".to_owned(), escapes("%2525")));
    values
}

/// The name with letters after it, up to each of these lengths.
fn extended(name: &str, lengths: Vec<usize>) -> Vec<(String, String)> {
    let longer = lengths.into_iter().filter(|length| *length > name.len());
    longer
        .map(|length| (format!("{length} characters"), format!("{name}{}", "x".repeat(length - name.len()))))
        .collect()
}
