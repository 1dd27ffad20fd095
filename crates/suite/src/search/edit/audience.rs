//! What an `aud` means.

use eks_auth_protocol::operation::AUDIENCE;
use serde_json::Value;

use super::Meaning;
use crate::situation::Kind;

/// So many audiences nobody has a reason to refuse.
const MANY: usize = 65;

/// What a token with this `aud` means for the answer.
pub(super) fn meaning(raw: &str) -> Meaning {
    match serde_json::from_str::<Value>(raw) {
        Ok(Value::Array(audiences)) if audiences.iter().any(|audience| audience == AUDIENCE) => {
            match audiences.len() <= MANY && audiences.iter().all(Value::is_string) {
                true => Meaning::nothing("TOK-001"),
                false => Meaning::open("TOK-021"),
            }
        }
        Ok(Value::String(audience)) if audience == AUDIENCE => Meaning::open("TOK-021"),
        // What is no JSON makes the claims unreadable, or means to a lenient reader what it likes.
        Err(_) => Meaning::open("TOK-021"),
        Ok(_) => Meaning::refused("TOK-011").about(Kind::Claims),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::meaning::Due;

    #[test]
    fn right_audience_counts_as_an_element_alone() {
        let due = |raw: &str| meaning(raw).due();
        assert_eq!(due(&format!("[\"a\",\"{AUDIENCE}\"]")), Due::Always);
        assert_eq!(due(&format!("\"{AUDIENCE}\"")), Due::Perhaps);
        assert_eq!(due(&format!("[[\"{AUDIENCE}\"]]")), Due::Never);
        assert_eq!(due(&format!("[\"{AUDIENCE}.cn\"]")), Due::Never);
        assert_eq!(due("[]"), Due::Never);
    }
}
