//! The member `token`: other types in its place, other names beside it or for it, and itself more than once.

use eks_auth_world::boundary::{JSON, Sample, near};

use super::bodies;
use crate::expect::Expect::{Either, Granted, OneSubject, Refused, RefusedWith};
use crate::request::json_string;
use crate::situation::{Kind, Situation, Value, sweep};
use crate::stage::Stage;

/// So many values of a sweep are drawn.
const DRAWN: usize = 8;

/// What a value is in words, and the body.
type Body = (String, String);

pub(super) fn situations() -> Vec<Situation> {
    let unusable = [
        bodies("boundary.token.type", "`token` is no token", |_, _| {
            JSON.iter()
                .map(|sample| (sample.what().to_owned(), format!(r#"{{"token":{}}}"#, sample.text())))
                .collect()
        }),
        bodies("boundary.token.wrapped", "`token` is something with the token in it", wrapped),
        bodies("boundary.token.pattern", "`token` is not of its pattern", patterns),
        bodies("boundary.token.name", "the token has nearly the name `token`", |stage, token| {
            near_names(stage)
                .into_iter()
                .map(|name| (shown(&name), format!(r#"{{{}:{token}}}"#, json_string(name.text()))))
                .collect()
        }),
    ]
    .map(|row| row.kind(Kind::TokenMember).expect("REQ-003", RefusedWith(&[400])));
    let beside =
        bodies("boundary.token.name-beside", "a member has nearly the name `token`", |stage, token| {
            near_names(stage)
                .into_iter()
                .map(|name| {
                    let other = format!("{}:{}", json_string(name.text()), json_string("a.b.c"));
                    let first = format!(r#"{{{other},"token":{token}}}"#);
                    let last = format!(r#"{{"token":{token},{other}}}"#);
                    (shown(&name), if stage.draw(2) == 0 { first } else { last })
                })
                .collect()
        })
        .expect("REQ-001", Granted);
    // A reader that knows no letter case, such as Go's, finds the token under these names, and two of them beside it.
    let cases = bodies("boundary.token.name-case", "`token` is written in other letter case", |_, token| {
        other_cases()
            .map(|name| (shown(&name), format!(r#"{{{}:{token}}}"#, json_string(name.text()))))
            .collect()
    })
    .expect("REQ-013", Either);
    let repeated = bodies("boundary.token.repeated", "`token` is there more than once", |_, token| {
        let times = |count: usize| format!(r#"{{{}}}"#, vec![format!(r#""token":{token}"#); count].join(","));
        let escaped = |name: &str| format!(r#"{{"token":{token},"{name}":{token}}}"#);
        vec![
            ("two times".to_owned(), times(2)),
            ("three times".to_owned(), times(3)),
            ("sixteen times".to_owned(), times(16)),
            ("two times, the second with an escape".to_owned(), escaped("\\u0074oken")),
            (
                "two times, the second all in escapes".to_owned(),
                escaped("\\u0074\\u006F\\u006b\\u0065\\u006e"),
            ),
        ]
    })
    .expect("REQ-013", Either);
    vec![beside, cases, repeated, contradicted(), two_subjects()].into_iter().chain(unusable).collect()
}

/// A good token beside values of other types under the same name, in either order.
fn contradicted() -> Situation {
    bodies("boundary.token.contradicted", "`token` is there twice, once with another type", |_, token| {
        JSON.iter()
            .enumerate()
            .map(|(index, sample)| {
                let (other, place) = (sample.text(), if index % 2 == 0 { "first" } else { "last" });
                let body = match place {
                    "first" => format!(r#"{{"token":{other},"token":{token}}}"#),
                    _ => format!(r#"{{"token":{token},"token":{other}}}"#),
                };
                (format!("{place} {}", sample.what()), body)
            })
            .collect()
    })
    .expect("REQ-017", Either)
    .also("refused", "REQ-018", Refused)
}

/// Good tokens of two subjects under names that some readers take for one.
fn two_subjects() -> Situation {
    sweep(
        crate::Area::Request,
        "boundary.token.two-subjects",
        "two good tokens have names that differ in letter case",
        |stage, subject| {
            let other = stage.subject_where(|other| {
                other.cluster().name() == subject.cluster().name() && !other.shares_association_with(subject)
            });
            let plain = stage.plain(subject);
            let (own, others) = (json_string(plain.token()), json_string(&stage.token(&other)));
            other_cases()
                .flat_map(|name| {
                    let quoted = json_string(name.text());
                    [
                        (
                            format!("{} first", shown(&name)),
                            format!(r#"{{{quoted}:{others},"token":{own}}}"#),
                        ),
                        (format!("{} last", shown(&name)), format!(r#"{{"token":{own},{quoted}:{others}}}"#)),
                    ]
                })
                .map(|(what, body)| Value::new(what, plain.clone().body(body)))
                .collect()
        },
    )
    .expect("REQ-017", OneSubject)
}

fn shown(name: &Sample) -> String {
    format!("`{}`, {}", name.text().escape_default(), name.what())
}

/// Names that are not `token` to any reader of JSON, some of them to readers that trim, fold or cut.
fn near_names(stage: &mut Stage) -> Vec<Sample> {
    let mut names = vec![
        Sample::new("a name before it was renamed", "webIdentityToken"),
        Sample::new("a short name", "jwt"),
        Sample::new("a name of the SDK", "Token.value"),
        Sample::new("a path to it", "$.token"),
        Sample::new("an element of an array", "token[]"),
    ];
    for (what, sign) in [
        ("a space", " "),
        ("a NUL", "\0"),
        ("a tab", "\t"),
        ("a byte order mark", "\u{feff}"),
        ("an underscore", "_"),
        ("a zero-width space", "\u{200b}"),
    ] {
        let with = Sample::new(what, sign);
        names.extend(
            near::extended("token", &with)
                .into_iter()
                .filter(|near| near.text().contains("token") && !near.text().starts_with('\0')),
        );
    }
    let mut drawn = near::without("token", 0..5);
    drawn.extend(near::changed("token", 0..5));
    drawn.extend(near::exchanged("token", 0..5));
    drawn.extend(near::doubled("token", 0..5));
    names.extend((0..DRAWN).map(|_| drawn[stage.draw(drawn.len())].clone()));
    // The sign for Kelvin is a k in another case to a reader that folds by Unicode.
    names.extend(near::look_alikes("token").into_iter().filter(|near| !near.text().contains('\u{212a}')));
    names
}

/// `token` in other letter case, as ASCII and as Unicode know it.
fn other_cases() -> impl Iterator<Item = Sample> {
    let kelvin = near::look_alikes("token").into_iter().filter(|near| near.text().contains('\u{212a}'));
    near::letter_cases("token").into_iter().chain(kelvin)
}

fn wrapped(_: &mut Stage, token: &str) -> Vec<Body> {
    let string = |text: &str| json_string(text);
    [
        ("an array of it", format!("[{token}]")),
        ("an array of it twice", format!("[{token},{token}]")),
        ("an array of an array of it", format!("[[{token}]]")),
        ("an object with the name `token`", format!(r#"{{"token":{token}}}"#)),
        ("an object with the name `value`", format!(r#"{{"value":{token}}}"#)),
        ("an object with an empty name", format!(r#"{{"":{token}}}"#)),
        ("an object with the name 0", format!(r#"{{"0":{token}}}"#)),
        (
            "its characters in an array",
            format!(
                "[{}]",
                token
                    .trim_matches('"')
                    .chars()
                    .take(64)
                    .map(|letter| string(&letter.to_string()))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
    ]
    .map(|(what, value)| (what.to_owned(), format!(r#"{{"token":{value}}}"#)))
    .into()
}

/// Strings in which nothing is three parts with dots between them.
fn patterns(_: &mut Stage, token: &str) -> Vec<Body> {
    let token = token.trim_matches('"');
    let first = token.split('.').next().unwrap_or_default();
    let separated = [
        (",", "commas"),
        (":", "colons"),
        (" ", "spaces"),
        (" . ", "dots in spaces"),
        ("\n.\n", "dots in lines of their own"),
        ("%2E", "percent-encoded dots"),
        ("\u{3002}", "ideographic dots"),
        ("\u{2024}", "one-dot leaders"),
        ("\0", "NULs"),
        ("..", "two dots"),
    ];
    let mut texts: Vec<(String, String)> = separated
        .into_iter()
        .map(|(sign, what)| (format!("the token with {what} for its dots"), token.replace('.', sign)))
        .collect();
    texts.extend(
        [
            ("a dot", "."),
            ("three dots", "..."),
            ("an empty first part", ".a.b"),
            ("an empty second part", "a..b"),
            ("an empty last part", "a.b."),
            ("empty parts by turns", ".a..b."),
            ("two parts", "a.b"),
            ("parts of signs", "!.!.!"),
            ("parts of spaces", " . . "),
            ("a path", "/a/b/c"),
        ]
        .map(|(what, text)| (what.to_owned(), text.to_owned())),
    );
    texts.push(("the token's first part".to_owned(), first.to_owned()));
    texts.extend(
        [1, 63, 64, 255, 256, 1_023, 1_024, 4_095, 4_096]
            .map(|length| (format!("a word of {length} letters"), "a".repeat(length))),
    );
    texts.extend([16, 256, 4_096].map(|count| (format!("{count} dots"), ".".repeat(count))));
    texts.into_iter().map(|(what, text)| (what, format!(r#"{{"token":{}}}"#, json_string(&text)))).collect()
}
