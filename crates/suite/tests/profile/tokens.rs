//! A token that is not what it is said to be is refused before anything is sent, and nothing of it is shown.

use eks_auth_world::Pod;

use crate::setup::Setup;

/// Nothing listens there, and nobody asks.
const NOWHERE: &str = "http://127.0.0.1:9";

#[track_caller]
fn refused(setup: &Setup, text: &str, because: &str) {
    let told = setup.target(text).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains(because), "{told:?} does not say {because:?}");
    for name in ["valid", "expired", "foreign", "nobody"] {
        let token = setup.read(name);
        let signature = token.rsplit('.').next().unwrap_or_default();
        let gives_away =
            signature.as_bytes().windows(16).any(|run| told.as_bytes().windows(16).any(|seen| seen == run));
        assert!(!gives_away, "{told}");
    }
}

#[test]
fn tokens_are_what_they_are_said_to_be() {
    let setup = Setup::at(NOWHERE);
    assert!(setup.target(&setup.full()).is_ok());
    let valid = |file: &str| setup.text("", "").replace("\"valid\"", &format!("\"{file}\""));
    let with = |tokens: &str| setup.text(tokens, "");
    refused(&setup, &valid("expired"), "`tokens.valid`: it expired ");
    refused(&setup, &valid("missing"), "`tokens.valid`: `");
    refused(&setup, &with("expired = { file = \"valid\" }\n"), "`tokens.expired`: it has to be expired");
    refused(&setup, &with("foreign = { file = \"valid\" }\n"), "`tokens.foreign`: it is of the same issuer");
    refused(&setup, &with("foreign = { env = \"NO_SUCH_TOKEN\" }\n"), "NO_SUCH_TOKEN is not set");
    refused(&setup, &with("unassociated = { file = \"valid\" }\n"), "one of those that have an association");
    refused(
        &setup,
        &with("unassociated = { file = \"foreign\" }\n"),
        "`tokens.unassociated`: it is of another issuer",
    );
    let other = setup.text("", "[expect]\nnamespace = \"orders\"\n");
    refused(&setup, &other, "it is of payments/ledger, not of orders/ledger");
    let second = setup.text("", "[[associations]]\ntoken = { file = \"foreign\" }\n");
    refused(&setup, &second, "`associations[0].token`: it is of another issuer");
    let twice = setup.text("", "[[associations]]\ntoken = { file = \"valid\" }\n");
    refused(&setup, &twice, "its service account is that of another token of the profile");
}

#[test]
fn tokens_for_others_and_texts_that_are_none() {
    let setup = Setup::at(NOWHERE);
    let pod = Pod::new("payments", "ledger");
    for (defect, because) in [
        ("aud-sts", "its audience is not pods.eks.amazonaws.com"),
        ("nbf-ahead", "it is valid in "),
        ("exp-missing", "`exp` is missing"),
        ("iss-missing", "`iss` is missing"),
        ("signature-absent", "it is no service account token"),
    ] {
        setup.write("odd", &setup.token("conformance", pod.clone(), Some(defect)));
        refused(&setup, &setup.text("", "").replace("\"valid\"", "\"odd\""), because);
    }
    setup.write("odd", &"x".repeat(100_000));
    refused(&setup, &setup.text("", "").replace("\"valid\"", "\"odd\""), "is larger than it can be");
}

#[test]
fn real_tokens_do_not_travel_in_the_clear() {
    for endpoint in ["http://192.0.2.7:8080", "http://service.example"] {
        let setup = Setup::at(endpoint);
        refused(&setup, &setup.text("", ""), "a real token is never sent in the clear");
    }
    for endpoint in [NOWHERE, "http://localhost:9", "http://[::1]:9"] {
        let setup = Setup::at(endpoint);
        assert!(setup.target(&setup.text("", "")).is_ok(), "{endpoint}");
    }
}
