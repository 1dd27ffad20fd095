//! A request of the search as a description: whom it is for, and in what it differs from the plain one.
//!
//! A recipe holds no token and no signature, so it can be written to a file; whoever sends it mints and signs anew.

use serde::{Deserialize, Serialize};

use super::edit::{Edit, HeadEdit, PathEdit, TimeEdit};
use crate::client::Style;

/// The description of one request, and of what goes out before it on the same connection.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    /// The position of the cluster in the world.
    pub(crate) cluster: usize,
    /// The position of the association in the cluster.
    pub(crate) association: usize,
    /// What the token's `jti` is derived from.
    pub(crate) id: u64,
    /// What goes out first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Before>,
    /// In what it differs from the plain request.
    #[serde(default)]
    pub(crate) edits: Vec<Edit>,
}

/// What goes out before a request, on the same connection.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Before {
    /// The plain request with a token of the same `jti`, which is granted.
    Twin,
    /// The plain request of another association of the cluster, at this position, with a token of the same `jti`.
    Other(usize),
    /// Another request of the search.
    Request(Box<Recipe>),
}

impl Recipe {
    /// The plain request of an association.
    pub(crate) fn plain(cluster: usize, association: usize, id: u64) -> Self {
        Self { cluster, association, id, before: None, edits: Vec::new() }
    }

    /// The same without any difference.
    pub(crate) fn twin(&self) -> Self {
        Self::plain(self.cluster, self.association, self.id ^ 0x7477_696e)
    }

    /// Adds an edit where no other stands in its way.
    pub(crate) fn add(&mut self, edit: Edit) -> bool {
        let fits = self.edits.iter().all(|known| !conflict(known, &edit));
        if fits {
            self.edits.push(edit);
        }
        fits
    }

    /// Simpler recipes, the simplest first: with fewer edits, with nothing before, with simpler edits.
    pub(crate) fn simpler(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let count = self.edits.len();
        let only = |keep: &dyn Fn(usize) -> bool| Self {
            edits: self
                .edits
                .iter()
                .enumerate()
                .filter(|(at, _)| keep(*at))
                .map(|(_, edit)| edit.clone())
                .collect(),
            ..self.clone()
        };
        if count > 3 {
            all.push(only(&|at| at < count / 2));
            all.push(only(&|at| at >= count / 2));
        }
        if count > 1 {
            all.extend((0..count).map(|gone| only(&|at| at != gone)));
        }
        if self.before.is_some() {
            all.push(Self { before: None, ..self.clone() });
        }
        if let Some(Before::Request(before)) = &self.before {
            let simpler = before.simpler().into_iter().map(|before| Before::Request(Box::new(before)));
            all.extend(simpler.map(|before| Self { before: Some(before), ..self.clone() }));
        }
        if count == 1 && self.before.is_some() {
            all.push(only(&|_| false));
        }
        if (self.cluster, self.association) != (0, 0) {
            all.push(Self { cluster: 0, association: 0, ..self.clone() });
        }
        for (at, edit) in self.edits.iter().enumerate() {
            for simpler in edit.simpler() {
                let mut edits = self.edits.clone();
                edits[at] = simpler;
                all.push(Self { edits, ..self.clone() });
            }
        }
        all
    }

    /// In what it differs from a plain request, in words.
    pub(crate) fn words(&self) -> Vec<String> {
        let before = match &self.before {
            None => None,
            Some(Before::Twin) => Some("before it goes the plain request with the same `jti`".to_owned()),
            Some(Before::Other(_)) => {
                Some("before it goes another subject's plain request with the same `jti`".to_owned())
            }
            Some(Before::Request(before)) => Some(match before.words() {
                words if words.is_empty() => "before it goes a plain request".to_owned(),
                words => format!("before it goes a request of which {}", words.join(", and ")),
            }),
        };
        before.into_iter().chain(self.edits.iter().map(Edit::words)).collect()
    }

    /// Which places of the request are concerned, so that two findings can be told apart.
    pub(crate) fn places(&self) -> Vec<String> {
        let mut places: Vec<String> = self.edits.iter().map(Edit::place).collect();
        if self.before.is_some() {
            places.push("before".to_owned());
        }
        places.sort();
        places
    }
}

/// Edits that say who the token's subject is: two of them could agree on somebody else.
const WHO: [&str; 4] = ["account", "claims.sub", "claims.kubernetes.io", "kubernetes.io.namespace"];

/// Whether a request cannot have both edits and still mean what they mean.
fn conflict(one: &Edit, other: &Edit) -> bool {
    let (left, right) = (one.place(), other.place());
    let names_account = |place: &str| place.starts_with("kubernetes.io.serviceaccount");
    let is_who = |place: &str| WHO.contains(&place) || names_account(place);
    let is_defect = |edit: &Edit| matches!(edit, Edit::Defect(_));
    left == right
        || (is_lifetime(one) && is_time(&right))
        || (is_lifetime(other) && is_time(&left))
        || (is_who(&left) && is_who(&right))
        || is_within(&left, &right)
        || is_within(&right, &left)
        || (is_defect(one) && other.is_within_token())
        || (is_defect(other) && one.is_within_token())
        || (is_unusual(one) && changes_message(other))
        || (is_unusual(other) && changes_message(one))
}

/// Whether the second place is a member of the claim that the first one replaces whole.
fn is_within(whole: &str, member: &str) -> bool {
    whole == "claims.kubernetes.io" && member.starts_with("kubernetes.io.")
}

/// An edit of all three times at once.
fn is_lifetime(edit: &Edit) -> bool {
    matches!(edit, Edit::Time(TimeEdit::Lived { .. }))
}

fn is_time(place: &str) -> bool {
    matches!(place, "claims.exp" | "claims.nbf" | "claims.iat")
}

/// A way of writing the head that servers differ about.
fn is_unusual(edit: &Edit) -> bool {
    let style = match edit {
        Edit::Head(HeadEdit::Written(style)) => style,
        Edit::Path(PathEdit::Method(_)) => return true,
        _ => return false,
    };
    !matches!(
        style,
        Style::LowerNames | Style::UpperNames | Style::MixedNames | Style::NoSpace | Style::MuchSpace
    )
}

/// Whether an edit changes how the message is framed or where it goes.
fn changes_message(edit: &Edit) -> bool {
    matches!(edit, Edit::Head(HeadEdit::Body(_) | HeadEdit::Close | HeadEdit::Written(_)) | Edit::Path(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::edit::{Change, MemberEdit, Object};

    fn claim(name: &str) -> Edit {
        Edit::Member(MemberEdit::new(Object::Claims, name, Change::Remove))
    }

    #[test]
    fn one_place_has_one_edit() {
        let mut recipe = Recipe::plain(0, 0, 1);
        assert!(recipe.add(claim("jti")) && recipe.add(claim("iat")));
        assert!(!recipe.add(Edit::Member(MemberEdit::new(
            Object::Claims,
            "jti",
            Change::Set("1".to_owned())
        ))));
        assert!(!recipe.add(Edit::Defect("exp-past".to_owned())));
    }

    #[test]
    fn simpler_recipes_lose_edits_first() {
        let mut recipe = Recipe::plain(1, 1, 1);
        recipe.add(claim("jti"));
        recipe.add(claim("iat"));
        let simpler = recipe.simpler();
        assert_eq!(simpler[0].edits, [claim("iat")]);
        assert_eq!(simpler[1].edits, [claim("jti")]);
        assert!(simpler.iter().all(|other| *other != recipe));
    }

    #[test]
    fn file_form_reads_back() {
        let mut recipe = Recipe::plain(2, 0, 7);
        recipe.before = Some(Before::Request(Box::new(Recipe::plain(0, 0, 8))));
        recipe.add(claim("jti"));
        let text = serde_json::to_string(&recipe).expect("JSON");
        assert_eq!(serde_json::from_str::<Recipe>(&text).expect("a recipe"), recipe);
    }
}
