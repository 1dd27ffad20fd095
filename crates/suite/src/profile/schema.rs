//! The JSON Schema of profiles, for editors.

use serde_json::{Map, Value, json};

use super::keys::{Kind, PROFILE, Table};

/// The JSON Schema of profiles, as it is committed.
///
/// # Example
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&eks_auth_suite::profile::json_schema())?;
/// assert_eq!(schema["required"], serde_json::json!(["endpoint", "region", "cluster", "tokens"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn json_schema() -> String {
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), json!("Profile of eks-auth-conformance: a service that cannot load the world")),
    ]);
    schema.extend(table(&PROFILE));
    format!("{:#}\n", Value::Object(schema))
}

fn table(of: &Table) -> Map<String, Value> {
    let properties = of.keys.iter().map(|key| {
        let mut value = kind(&key.kind);
        value.insert("description".to_owned(), json!(key.about));
        (key.name.to_owned(), Value::Object(value))
    });
    let required: Vec<&str> = of.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut schema = Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("additionalProperties".to_owned(), json!(false)),
        ("properties".to_owned(), Value::Object(properties.collect())),
    ]);
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn kind(of: &Kind) -> Map<String, Value> {
    let value = match of {
        Kind::Table(known) => return table(known),
        Kind::Tables(known) => json!({ "type": "array", "items": table(known) }),
        Kind::Text => json!({ "type": "string", "minLength": 1 }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Count(u64::MAX) => json!({ "type": "integer", "minimum": 1 }),
        Kind::Count(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
        Kind::Number(bounds) => {
            json!({ "type": "number", "minimum": bounds.start(), "maximum": bounds.end() })
        }
        Kind::Token => json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "file": { "type": "string" }, "env": { "type": "string" } },
            "minProperties": 1,
            "maxProperties": 1,
        }),
    };
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
