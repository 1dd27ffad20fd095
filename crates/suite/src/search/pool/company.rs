//! What goes along with another edit: sets of edits that between them form a pair with every other edit within few requests.

use eks_auth_world::boundary::{METACHARACTERS, TEXTS};
use serde_json::json;

use super::claims::member;
use crate::search::edit::{CLAIMS, Change, Edit, Object};
use crate::stage::Chance;

/// Members that a service can do without where another edit decides what becomes of the request.
const PARTS: [&str; 4] = ["node", "pod", "pod.uid", "serviceaccount.uid"];
const HEADER: [&str; 2] = ["kid", "typ"];

/// About half of all members that can be absent, absent at once: whatever is passed over without one of them comes up with
/// every other request.
pub(crate) fn bare(chance: &mut Chance) -> Vec<Edit> {
    let of = |of, names: &[&str]| -> Vec<Edit> {
        names.iter().map(|name| member(of, name, Change::Remove)).collect()
    };
    let claims: Vec<&str> =
        CLAIMS.into_iter().filter(|name| matches!(*name, "iat" | "jti" | "nbf")).collect();
    let all = [of(Object::Claims, &claims), of(Object::Kubernetes, &PARTS), of(Object::Header, &HEADER)];
    all.into_iter().flatten().filter(|_| chance.draw(2) == 0).collect()
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
    fn every_pair_of_absences_comes_up() {
        let mut chance = Chance::new(1, "company");
        let sets: Vec<Vec<Edit>> = (0..40).map(|_| bare(&mut chance)).collect();
        let all: Vec<Edit> = (0..40).flat_map(|_| bare(&mut chance)).collect();
        for one in &all {
            assert!(sets.iter().any(|set| !set.contains(one)), "{one:?} is always absent");
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
