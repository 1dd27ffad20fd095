//! The laws of the service, over drawn edits of good requests and over the corpus.

use eks_auth_mock::laws;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn edited_requests_are_decided(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        laws::edited_request_is_decided(&bytes);
    }

    #[test]
    fn any_bytes_are_decided(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        laws::request_is_decided(&bytes);
    }
}

#[test]
fn nothing_drawn_is_the_good_request() {
    laws::edited_request_is_decided(b"");
}
