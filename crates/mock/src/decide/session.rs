//! The name of the session, and the credentials in it.

use super::chance::Chance;

/// How many characters of the cluster's and of the pod's name a session name begins with.
const CUT: usize = 10;

const UPPER_BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `eks-`, the first ten characters of the cluster, of the pod, and a UUID: 62 characters at most, of STS's 64.
pub(crate) fn name(cluster: &str, pod: &str, uuid: &str) -> String {
    format!("eks-{}-{}-{uuid}", cut(cluster), cut(pod))
}

/// The first ten characters.
pub(crate) fn cut(name: &str) -> String {
    name.chars().take(CUT).collect()
}

/// An access key id as STS gives for a session: `ASIA` and sixteen characters.
pub(crate) fn access_key_id(chance: &Chance) -> String {
    format!("ASIA{}", chance.text("access-key-id", 16, UPPER_BASE32))
}

/// A secret access key: forty characters.
pub(crate) fn secret_access_key(chance: &Chance) -> String {
    chance.text("secret-access-key", 40, BASE64)
}

/// A session token: some hundred characters, opaque to everyone.
pub(crate) fn session_token(chance: &Chance) -> String {
    chance.text("session-token", 640, BASE64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_the_uuid_never() {
        let uuid = "7d5bf2e0-7c4c-4f4b-9a55-0d2c6b6a4c11";
        assert_eq!(name("a", "b", uuid), format!("eks-a-b-{uuid}"));
        let longest = name(&"c".repeat(100), &"p".repeat(253), uuid);
        assert_eq!(longest, format!("eks-cccccccccc-pppppppppp-{uuid}"));
        assert_eq!(longest.len(), 62);
    }

    #[test]
    fn credentials_have_the_form_of_a_session() {
        let chance = Chance::new(1, "x");
        let id = access_key_id(&chance);
        assert_eq!((id.len(), id.get(..4)), (20, Some("ASIA")));
        assert_eq!(secret_access_key(&chance).len(), 40);
        assert!(session_token(&chance).len() > 500);
        assert!(session_token(&chance).bytes().all(|byte| byte.is_ascii_graphic()));
    }
}
