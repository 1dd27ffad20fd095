//! Which release of the suite brought which case, so that a later suite can still be run as an earlier one.

use semver::Version;

/// The release in which whatever is not listed as later came.
static FIRST: Version = Version::new(0, 1, 0);

/// The cases that came later, release by release. A row is never changed once its version is out.
static LATER: &[(Version, &[&str])] = &[];

/// The first release that had the case.
pub(crate) fn since(id: &str) -> &'static Version {
    since_in(LATER, id)
}

/// The first release of all.
#[must_use]
pub fn first_release() -> &'static Version {
    &FIRST
}

/// This release, or the one that is in the making.
#[must_use]
pub fn this_release() -> Version {
    // Cargo has read it before us.
    Version::parse(env!("CARGO_PKG_VERSION")).unwrap_or_else(|_| FIRST.clone())
}

fn since_in(later: &'static [(Version, &[&str])], id: &str) -> &'static Version {
    let row = later.iter().find(|(_, cases)| cases.contains(&id));
    row.map_or(&FIRST, |(version, _)| version)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cases;

    #[test]
    fn releases_are_in_order_and_none_is_to_come() {
        let versions: Vec<_> = [&FIRST].into_iter().chain(LATER.iter().map(|(version, _)| version)).collect();
        assert!(versions.is_sorted_by(|one, next| one < next), "{versions:?}");
        assert!(versions.iter().all(|version| **version <= this_release()), "{versions:?}");
    }

    #[test]
    fn listed_cases_exist_and_came_once() {
        let mut seen = BTreeSet::new();
        for id in LATER.iter().flat_map(|(_, cases)| *cases) {
            assert!(cases().iter().any(|case| case.id() == *id), "{id} is no case");
            assert!(seen.insert(id), "{id} is listed twice");
        }
    }

    #[test]
    fn case_that_came_later() {
        static TABLE: &[(Version, &[&str])] =
            &[(Version::new(0, 2, 0), &["a.b"]), (Version::new(1, 0, 0), &["a.c"])];
        let since = |id| since_in(TABLE, id).to_string();
        assert_eq!([since("a.a"), since("a.b"), since("a.c")], ["0.1.0", "0.2.0", "1.0.0"]);
    }
}
