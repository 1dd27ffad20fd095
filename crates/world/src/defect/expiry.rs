//! `exp`: past, odd, unreadable.

use super::Group::{Expired, ExpiredOddly, ExpiryUnreadable, LooseForm, Margin, Oddity};
use super::{Defect, claim, draft, quoted};
use crate::draft::{LIFETIME, TokenDraft};
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    draft("exp-past", Expired, "exp was an hour ago", |d, s| past(d, s, 3_600)),
    draft("exp-past-61s", Expired, "exp was 61 seconds ago", |d, s| past(d, s, 61)),
    draft("exp-past-90s", Expired, "exp was 90 seconds ago", |d, s| past(d, s, 90)),
    draft("exp-past-day", Expired, "exp was a day ago", |d, s| past(d, s, 86_400)),
    draft("exp-past-year", Expired, "exp was a year ago", |d, s| past(d, s, 31_536_000)),
    draft("exp-before-iat", Expired, "exp was an hour before iat", |d, s| {
        d.claims_mut().set("exp", s.ago(3_900));
    }),
    draft("exp-one", Expired, "exp is 1, the second second of 1970", |d, _| claim(d, "exp", "1")),
    draft("exp-zero", ExpiredOddly, "exp is 0", |d, _| claim(d, "exp", "0")),
    draft("exp-minus-zero", ExpiredOddly, "exp is -0", |d, _| claim(d, "exp", "-0")),
    draft("exp-negative", ExpiredOddly, "exp is -1", |d, _| claim(d, "exp", "-1")),
    draft("exp-negative-far", ExpiredOddly, "exp is -2 to the power of 63", |d, _| {
        claim(d, "exp", "-9223372036854775808");
    }),
    draft("exp-past-float", ExpiredOddly, "exp was an hour ago and has a fraction", |d, s| {
        claim(d, "exp", format!("{}.5", s.ago(3_600)));
    }),
    draft("exp-past-exponent", ExpiredOddly, "exp is 1e9, a second of 2001", |d, _| claim(d, "exp", "1e9")),
    draft("exp-now", Margin, "exp is now", |d, s| past(d, s, 0)),
    draft("exp-past-1s", Margin, "exp was a second ago", |d, s| past(d, s, 1)),
    draft("exp-past-30s", Margin, "exp was 30 seconds ago", |d, s| past(d, s, 30)),
    draft("exp-ahead-30s", Margin, "exp is in 30 seconds", |d, s| past(d, s, -30)),
    draft("exp-missing", ExpiryUnreadable, "exp is missing", |d, _| d.claims_mut().remove("exp")),
    draft("exp-renamed", Oddity, "exp is missing and there is Exp", |d, _| {
        d.claims_mut().rename("exp", "Exp");
    }),
    draft("exp-null", ExpiryUnreadable, "exp is null", |d, _| claim(d, "exp", "null")),
    draft("exp-true", ExpiryUnreadable, "exp is true", |d, _| claim(d, "exp", "true")),
    draft("exp-false", ExpiryUnreadable, "exp is false", |d, _| claim(d, "exp", "false")),
    draft("exp-empty-string", ExpiryUnreadable, "exp is an empty string", |d, _| claim(d, "exp", r#""""#)),
    draft("exp-word", ExpiryUnreadable, "exp is a word", |d, _| claim(d, "exp", r#""never""#)),
    draft("exp-empty-array", ExpiryUnreadable, "exp is an empty list", |d, _| claim(d, "exp", "[]")),
    draft("exp-past-array", ExpiryUnreadable, "exp is a list with a moment an hour ago in it", |d, s| {
        claim(d, "exp", format!("[{}]", s.ago(3_600)));
    }),
    draft("exp-empty-object", ExpiryUnreadable, "exp is an empty object", |d, _| claim(d, "exp", "{}")),
    draft("exp-past-string", ExpiryUnreadable, "exp is a numeric string of an hour ago", |d, s| {
        claim(d, "exp", quoted(s.ago(3_600).to_string()));
    }),
    draft("exp-past-date", ExpiryUnreadable, "exp is a date of 2001 as a string", |d, _| {
        claim(d, "exp", r#""2001-09-09T01:46:40Z""#);
    }),
    draft("exp-string", LooseForm, "exp is a numeric string", |d, s| {
        claim(d, "exp", quoted(s.ahead(LIFETIME).to_string()));
    }),
    draft("exp-float", Oddity, "exp has a fraction", |d, s| {
        claim(d, "exp", format!("{}.5", s.ahead(LIFETIME)));
    }),
    draft("exp-float-whole", Oddity, "exp has a fraction of zero", |d, s| {
        claim(d, "exp", format!("{}.0", s.ahead(LIFETIME)));
    }),
    draft("exp-exponent", Oddity, "exp is written with an exponent", |d, s| {
        claim(d, "exp", format!("{}E+1", s.ahead(LIFETIME) / 10));
    }),
    draft("exp-milliseconds", Oddity, "exp is in milliseconds", |d, s| {
        d.claims_mut().set("exp", s.ahead(LIFETIME).saturating_mul(1_000));
    }),
    draft("exp-ten-years", Oddity, "exp is in ten years", |d, s| {
        d.claims_mut().set("exp", s.ahead(315_360_000));
    }),
    draft("exp-2-to-53", Oddity, "exp is 2 to the power of 53", |d, _| claim(d, "exp", "9007199254740992")),
    draft("exp-below-2-to-63", Oddity, "exp is the largest number of 64 bits with a sign", |d, _| {
        claim(d, "exp", "9223372036854775807");
    }),
    draft("exp-2-to-63", Oddity, "exp is 2 to the power of 63", |d, _| {
        claim(d, "exp", "9223372036854775808");
    }),
    draft("exp-2-to-64", Oddity, "exp is 2 to the power of 64", |d, _| {
        claim(d, "exp", "18446744073709551616");
    }),
    draft("exp-1e400", Oddity, "exp is 1e400, more than a double holds", |d, _| claim(d, "exp", "1e400")),
    draft("exp-many-digits", Oddity, "exp has 400 digits", |d, _| claim(d, "exp", "9".repeat(400))),
];

/// A token of ordinary lifetime that expired so many seconds ago.
pub(super) fn past(draft: &mut TokenDraft<'_>, scene: &Scene<'_>, seconds: i64) {
    let exp = scene.ago(seconds);
    let issued = exp.saturating_sub(LIFETIME);
    let claims = draft.claims_mut();
    claims.set("exp", exp);
    claims.set("iat", issued);
    claims.set("nbf", issued);
}
