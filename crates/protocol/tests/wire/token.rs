//! The law of tokens, over good and mangled ones.

use eks_auth_protocol::{laws, strategies};
use proptest::prelude::*;

use crate::mangle;

fn token_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![strategies::token(), strategies::token_text()]
        .prop_map(|token| token.expose().as_bytes().to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn tokens_survive(bytes in token_bytes()) {
        laws::token_survives(&bytes);
    }

    #[test]
    fn mangled_tokens(bytes in mangle::mangled(token_bytes())) {
        laws::token_survives(&bytes);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        laws::token_survives(&bytes);
    }

    #[test]
    fn any_words_and_dots(text in "[A-Za-z0-9_=.-]{0,40}") {
        laws::token_survives(text.as_bytes());
    }
}
