//! Members that a service does not know, and the optional ones that it may: of every type, name, length, depth and number.

use eks_auth_world::boundary::{
    INTEGERS, JSON, METACHARACTERS, Sample, TEXTS, counts, depths, lengths, nested_arrays, nested_objects,
    spellings,
};

use super::bodies;
use crate::expect::Expect::{Either, Granted};
use crate::request::json_string;
use crate::situation::Situation;
use crate::stage::Stage;

/// So many small values share one request.
const TOGETHER: usize = 6;
/// A string or a name up to this length leaves the body short enough for every service that takes tokens.
const SHORT: usize = 4_097;
/// The deepest nesting that has to be read, the object of the body included.
const DEEPEST: usize = 64;

/// What a value is in words, and the body.
type Body = (String, String);

pub(super) fn situations() -> Vec<Situation> {
    let granted = [
        bodies("boundary.members.type", "an unknown member is there", types),
        bodies("boundary.members.name", "an unknown member has an odd name", names),
        bodies("boundary.members.text", "an unknown member holds odd texts", |_, token| texts(token, TEXTS)),
        bodies("boundary.members.integer", "an unknown member holds integers", integers),
        bodies("boundary.members.number", "an unknown member is a number in an odd spelling", numbers),
        bodies("boundary.members.depth", "an unknown member is nested", |_, token| {
            nested(token, depths(1..=DEEPEST - 1))
        }),
        bodies("boundary.members.length", "an unknown member holds strings", string_lengths),
        bodies("boundary.members.name-length", "an unknown member has a long name", |_, token| {
            lengths(250..=1_025)
                .into_iter()
                .map(|length| with(token, format!("a name of {length} characters"), &"n".repeat(length), "1"))
                .collect()
        }),
        bodies("boundary.members.optional", "the optional members are there", likely_values),
    ]
    .map(|row| row.expect("REQ-001", Granted));
    let many = [
        bodies("boundary.members.count", "unknown members are there", member_counts),
        bodies("boundary.members.long", "an unknown member holds a long string", |_, token| {
            lengths(SHORT + 1..=60_000)
                .into_iter()
                .map(|length| {
                    unknown(token, format!("{length} characters"), &json_string(&"x".repeat(length)))
                })
                .collect()
        }),
    ]
    .map(|row| row.expect("REQ-013", Either).also("granted", "REQ-002", Granted));
    let strained = [
        bodies("boundary.members.deep", "an unknown member is nested deeply", |_, token| {
            let mut deep = depths(DEEPEST..=1_025);
            deep.push(10_000);
            // One way to nest for each depth: the ways take turns.
            let ways = nested(token, deep).into_iter().enumerate();
            ways.filter(|(index, _)| index % 3 == index / 3 % 3).map(|(_, body)| body).collect()
        }),
        bodies("boundary.members.huge-number", "an unknown member is a huge or tiny number", huge_numbers),
        bodies(
            "boundary.members.metacharacters",
            "an unknown member holds patterns and queries",
            |_, token| texts(token, METACHARACTERS),
        ),
        bodies(
            "boundary.members.prototype",
            "an unknown member has a name that means something",
            |_, token| {
                ["__proto__", "constructor", "prototype", "@type", "$type", "$ref", "__type", "class"]
                    .into_iter()
                    .flat_map(|name| {
                        [r#"{"prototype":{"a":1}}"#, r#""java.lang.Object""#]
                            .map(|value| with(token, format!("`{name}` with the value {value}"), name, value))
                    })
                    .collect()
            },
        ),
    ]
    .map(|row| row.before_operation().expect("REQ-013", Either));
    let optional = [
        bodies("boundary.optional.type", "an optional member is ill-typed or odd", optional_types),
        bodies("boundary.optional.length", "an optional member is a string", |_, token| {
            [0, 1, 2, 63, 64, 65, 253, 254, 255, 256, 257, 1_023, 1_024, 1_025, 4_096, 4_097]
                .into_iter()
                .map(|length| {
                    let value = json_string(&"n".repeat(length));
                    with(token, format!("{length} characters"), "eksNodeName", &value)
                })
                .collect()
        }),
    ]
    .map(|row| row.expect("REQ-012", Either));
    granted.into_iter().chain(many).chain(strained).chain(optional).collect()
}

/// A body with one member more, before the token.
fn with(token: &str, what: impl Into<String>, name: &str, value: &str) -> Body {
    (what.into(), format!(r#"{{{}:{value},"token":{token}}}"#, json_string(name)))
}

/// A body with a member `unknown`, after the token.
fn unknown(token: &str, what: impl Into<String>, value: &str) -> Body {
    (what.into(), format!(r#"{{"token":{token},"unknown":{value}}}"#))
}

/// A body whose member `unknown` is an array of these values; in words the first and the last of them.
fn together(token: &str, values: &[(String, String)]) -> Body {
    let what = match values {
        [(only, _)] => only.clone(),
        [(first, _), .., (last, _)] => format!("{first} to {last}"),
        [] => "none".to_owned(),
    };
    let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
    unknown(token, what, &format!("[{}]", values.join(",")))
}

fn types(_: &mut Stage, token: &str) -> Vec<Body> {
    // What is left out is granted or refused elsewhere: some readers refuse the names of JavaScript, and no reader need know
    // numbers beyond a double.
    JSON.iter()
        .filter(|sample| !sample.text().contains("__proto__") && sample.text() != "1e-400")
        .map(|sample| unknown(token, sample.what(), sample.text()))
        .collect()
}

fn names(_: &mut Stage, token: &str) -> Vec<Body> {
    let odd = TEXTS.iter().filter(|sample| !sample.text().starts_with(char::is_control));
    let plain = [
        "token2",
        "Tokens",
        "tokens",
        "token.",
        "tokenValue",
        "webIdentityToken",
        "0",
        "a b",
        "a.b",
        "a[0]",
        "-",
    ];
    let names = odd.map(|sample| (sample.what(), sample.text())).chain(plain.map(|name| (name, name)));
    names
        .collect::<Vec<_>>()
        .chunks(TOGETHER)
        .map(|names| {
            let members: String =
                names.iter().map(|(_, name)| format!("{}:null,", json_string(name))).collect();
            let (first, last) =
                (names.first().map_or("", |(what, _)| what), names.last().map_or("", |(what, _)| what));
            (format!("{first} to {last}"), format!(r#"{{{members}"token":{token}}}"#))
        })
        .collect()
}

fn texts(token: &str, table: &[Sample]) -> Vec<Body> {
    let rows: Vec<_> =
        table.iter().map(|sample| (sample.what().to_owned(), json_string(sample.text()))).collect();
    rows.chunks(TOGETHER).map(|rows| together(token, rows)).collect()
}

fn integers(_: &mut Stage, token: &str) -> Vec<Body> {
    let rows: Vec<_> =
        INTEGERS.iter().map(|integer| (integer.value().to_string(), integer.value().to_string())).collect();
    rows.chunks(TOGETHER).map(|rows| together(token, rows)).collect()
}

/// Spellings of one number, and numbers of many digits that a double still holds.
fn numbers(stage: &mut Stage, token: &str) -> Vec<Body> {
    let drawn = i64::try_from(stage.draw(1_000_000)).unwrap_or_default();
    let mut bodies: Vec<Body> = [12, -120_000, drawn]
        .into_iter()
        .flat_map(|whole| {
            let rows: Vec<_> = spellings(whole)
                .iter()
                .map(|sample| (format!("{whole} {}", sample.what()), sample.text().to_owned()))
                .collect();
            rows.chunks(TOGETHER).map(|rows| together(token, rows)).collect::<Vec<_>>()
        })
        .collect();
    bodies.extend(
        [17, 18, 19, 20, 38, 39, 40, 100, 255, 256, 307, 308]
            .into_iter()
            .map(|digits| unknown(token, format!("an integer of {digits} digits"), &"9".repeat(digits))),
    );
    bodies.extend([
        unknown(token, "the greatest double", "1.7976931348623157e308"),
        unknown(token, "the smallest double", "5e-324"),
        unknown(token, "a fraction of 300 digits", &format!("0.{}", "3".repeat(300))),
    ]);
    bodies
}

fn huge_numbers(_: &mut Stage, token: &str) -> Vec<Body> {
    let spelt = [
        "1e309",
        "-1e309",
        "1.8e308",
        "1e-325",
        "1e-400",
        "1e99999",
        "1e-99999",
        "1e2147483648",
        "1e-9223372036854775809",
    ];
    let digits = [309, 310, 512, 1_000, 1_001, 4_300, 4_301, 10_000];
    let mut bodies: Vec<Body> = spelt.iter().map(|number| unknown(token, *number, number)).collect();
    bodies.extend(
        digits.map(|digits| unknown(token, format!("an integer of {digits} digits"), &"9".repeat(digits))),
    );
    bodies.push(unknown(token, "a fraction of 4000 digits", &format!("0.{}1", "0".repeat(3_999))));
    bodies.push(unknown(token, "an exponent of 300 digits", &format!("1e{}1", "0".repeat(299))));
    bodies
}

/// Nesting in arrays, in objects, and in both by turns. The body itself is one level more.
fn nested(token: &str, depths: Vec<usize>) -> Vec<Body> {
    let both = |depth: usize| {
        let half = depth / 2;
        format!("{}{}{}", r#"[{"a":"#.repeat(half), nested_arrays(depth % 2 + 1), "}]".repeat(half))
    };
    depths
        .into_iter()
        .flat_map(|depth| {
            [
                unknown(token, format!("{depth} arrays deep"), &nested_arrays(depth)),
                unknown(token, format!("{depth} objects deep"), &nested_objects(depth)),
                unknown(token, format!("{depth} deep by turns"), &both(depth - 1)),
            ]
        })
        .collect()
}

/// Strings of every length around a limit; the short ones share a request.
fn string_lengths(_: &mut Stage, token: &str) -> Vec<Body> {
    let row = |length: &usize| (format!("{length} characters"), json_string(&"x".repeat(*length)));
    let (short, long): (Vec<usize>, Vec<usize>) =
        lengths(0..=SHORT).into_iter().partition(|length| *length <= 257);
    let short: Vec<_> = short.iter().map(row).collect();
    let mut bodies: Vec<Body> = short.chunks(TOGETHER).map(|rows| together(token, rows)).collect();
    bodies.extend(long.iter().map(|length| together(token, &[row(length)])));
    bodies
}

fn member_counts(_: &mut Stage, token: &str) -> Vec<Body> {
    counts(1..=1_025)
        .into_iter()
        .map(|count| {
            let members: String = (0..count).map(|number| format!(r#""u{number}":0,"#)).collect();
            (format!("{count} of them"), format!(r#"{{{members}"token":{token}}}"#))
        })
        .collect()
}

/// Values of the optional members as they are met: names of nodes, instances (also of hybrid nodes), IDs of zones.
fn likely_values(_: &mut Stage, token: &str) -> Vec<Body> {
    const ROWS: &[(&str, &str)] = &[
        ("eksNodeName", "ip-10-0-0-1.us-west-2.compute.internal"),
        ("eksNodeName", "i-0123456789abcdef0"),
        ("eksNodeName", "i-0123456789abcdef0.us-west-2.compute.internal"),
        ("eksNodeName", "node-1"),
        ("eksNodeName", "mi-0123456789abcdef0"),
        ("instanceId", "i-0123456789abcdef0"),
        ("instanceId", "i-01234567"),
        ("instanceId", "mi-0123456789abcdef0"),
        ("zone", "use1-az1"),
        ("zone", "usw2-lax1-az1"),
        ("zone", "apne3-az3"),
        ("zone", "usgw1-az2"),
        ("zone", "cnn1-az4"),
    ];
    ROWS.iter()
        .map(|(name, value)| with(token, format!("`{name}` is `{value}`"), name, &json_string(value)))
        .collect()
}

/// Every type in the place of `zone`, and some in those of the others.
fn optional_types(stage: &mut Stage, token: &str) -> Vec<Body> {
    let row = |name: &str, sample: &Sample| {
        with(token, format!("`{name}` is {}", sample.what()), name, sample.text())
    };
    let mut bodies: Vec<Body> = JSON.iter().map(|sample| row("zone", sample)).collect();
    for name in ["eksNodeName", "instanceId"] {
        let base = ["null", "true", "0", r#""""#, "[]", "{}"];
        bodies.extend(
            JSON.iter().filter(|sample| base.contains(&sample.text())).map(|sample| row(name, sample)),
        );
        bodies.push(row(name, &JSON[stage.draw(JSON.len())]));
    }
    bodies
}
