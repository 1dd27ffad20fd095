//! What `redact` takes out of a text, and what it leaves.

use eks_auth_protocol::strategies;
use eks_auth_protocol::token::{Parts, redact};
use proptest::prelude::*;

proptest! {
    #[test]
    fn signature_of_a_token_in_any_surroundings(
        token in strategies::token(),
        before in prop_oneof!["", "[a-z ,;:\"'{}é]{0,12}[ \"',:(]", Just("Bearer ".to_owned())],
        after in prop_oneof!["", "[\"',;:)}][a-z ,;:\"'{}é]{0,12}"],
    ) {
        let safe = redact(&format!("{before}{}{after}", token.expose()));
        prop_assert_eq!(safe, format!("{before}{}{after}", token.redacted()));
    }

    #[test]
    fn signature_of_a_token_inside_json(token in strategies::token()) {
        let body = serde_json::json!({ "token": token.expose(), "again": [token.expose()] }).to_string();
        let safe = serde_json::json!({ "token": token.redacted(), "again": [token.redacted()] }).to_string();
        prop_assert_eq!(redact(&body), safe);
    }

    /// The header need not be one: what tells a token then is the length of its signature.
    #[test]
    fn long_signature_after_anything(
        header in "[-A-Za-z0-9_]{0,20}",
        payload in "[-A-Za-z0-9_]{0,40}",
        signature in "[-A-Za-z0-9_]{64,342}",
    ) {
        let safe = redact(&format!("{header}.{payload}.{signature}"));
        prop_assert!(!safe.contains(&signature));
    }

    #[test]
    fn twice_is_once(text in prop_oneof![
        strategies::any_text(),
        "([-A-Za-z0-9_=+/%. \\\\]{0,30}|eyJh|\\.|signature)*",
        strategies::token().prop_map(|token| token.expose().replace('A', ".")),
    ]) {
        let safe = redact(&text);
        prop_assert_eq!(redact(&safe), safe);
    }

    #[test]
    fn text_without_dots_stays(text in "[^.%\\\\]{0,80}") {
        prop_assume!(!text.to_ascii_lowercase().contains("signature"));
        prop_assert_eq!(redact(&text), text);
    }

    #[test]
    fn host_names_and_arns_stay(
        arn in strategies::association_arn(),
        host in "([a-d0-9-]{0,63}\\.){0,2}([a-z0-9-]{0,10}\\.){0,4}com",
    ) {
        prop_assume!(!host.contains("e30."));
        prop_assert_eq!(redact(arn.as_str()), arn.as_str());
        prop_assert_eq!(redact(&host), host);
    }

    #[test]
    fn signature_as_it_was_split_never_stays(token in strategies::signed_token()) {
        let signature = Parts::split(token.expose()).unwrap().signature();
        let spaced = token.expose().replace('.', "%2E");
        prop_assert!(!redact(&spaced).contains(signature));
        let escaped = token.expose().replace('.', "\\u002e");
        prop_assert!(!redact(&escaped).contains(signature));
    }
}
