//! What goes along with another edit: sets of edits that between them form a pair with every other edit within few requests.

use eks_auth_world::boundary::{METACHARACTERS, TEXTS};
use serde_json::json;

use super::claims::member;
use super::members::USUAL;
use crate::search::edit::{CLAIMS, Change, Edit, Object};
use crate::stage::Chance;

/// Parts of `kubernetes.io` that can be absent where another edit decides what becomes of the request.
const PARTS: [&str; 4] = ["node", "pod", "pod.uid", "serviceaccount.uid"];

/// Each by chance: what can be absent is, and what can be present is. Whatever a service does only without one thing or
/// with another comes up with every other request, and so does every pair of them.
pub(crate) fn toggled(chance: &mut Chance) -> Vec<Edit> {
    let absent = |of, name: &str| member(of, name, Change::Remove);
    let set = |of, name: &str, value: &str| member(of, name, Change::Set(json!(value).to_string()));
    let claims = CLAIMS.into_iter().filter(|name| matches!(*name, "iat" | "jti" | "nbf"));
    let mut all: Vec<Edit> = claims.map(|name| absent(Object::Claims, name)).collect();
    all.extend(PARTS.map(|name| absent(Object::Kubernetes, name)));
    all.push(absent(Object::Header, "kid"));
    all.push(set(Object::Header, "typ", "JWT"));
    all.extend(USUAL.map(|(name, value)| set(Object::Body, name, value)));
    all.retain(|_| chance.draw(2) == 0);
    all
}

/// One odd text wherever a request has room for a text that decides nothing, for a service that repeats one of them.
pub(crate) fn marked(chance: &mut Chance) -> Vec<Edit> {
    let table = if chance.draw(3) == 0 { TEXTS } else { METACHARACTERS };
    let raw = json!(table[chance.draw(table.len())].text()).to_string();
    let set = |of, name: &str| member(of, name, Change::Set(raw.clone()));
    vec![
        set(Object::Claims, "jti"),
        set(Object::Claims, "x"),
        set(Object::Header, "x"),
        set(Object::Kubernetes, "x"),
        set(Object::Body, "x"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_comes_up() {
        let mut chance = Chance::new(1, "company");
        let sets: Vec<Vec<Edit>> = (0..40).map(|_| toggled(&mut chance)).collect();
        let all: Vec<Edit> = (0..40).flat_map(|_| toggled(&mut chance)).collect();
        for one in &all {
            assert!(sets.iter().any(|set| !set.contains(one)), "{one:?} is always there");
            assert!(all.iter().all(|other| sets.iter().any(|set| set.contains(one) && set.contains(other))));
        }
    }

    #[test]
    fn one_text_is_everywhere() {
        let words: Vec<String> = marked(&mut Chance::new(2, "company")).iter().map(Edit::words).collect();
        let text = words[0].rsplit(" is ").next().expect("a value");
        assert!(words.iter().all(|words| words.ends_with(text)), "{words:?}");
    }
}
