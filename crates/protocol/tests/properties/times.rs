//! Seconds as JSON numbers.

use eks_auth_protocol::EpochSeconds;
use eks_auth_protocol::strategies;
use eks_auth_protocol::wire::{Document, Kind};
use proptest::prelude::*;

/// What the JSON reader has to say of a text: the other reader of numbers in this crate.
fn is_json_number(text: &str) -> bool {
    Document::parse(text.as_bytes())
        .is_ok_and(|document| document.root().kind() == Kind::Number && document.root().raw() == text)
}

proptest! {
    #[test]
    fn prints_and_parses_to_itself(time in strategies::epoch_seconds()) {
        prop_assert_eq!(EpochSeconds::parse(time.literal()), Ok(time.clone()));
        prop_assert_eq!(time.to_string(), time.literal());
    }

    #[test]
    fn every_spelling_of_an_instant_is_that_instant(
        seconds in any::<i64>(),
        nanoseconds in 0..1_000_000_000_u32,
        shift in -40..=40_i32,
        zeros in 0..=20_usize,
    ) {
        let total = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let (sign, digits) = (if total < 0 { "-" } else { "" }, total.unsigned_abs().to_string());
        // An exponent puts the point back to where the padding has taken it from.
        let length = i64::try_from(digits.len() + zeros).unwrap();
        let padding = "0".repeat(zeros);
        for literal in [
            format!("{sign}{digits}e-9"),
            format!("{sign}{digits}{padding}E-{}", 9 + zeros),
            format!("{sign}0.{padding}{digits}{padding}e{:+}", length - 9),
        ] {
            let time = EpochSeconds::parse(&literal).unwrap();
            prop_assert_eq!((time.whole_seconds(), time.nanoseconds()), (Some(seconds), nanoseconds), "{}", literal);
        }
        let time = EpochSeconds::parse(&format!("{seconds}e{shift}")).unwrap();
        let expected = seconds as f64 * 10_f64.powi(shift);
        if let Some(whole) = time.whole_seconds() {
            prop_assert!((whole as f64 - expected).abs() <= 1.0 + expected.abs() * 1e-9, "{seconds}e{shift}: {whole}");
        } else {
            prop_assert!(expected.abs() > 9.2e18, "{seconds}e{shift}");
        }
    }

    #[test]
    fn agrees_with_the_json_reader(
        text in prop_oneof![
            "[-+]?[0-9]{0,4}\\.?[0-9]{0,4}[eE]?[-+]?[0-9]{0,4} ?",
            strategies::any_text(),
        ]
    ) {
        prop_assert_eq!(EpochSeconds::parse(&text).is_ok(), is_json_number(&text), "{:?}", text);
    }

    #[test]
    fn whole_numbers_agree_with_the_json_reader(time in strategies::epoch_seconds()) {
        let document = Document::parse(time.literal().as_bytes()).unwrap();
        let whole = document.root().as_number().unwrap().as_i64();
        if let Some(whole) = whole {
            prop_assert_eq!((time.whole_seconds(), time.nanoseconds()), (Some(whole), 0));
        }
    }
}
