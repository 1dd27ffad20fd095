//! `nbf`, `iat` and `jti`.

use super::Group::{LooseForm, Margin, NotYetValid, Oddity};
use super::{Defect, claim, draft, quoted};

pub(super) static ROWS: &[Defect] = &[
    draft("nbf-ahead", NotYetValid, "nbf is in an hour", |d, s| d.claims_mut().set("nbf", s.ahead(3_600))),
    draft("nbf-ahead-90s", NotYetValid, "nbf is in 90 seconds", |d, s| {
        d.claims_mut().set("nbf", s.ahead(90));
    }),
    draft("nbf-ahead-day", NotYetValid, "nbf is in a day, an hour before exp", |d, s| {
        let nbf = s.ahead(86_400);
        d.claims_mut().set("nbf", nbf);
        d.claims_mut().set("exp", nbf.saturating_add(3_600));
    }),
    draft("nbf-and-iat-ahead", NotYetValid, "nbf and iat are in an hour", |d, s| {
        d.claims_mut().set("iat", s.ahead(3_600));
        d.claims_mut().set("nbf", s.ahead(3_600));
    }),
    draft("nbf-ahead-float", Oddity, "nbf is in an hour and has a fraction", |d, s| {
        claim(d, "nbf", format!("{}.5", s.ahead(3_600)));
    }),
    draft("nbf-milliseconds", Oddity, "nbf is in milliseconds", |d, s| {
        d.claims_mut().set("nbf", s.now().saturating_mul(1_000));
    }),
    draft("nbf-2-to-53", Oddity, "nbf is 2 to the power of 53", |d, _| {
        claim(d, "nbf", "9007199254740992");
    }),
    draft("nbf-2-to-63", Oddity, "nbf is 2 to the power of 63", |d, _| {
        claim(d, "nbf", "9223372036854775808");
    }),
    draft("nbf-2-to-64", Oddity, "nbf is 2 to the power of 64", |d, _| {
        claim(d, "nbf", "18446744073709551616");
    }),
    draft("nbf-1e400", Oddity, "nbf is 1e400, more than a double holds", |d, _| {
        claim(d, "nbf", "1e400");
    }),
    draft("nbf-ahead-30s", Margin, "nbf is in 30 seconds", |d, s| d.claims_mut().set("nbf", s.ahead(30))),
    draft("nbf-now", Margin, "nbf is now", |d, s| d.claims_mut().set("nbf", s.now())),
    draft("nbf-null", Oddity, "nbf is null", |d, _| claim(d, "nbf", "null")),
    draft("nbf-true", Oddity, "nbf is true", |d, _| claim(d, "nbf", "true")),
    draft("nbf-array", Oddity, "nbf is an empty list", |d, _| claim(d, "nbf", "[]")),
    draft("nbf-word", Oddity, "nbf is a word", |d, _| claim(d, "nbf", r#""always""#)),
    draft("nbf-zero", Oddity, "nbf is 0", |d, _| claim(d, "nbf", "0")),
    draft("nbf-negative", Oddity, "nbf is -1", |d, _| claim(d, "nbf", "-1")),
    draft("nbf-float", Oddity, "nbf has a fraction", |d, s| claim(d, "nbf", format!("{}.5", s.ago(300)))),
    draft("nbf-exponent", Oddity, "nbf is 1e9, a second of 2001", |d, _| claim(d, "nbf", "1e9")),
    draft("nbf-string", LooseForm, "nbf is a numeric string of five minutes ago", |d, s| {
        claim(d, "nbf", quoted(s.ago(300).to_string()));
    }),
    draft("nbf-ahead-string", LooseForm, "nbf is a numeric string of an hour ahead", |d, s| {
        claim(d, "nbf", quoted(s.ahead(3_600).to_string()));
    }),
    draft("iat-ahead", Oddity, "iat is in an hour", |d, s| d.claims_mut().set("iat", s.ahead(3_600))),
    draft("iat-ahead-year", Oddity, "iat is in a year", |d, s| {
        d.claims_mut().set("iat", s.ahead(31_536_000));
    }),
    draft("iat-milliseconds", Oddity, "iat is in milliseconds", |d, s| {
        d.claims_mut().set("iat", s.now().saturating_mul(1_000));
    }),
    draft("iat-null", Oddity, "iat is null", |d, _| claim(d, "iat", "null")),
    draft("iat-true", Oddity, "iat is true", |d, _| claim(d, "iat", "true")),
    draft("iat-array", Oddity, "iat is an empty list", |d, _| claim(d, "iat", "[]")),
    draft("iat-word", Oddity, "iat is a word", |d, _| claim(d, "iat", r#""today""#)),
    draft("iat-zero", Oddity, "iat is 0", |d, _| claim(d, "iat", "0")),
    draft("iat-negative", Oddity, "iat is -1", |d, _| claim(d, "iat", "-1")),
    draft("iat-float", Oddity, "iat has a fraction", |d, s| claim(d, "iat", format!("{}.5", s.ago(300)))),
    draft("iat-2-to-64", Oddity, "iat is 2 to the power of 64", |d, _| {
        claim(d, "iat", "18446744073709551616");
    }),
    draft("iat-1e400", Oddity, "iat is 1e400, more than a double holds", |d, _| claim(d, "iat", "1e400")),
    draft("iat-string", LooseForm, "iat is a numeric string", |d, s| {
        claim(d, "iat", quoted(s.ago(300).to_string()));
    }),
    draft("jti-null", Oddity, "jti is null", |d, _| claim(d, "jti", "null")),
    draft("jti-empty", Oddity, "jti is empty", |d, _| claim(d, "jti", r#""""#)),
    draft("jti-number", Oddity, "jti is a number", |d, _| claim(d, "jti", "7")),
    draft("jti-long", Oddity, "jti is 2000 characters long", |d, _| {
        d.claims_mut().set("jti", "j".repeat(2_000));
    }),
];
