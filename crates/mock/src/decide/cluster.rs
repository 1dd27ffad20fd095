//! The cluster that the path names.

use eks_auth_protocol::{ClusterName, Exception};
use eks_auth_world::{Cluster, World};

use crate::refusal::Refusal;

/// Decodes the label once and holds it against the limits of a cluster name: 1 to 100 letters, digits, hyphens and
/// underscores, a letter or digit first. The pattern of the model is read as the whole name, not as a part of it.
pub(crate) fn name(label: &str) -> Result<String, Refusal> {
    let name = percent_decoded(label).ok_or_else(illegal)?;
    ClusterName::parse(&name).map(|_| name).map_err(|_| illegal())
}

/// The cluster of exactly that name.
pub(crate) fn find<'w>(world: &'w World, name: &str) -> Result<&'w Cluster, Refusal> {
    world
        .cluster(name)
        .ok_or_else(|| Refusal::modelled(Exception::ResourceNotFound, "there is no cluster of this name"))
}

pub(crate) fn illegal() -> Refusal {
    Refusal::modelled(Exception::InvalidParameter, "the cluster name in the path is not a legal one")
}

/// Every `%` and its two hexadecimal digits replaced by their byte, once; nothing where that is not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex(bytes.next()?)? << 4 | hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_names_pass_decoded() {
        let longest = "a".repeat(100);
        for (label, expected) in [
            ("a", "a"),
            ("0a-_--Z", "0a-_--Z"),
            ("%64emo", "demo"),
            ("%5a%5A", "ZZ"),
            (longest.as_str(), &longest),
        ] {
            assert_eq!(name(label).as_deref(), Ok(expected), "{label}");
        }
    }

    #[test]
    fn illegal_names_are_refused_as_a_parameter() {
        let too_long = "a".repeat(101);
        for label in [
            "",
            "-a",
            "_a",
            ".",
            "..",
            "a b",
            "a%20b",
            "a%2Fb",
            "a%252Fb",
            "a%00",
            "demo%0A",
            "%E4%F6",
            "caf%C3%A9",
            "%",
            "%4",
            "%zz",
            "a+b",
            "a;b",
            "a.b",
            "%2e%2e",
            too_long.as_str(),
        ] {
            assert_eq!(name(label), Err(illegal()), "{label}");
        }
    }
}
