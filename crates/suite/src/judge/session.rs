//! The name of an STS session: `eks-`, cluster, pod, UUID.

/// A session name taken apart.
///
/// # Example
///
/// ```
/// use eks_auth_suite::judge::SessionName;
///
/// let name = "eks-conformanc-ledger-7d9-0b1f2c3d-1111-4222-8333-444455556666";
/// let session = SessionName::parse(name, "conformance", "ledger-7d9f8").expect("a session name");
/// assert_eq!(session.uuid(), "0b1f2c3d-1111-4222-8333-444455556666");
/// assert!(SessionName::parse("eks-other-ledger-0b1f", "conformance", "ledger-7d9f8").is_err());
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SessionName<'a> {
    /// The names between `eks-` and the UUID, cut or not.
    names: &'a str,
    uuid: &'a str,
}

/// The longest session name that STS takes, in characters.
const LONGEST: usize = 64;

const OTHER_NAMES: &str =
    "does not carry the cluster's and the pod's name, in this order, between `eks-` and the UUID";

impl<'a> SessionName<'a> {
    /// Takes a session name apart.
    ///
    /// Cluster and pod name may be cut at any length, each by itself or after they were joined; the pod's even to nothing.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the rest of a sentence that begins with the name.
    pub fn parse(name: &'a str, cluster: &str, pod: &str) -> Result<Self, &'static str> {
        let session = Self::in_form(name)?;
        if names_fit(session.names, cluster, pod) { Ok(session) } else { Err(OTHER_NAMES) }
    }

    /// Takes a session name apart where nobody knows which names it should carry.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn in_form(name: &'a str) -> Result<Self, &'static str> {
        if name.chars().count() > LONGEST {
            return Err("is longer than 64 characters");
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
        if !name.chars().all(allowed) {
            return Err("has characters that STS does not allow");
        }
        let rest = name.strip_prefix("eks-").ok_or("does not begin with `eks-`")?;
        let (names, uuid) = split_uuid(rest).ok_or("does not end with a hyphen and a whole UUID")?;
        if names.is_empty() { Err(OTHER_NAMES) } else { Ok(Self { names, uuid }) }
    }

    /// The UUID at its end, as written.
    #[must_use]
    pub fn uuid(&self) -> &'a str {
        self.uuid
    }

    /// Whether the UUID is written with its hyphens.
    #[must_use]
    pub fn has_hyphens(&self) -> bool {
        self.uuid.contains('-')
    }
}

/// The names before the UUID, and the UUID: 36 characters with hyphens or 32 without.
fn split_uuid(text: &str) -> Option<(&str, &str)> {
    [36, 32].into_iter().find_map(|length| {
        let start = text.len().checked_sub(length)?;
        let (names, uuid) = (text.get(..start)?, text.get(start..)?);
        Some((names.strip_suffix('-')?, uuid)).filter(|(_, uuid)| is_uuid(uuid))
    })
}

fn is_uuid(text: &str) -> bool {
    let hyphenated = text.len() == 36;
    text.bytes().enumerate().all(|(index, byte)| {
        if hyphenated && matches!(index, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() }
    })
}

fn names_fit(names: &str, cluster: &str, pod: &str) -> bool {
    let joined_and_cut = !names.is_empty() && format!("{cluster}-{pod}").starts_with(names);
    let each_cut = names.match_indices('-').any(|(hyphen, _)| {
        let (first, second) = (&names[..hyphen], &names[hyphen + 1..]);
        !first.is_empty() && cluster.starts_with(first) && pod.starts_with(second)
    });
    joined_and_cut || each_cut || (!names.is_empty() && cluster.starts_with(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "0b1f2c3d-1111-4222-8333-444455556666";

    fn verdict(names: &str, uuid: &str) -> Result<(), &'static str> {
        SessionName::parse(&format!("eks-{names}-{uuid}"), "conform-ance", "ledger-7d9f.x").map(|_| ())
    }

    #[test]
    fn names_may_be_cut_anywhere() {
        for names in [
            "conform-an-ledger-7d9",
            "c-l",
            "conform-anc",
            "conform-ance-",
            "conform-ance-ledger",
            "conform-l",
        ] {
            assert_eq!(verdict(names, UUID), Ok(()), "{names}");
        }
    }

    #[test]
    fn names_of_others_do_not_fit() {
        for names in ["other-ledger", "conform-ance-payroll", "ledger-conform", "-ledger", ""] {
            assert!(verdict(names, UUID).is_err(), "{names}");
        }
    }

    #[test]
    fn the_uuid_is_whole_in_either_case_with_or_without_hyphens() {
        assert_eq!(verdict("c-l", &UUID.to_uppercase()), Ok(()));
        assert_eq!(verdict("c-l", &UUID.replace('-', "")), Ok(()));
        assert!(verdict("c-l", &UUID[..35]).is_err());
        assert!(verdict("c-l", &UUID.replace('0', "g")).is_err());
    }

    #[test]
    fn too_long_or_with_foreign_characters() {
        assert!(
            SessionName::parse(&format!("eks-{}-l-{UUID}", "c".repeat(30)), &"c".repeat(30), "l").is_err()
        );
        assert!(SessionName::parse(&format!("eks-c:c-l-{UUID}"), "c:c", "l").is_err());
    }
}
