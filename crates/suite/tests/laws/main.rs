//! The laws of the judge, over any bytes and over good answers with a breach planted in them.

use eks_auth_suite::laws;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn planted_breaches_are_seen(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        laws::planted_breach_is_seen(&bytes);
    }

    #[test]
    fn any_answers_are_judged(
        head in "(HTTP/1\\.[01] [0-9]{3} [A-Z]{0,3}\r\n([A-Za-z-]{1,8}: [ -~]{0,8}\r\n){0,3}\r\n)?",
        body in prop_oneof![
            "\\{(\"(audience|code|credentials|subject)\":(1|null|\"[ -~&&[^\\\\\"]]{0,8}\"|\\{\\}),?){0,3}\\}",
            ".{0,40}",
        ],
    ) {
        laws::answer_is_judged(format!("{head}{body}").as_bytes());
    }

    #[test]
    fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        laws::answer_is_judged(&bytes);
    }
}
