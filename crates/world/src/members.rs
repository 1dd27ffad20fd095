//! The members of a JSON object as they will be written: in order, with duplicates, values as raw text.

use serde_json::Value;

/// The members of one JSON object, kept as the text that will be written.
///
/// A map of parsed values could not hold what a hostile token holds: a name twice, a number with too many
/// digits, a name with escapes, text that is not JSON at all. Nothing here is checked.
///
/// # Example
///
/// ```
/// use eks_auth_world::Members;
///
/// let mut claims = Members::default();
/// claims.set("iss", "https://issuer.example");
/// claims.set_raw("exp", "1e400");
/// claims.push_raw("exp", "17");
/// assert_eq!(claims.to_json(), r#"{"iss":"https://issuer.example","exp":1e400,"exp":17}"#);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Members {
    /// Names as they stand between their quotes, values as they stand after the colon.
    members: Vec<(String, String)>,
}

impl Members {
    /// Gives the first member of this name the value, in its place; appends the member if there is none.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.set_raw(name, value.into().to_string());
    }

    /// Like [`set`](Self::set), with the value as JSON text that is written as it is.
    pub fn set_raw(&mut self, name: &str, raw: impl Into<String>) {
        let name = escaped(name);
        match self.members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, value)) => *value = raw.into(),
            None => self.members.push((name, raw.into())),
        }
    }

    /// Appends a member, whether or not there is one of its name.
    pub fn push_raw(&mut self, name: &str, raw: impl Into<String>) {
        self.members.push((escaped(name), raw.into()));
    }

    /// Appends a member whose name is written between the quotes as it is, escapes included.
    pub fn push_escaped(&mut self, name: &str, raw: impl Into<String>) {
        self.members.push((name.to_owned(), raw.into()));
    }

    /// Puts a member before all others, whether or not there is one of its name.
    pub fn prepend_raw(&mut self, name: &str, raw: impl Into<String>) {
        self.members.insert(0, (escaped(name), raw.into()));
    }

    /// Removes every member of this name.
    pub fn remove(&mut self, name: &str) {
        let name = escaped(name);
        self.members.retain(|(known, _)| *known != name);
    }

    /// The text of the first member of this name.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&str> {
        let name = escaped(name);
        self.members.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Gives every member of the name `from` the name `to`.
    pub fn rename(&mut self, from: &str, to: &str) {
        let (from, to) = (escaped(from), escaped(to));
        for (name, _) in self.members.iter_mut().filter(|(name, _)| *name == from) {
            name.clone_from(&to);
        }
    }

    /// Turns the order of the members round.
    pub fn reverse(&mut self) {
        self.members.reverse();
    }

    /// Each member in order: the name as it stands between its quotes, the value as it is written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The object, without white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        let members: Vec<String> =
            self.members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

impl<N: AsRef<str>, V: Into<Value>> FromIterator<(N, V)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let members =
            members.into_iter().map(|(name, value)| (escaped(name.as_ref()), value.into().to_string()));
        Self { members: members.collect() }
    }
}

/// The name as JSON writes it, without the quotes.
fn escaped(name: &str) -> String {
    let quoted = Value::from(name).to_string();
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn abc() -> Members {
        [("a", 1), ("b", 2), ("c", 3)].into_iter().collect()
    }

    #[test]
    fn set_keeps_the_place() {
        let mut members = abc();
        members.set("b", "two");
        assert_eq!(members.to_json(), r#"{"a":1,"b":"two","c":3}"#);
    }

    #[test]
    fn duplicates_stay_until_removed() {
        let mut members = abc();
        members.push_raw("a", "4");
        members.prepend_raw("a", "0");
        assert_eq!(members.to_json(), r#"{"a":0,"a":1,"b":2,"c":3,"a":4}"#);
        assert_eq!(members.raw("a"), Some("0"));
        members.remove("a");
        assert_eq!(members.to_json(), r#"{"b":2,"c":3}"#);
        assert_eq!(members.raw("a"), None);
    }

    #[test]
    fn rename_and_reverse() {
        let mut members = abc();
        members.rename("b", "B");
        members.reverse();
        assert_eq!(members.iter().collect::<Vec<_>>(), [("c", "3"), ("B", "2"), ("a", "1")]);
    }

    #[test]
    fn names_are_escaped_unless_told_otherwise() {
        let mut members = Members::default();
        members.set("\"quoted\"", true);
        members.push_escaped(r"\u0061", "1");
        assert_eq!(members.to_json(), r#"{"\"quoted\"":true,"\u0061":1}"#);
        assert_eq!(members.raw("\"quoted\""), Some("true"));
    }
}
