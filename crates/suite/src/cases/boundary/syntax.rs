//! Bodies that are no JSON object: other values, pieces, more than one.

use eks_auth_world::boundary::{JSON, NOT_JSON, not_numbers};

use super::bodies;
use crate::expect::Expect::{Either, Refused, RefusedWith};
use crate::situation::{Kind, Situation};
use crate::stage::Stage;

/// So many values of a sweep are drawn.
const DRAWN: usize = 12;

/// What a value is in words, and the body.
type Body = (String, Vec<u8>);

pub(super) fn situations() -> Vec<Situation> {
    let broken = [
        bodies("boundary.body.value", "the body is another value", |_, token| {
            let values = JSON.iter().filter(|sample| !sample.text().starts_with('{'));
            let mut rows: Vec<_> =
                values.map(|sample| (sample.what().to_owned(), sample.text().to_owned())).collect();
            rows.push((
                "an array of objects".to_owned(),
                format!(r#"[{{"token":{token}}},{{"token":{token}}}]"#),
            ));
            rows.push((
                "an array of an array of the object".to_owned(),
                format!(r#"[[{{"token":{token}}}]]"#),
            ));
            rows
        }),
        bodies("boundary.body.no-value", "the body is no value", |_, _| {
            NOT_JSON.iter().map(|sample| (sample.what().to_owned(), sample.text().to_owned())).collect()
        }),
        bodies("boundary.body.cut", "the body is cut off", cut),
        bodies("boundary.body.structure", "the body is wrongly put together", structures),
        bodies("boundary.body.leading", "something precedes the object", leading),
    ]
    .map(|row| row.kind(Kind::Body).expect("REQ-005", RefusedWith(&[400])));
    let trailing = bodies("boundary.body.trailing", "something follows the object", trailing)
        .kind(Kind::Body)
        .expect("REQ-007", Refused);
    let lenient = [
        bodies("boundary.body.lenient", "an unknown member has a value that is no JSON", |_, token| {
            let numbers = not_numbers(17);
            let values = NOT_JSON.iter().chain(&numbers).filter(|sample| !sample.text().is_empty());
            values
                .map(|sample| {
                    let body = format!(r#"{{"token":{token},"unknown":{}}}"#, sample.text());
                    (sample.what().to_owned(), body)
                })
                .collect()
        }),
        bodies("boundary.body.dialect", "the body is of a dialect of JSON", dialects),
    ]
    .map(|row| row.expect("REQ-013", Either).also("refused", "REQ-008", Refused));
    broken.into_iter().chain([trailing]).chain(lenient).collect()
}

/// The body up to its first characters, its last but a few, and some between that the seed decides.
fn cut(stage: &mut Stage, token: &str) -> Vec<Body> {
    let whole = format!(r#"{{"token":{token}}}"#);
    let length = whole.len();
    let mut places: Vec<usize> = (1..=12).chain(length - 4..length).collect();
    places.extend((0..DRAWN).map(|_| 12 + stage.draw(length - 16)));
    places
        .into_iter()
        .map(|place| (format!("{} bytes before its end", length - place), whole.as_bytes()[..place].to_vec()))
        .collect()
}

/// `T` stands for the token as a JSON string.
fn structures(_: &mut Stage, token: &str) -> Vec<Body> {
    [
        r#""token":T}"#,
        r#""token":T"#,
        r#"{"token":T]"#,
        r#"["token":T]"#,
        r#"{{"token":T}}"#,
        r#"{["token":T]}"#,
        r#"{"token":T:T}"#,
        r#"{"token",T}"#,
        r#"{"token"::T}"#,
        r#"{"token":,T}"#,
        r#"{"token":{T}}"#,
        r#"{"token":T T}"#,
        r#"{"token":T"a":1}"#,
        r#"{"token":T "a":1}"#,
        r#"{,"token":T}"#,
        r#"{"token":T,,"a":1}"#,
        r#"{"token":T,"a"}"#,
        r#"{"token":T,"a":}"#,
        r#"{"token":T,[1]:2}"#,
        r#"{"token":T,{}:2}"#,
        r#"{"token":T,"a":[1}"#,
        r#"{"token":T,"a":[1,2}]"#,
        r#"{"token":T,"a":{]}"#,
        r#"{"token":T"}"#,
        r#"{"token:T}"#,
        r#"{token":T}"#,
        r#"{"token":T,"a":"}"#,
        r#"{"token":T\}"#,
        r#"{T}"#,
        r#"{:T}"#,
        "token=T",
        "token: T",
        "<token>T</token>",
    ]
    .into_iter()
    .map(|template| (format!("`{}`", template.replace('T', "…")), template.replace('T', token).into_bytes()))
    .collect()
}

fn leading(_: &mut Stage, token: &str) -> Vec<Body> {
    let object = format!(r#"{{"token":{token}}}"#);
    [
        ",",
        ":",
        "}",
        "]",
        "{",
        "[",
        "\"",
        "0",
        "a",
        "=",
        "\0",
        "\u{1e}",
        "\u{1}",
        ")]}',\n",
        "for(;;);",
        "while(1);",
        "&&&START&&&",
        "callback(",
        "data: ",
        "payload=",
        "%7B",
        "null",
        "true ",
        "{}",
        "{} ",
        "{}\n",
        "[]",
        "\"\" ",
        "--boundary\r\n\r\n",
    ]
    .into_iter()
    .map(|start| (format!("`{}`", start.escape_default()), format!("{start}{object}").into_bytes()))
    .collect()
}

/// What no reader takes for white space, and bytes that the seed decides.
fn trailing(stage: &mut Stage, token: &str) -> Vec<Body> {
    let object = format!(r#"{{"token":{token}}}"#).into_bytes();
    let again = String::from_utf8_lossy(&object).into_owned();
    let mut ends: Vec<(String, Vec<u8>)> = [
        ",",
        "}",
        "]",
        "{",
        "[",
        "\"",
        ":",
        "0",
        "-",
        "a",
        "=",
        ";",
        "\\",
        "\0",
        "\u{1}",
        "\u{4}",
        "\u{1a}",
        "\u{1e}",
        "\u{7f}",
        "null",
        "\"\"",
        "[]",
        "{}",
        " {}",
        "\n{}",
        "\n\n\0",
        "\r\n--boundary--",
        "&a=b",
        "a.b.c",
        "\u{e9}",
    ]
    .into_iter()
    .map(|end| (format!("`{}`", end.escape_default()), end.as_bytes().to_vec()))
    .collect();
    ends.push(("the object once more".to_owned(), again.clone().into_bytes()));
    ends.push(("the object once more in another line".to_owned(), format!("\n{again}").into_bytes()));
    ends.push(("a comma and the object once more".to_owned(), format!(",{again}").into_bytes()));
    ends.push(("a thousand spaces and a letter".to_owned(), format!("{}a", " ".repeat(1_000)).into_bytes()));
    ends.extend((0..DRAWN).map(|_| {
        // Neither a control character nor a space, which a reader may trim, nor the slash and hash that may begin a comment.
        let byte =
            [0x21..=0x22, 0x24..=0x2e, 0x30..=0x7e, 0x80..=0xff].into_iter().flatten().nth(stage.draw(220));
        let byte: u8 = byte.unwrap_or(b'!');
        (format!("the byte {byte:02X}"), vec![byte])
    }));
    ends.into_iter().map(|(what, end)| (what, [object.clone(), end].concat())).collect()
}

/// JSON as some readers and writers know it: with comments, other quotes, other signs, other white space.
fn dialects(_: &mut Stage, token: &str) -> Vec<Body> {
    let mut rows: Vec<(String, String)> = [
        "{token:T}",
        "{'token':T}",
        "{`token`:T}",
        r#"{"token"=T}"#,
        r#"{"token"=>T}"#,
        r#"{"token":T;}"#,
        r#"{"token":T;"a":1}"#,
        r#"{"token":T,}"#,
        r#"{"token":T,"a":[1,]}"#,
        r#"{"token":T,"a":[,1]}"#,
        r#"{"token":T,a:1}"#,
        r#"{"token":T,1:2}"#,
        r#"{"token":T,null:1}"#,
        r#"{"token":T,"a":'b'}"#,
        r#"{"token":(T)}"#,
        r#"({"token":T})"#,
        r#"{"token":T,...{}}"#,
        r#"{"token":T+""}"#,
        "// comment\n{\"token\":T}",
        "{// comment\n\"token\":T}",
        r#"/**/{"token":T}"#,
        r#"{/**/"token":T}"#,
        r#"{"token"/**/:T}"#,
        r#"{"token":/**/T}"#,
        r#"{"token":T}/**/"#,
        "{\"token\":T}// comment",
        "# comment\n{\"token\":T}",
        "{\"token\":T}# comment",
    ]
    .into_iter()
    .map(|template| {
        (format!("`{}`", template.replace('T', "…").escape_default()), template.replace('T', token))
    })
    .collect();
    let spaces = [
        '\u{b}', '\u{c}', '\u{a0}', '\u{85}', '\u{2028}', '\u{3000}', '\u{200b}', '\u{feff}', '\u{1c}',
        '\u{8}', '\0',
    ];
    for space in spaces {
        let code = u32::from(space);
        rows.push((format!("U+{code:04X} within the object"), format!(r#"{{"token":{space}{token}}}"#)));
        if space != '\0' {
            rows.push((format!("U+{code:04X} after the object"), format!(r#"{{"token":{token}}}{space}"#)));
        }
    }
    rows.into_iter().map(|(what, body)| (what, body.into_bytes())).collect()
}
