//! Documents with the members of the model, most of them right: absent, doubled, null, of another type, misplaced,
//! in any order and among unknown ones.

use eks_auth_protocol::wire::{Field, Kind, request_fields, response_fields};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::json_text;

/// Which members the model gives a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Model {
    Error,
    Request,
    Response,
}

/// A JSON text that tends to be what the model says.
pub(crate) fn text(model: Model) -> BoxedStrategy<String> {
    match model {
        Model::Error => {
            let member = || prop_oneof![2 => Just(None), 3 => word().prop_map(Some)];
            let names = ["message", "Message", "code", "__type"];
            names
                .map(|name| member().prop_map(move |value| value.map(|value| (name.to_owned(), value))))
                .prop_map(|members| members.into_iter().flatten().collect::<Vec<_>>())
                .prop_flat_map(disturbed)
                .boxed()
        }
        Model::Request => object(request_fields().collect()).boxed(),
        Model::Response => object(response_fields().collect()).boxed(),
    }
}

/// An object of the fields at one depth, with the deeper ones in their objects.
fn object(fields: Vec<&'static Field>) -> BoxedStrategy<String> {
    let depth = fields.iter().map(|field| field.path().split('.').count()).min().unwrap_or(1);
    let (own, inner): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| field.path().split('.').count() == depth);
    let members: Vec<_> = own.into_iter().map(|field| member(field, &inner)).collect();
    members.prop_flat_map(disturbed).boxed()
}

fn member(field: &'static Field, inner: &[&'static Field]) -> BoxedStrategy<(String, String)> {
    let value = match field.kind() {
        Kind::Object => {
            let parent = format!("{}.", field.path());
            object(inner.iter().copied().filter(|field| field.path().starts_with(&parent)).collect())
        }
        Kind::Number => json_text::number().boxed(),
        _ if field.name() == "token" => {
            prop_oneof![9 => Just("\"e30.e30.c2ln\"".to_owned()), 1 => word()].boxed()
        }
        _ => word().boxed(),
    };
    value.prop_map(|value| (field.name().to_owned(), value)).boxed()
}

/// Members as they should be, most often, or with a few things wrong.
fn disturbed(members: Vec<(String, String)>) -> impl Strategy<Value = String> {
    let disturbance = (0..6_u8, any::<prop::sample::Index>(), word());
    let disturbances = prop_oneof![7 => Just(Vec::new()), 3 => vec(disturbance, 1..3)];
    disturbances.prop_map(move |disturbances| {
        let mut members = members.clone();
        for (kind, place, word) in disturbances {
            if members.is_empty() {
                break;
            }
            let at = place.index(members.len());
            match kind {
                0 => drop(members.remove(at)),
                1 => members[at].1 = "null".to_owned(),
                2 => members[at].1 = ["1", "[]", "{}", "true", "\"\""][place.index(5)].to_owned(),
                3 => members.push((members[at].0.clone(), word)),
                4 => members.insert(at, ("later".to_owned(), word)),
                _ => members.swap(0, at),
            }
        }
        let members: Vec<_> = members
            .iter()
            .enumerate()
            // The first name is written with an escape, which changes nothing.
            .map(|(index, (name, value))| match name.chars().next() {
                Some(first) if index == 0 => {
                    format!("\"\\u{:04x}{}\": {value}", u32::from(first), &name[first.len_utf8()..])
                }
                _ => format!("\"{name}\":{value}"),
            })
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

/// A string, as a member may have it.
fn word() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        Just("\"pods.eks.amazonaws.com\"".to_owned()),
        Just("\"aws#InvalidTokenException:http://a/\"".to_owned()),
        "[a-z#: ]{0,5}".prop_map(|word| format!("\"{word}\"")),
        json_text::string().boxed(),
    ]
}
