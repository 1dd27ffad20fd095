//! A value of each JSON type, and what is none.

use super::Sample;

/// JSON values of every type, each in the shapes that readers treat apart: any of them can stand in any other's place.
pub static JSON: &[Sample] = &[
    Sample::row("null", "null"),
    Sample::row("true", "true"),
    Sample::row("false", "false"),
    Sample::row("the number 0", "0"),
    Sample::row("the number -0", "-0"),
    Sample::row("the number 1", "1"),
    Sample::row("the number -1", "-1"),
    Sample::row("a number with a fraction", "1.5"),
    Sample::row("a number with an exponent", "1e2"),
    Sample::row("a number smaller than any double but 0", "1e-400"),
    Sample::row("a number with 40 digits", "1234567890123456789012345678901234567890"),
    Sample::row("an empty string", r#""""#),
    Sample::row("a string of a space", r#"" ""#),
    Sample::row("a string of a word", r#""word""#),
    Sample::row("the string `null`", r#""null""#),
    Sample::row("the string `true`", r#""true""#),
    Sample::row("a string of a digit", r#""0""#),
    Sample::row("a string of JSON", r#""{}""#),
    Sample::row("a string of an escaped NUL", r#""\u0000""#),
    Sample::row("an empty array", "[]"),
    Sample::row("an array of null", "[null]"),
    Sample::row("an array of an empty string", r#"[""]"#),
    Sample::row("an array of a number", "[1]"),
    Sample::row("an array of an array", "[[]]"),
    Sample::row("an array of an object", "[{}]"),
    Sample::row("an array of several types", r#"[null,true,0,"a",[],{}]"#),
    Sample::row("an empty object", "{}"),
    Sample::row("an object with an empty name", r#"{"":null}"#),
    Sample::row("an object with the name 0", r#"{"0":"a"}"#),
    Sample::row("an object in an object", r#"{"a":{"b":{}}}"#),
    Sample::row("an object with the names of JavaScript's own", r#"{"__proto__":{"a":1},"constructor":{}}"#),
    Sample::row("an object that looks like a database query", r#"{"$ne":null}"#),
];

/// What lenient readers take for a JSON value, and JSON does not.
pub static NOT_JSON: &[Sample] = &[
    Sample::row("NaN", "NaN"),
    Sample::row("Infinity", "Infinity"),
    Sample::row("-Infinity", "-Infinity"),
    Sample::row("undefined", "undefined"),
    Sample::row("True with a capital", "True"),
    Sample::row("NULL in capitals", "NULL"),
    Sample::row("None", "None"),
    Sample::row("a bare word", "word"),
    Sample::row("a string in single quotes", "'a'"),
    Sample::row("a string without its end", r#""a"#),
    Sample::row("a string with an unknown escape", r#""\x41""#),
    Sample::row("a string with half an escape", r#""\u00""#),
    Sample::row("a string with a line break in it", "\"a\nb\""),
    Sample::row("an array with a comma at its end", "[1,]"),
    Sample::row("an array with a comma at its start", "[,1]"),
    Sample::row("an array without commas", "[1 2]"),
    Sample::row("an array without its end", "[1"),
    Sample::row("an object with a comma at its end", r#"{"a":1,}"#),
    Sample::row("an object without quotes", "{a:1}"),
    Sample::row("an object with an equals sign", r#"{"a"=1}"#),
    Sample::row("an object with a name alone", r#"{"a"}"#),
    Sample::row("a value with a comment", "1/**/"),
    Sample::row("nothing", ""),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn values_are_json_and_the_others_are_not() {
        for sample in JSON {
            assert!(serde_json::from_str::<Value>(sample.text()).is_ok(), "{}", sample.what());
        }
        for sample in NOT_JSON {
            assert!(serde_json::from_str::<Value>(sample.text()).is_err(), "{}", sample.what());
        }
    }

    #[test]
    fn every_type_is_there() {
        let is = |wanted: fn(&Value) -> bool| {
            JSON.iter()
                .filter_map(|sample| serde_json::from_str(sample.text()).ok())
                .any(|value| wanted(&value))
        };
        assert!(is(Value::is_null) && is(Value::is_boolean) && is(Value::is_number));
        assert!(is(Value::is_string) && is(Value::is_array) && is(Value::is_object));
    }
}
