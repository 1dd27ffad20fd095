//! `aud`: absent, or without the right audience as one of its strings.

use eks_auth_protocol::operation::AUDIENCE;
use serde_json::{Value, json};

use super::Group::{Audience, Oddity};
use super::{Defect, claim, draft};
use crate::draft::TokenDraft;

const STS: &str = "sts.amazonaws.com";

pub(super) static ROWS: &[Defect] = &[
    draft("aud-missing", Audience, "aud is missing", |d, _| d.claims_mut().remove("aud")),
    draft("aud-renamed", Oddity, "aud is missing and there is Aud", |d, _| {
        d.claims_mut().rename("aud", "Aud");
    }),
    draft("aud-null", Audience, "aud is null", |d, _| claim(d, "aud", "null")),
    draft("aud-true", Audience, "aud is true", |d, _| claim(d, "aud", "true")),
    draft("aud-number", Audience, "aud is a number", |d, _| claim(d, "aud", "1")),
    draft("aud-empty-array", Audience, "aud is an empty list", |d, _| claim(d, "aud", "[]")),
    draft("aud-empty-string", Audience, "aud is an empty string", |d, _| claim(d, "aud", r#""""#)),
    draft("aud-empty-entry", Audience, "aud is a list of one empty string", |d, _| {
        claim(d, "aud", r#"[""]"#);
    }),
    draft("aud-null-entry", Audience, "aud is a list of one null", |d, _| claim(d, "aud", "[null]")),
    draft("aud-other", Audience, "aud is that of the API server", |d, _| {
        only(d, "https://kubernetes.default.svc");
    }),
    draft("aud-sts", Audience, "aud is sts.amazonaws.com", |d, _| only(d, STS)),
    draft("aud-sts-string", Audience, "aud is sts.amazonaws.com as a bare string", |d, _| {
        d.claims_mut().set("aud", STS);
    }),
    draft("aud-issuer", Audience, "aud is the cluster's issuer", |d, s| only(d, s.cluster().issuer())),
    draft("aud-service", Audience, "aud is eks-auth.amazonaws.com", |d, _| only(d, "eks-auth.amazonaws.com")),
    draft("aud-china", Audience, "aud has the suffix .cn of another partition's host names", |d, _| {
        only(d, &format!("{AUDIENCE}.cn"));
    }),
    draft("aud-substring", Audience, "aud is a part from the middle of the right one", |d, _| {
        only(d, middle());
    }),
    draft("aud-prefix", Audience, "aud lacks the last character", |d, _| only(d, without_last())),
    draft("aud-suffix", Audience, "aud lacks the first label", |d, _| only(d, without_first_label())),
    draft("aud-longer", Audience, "aud goes on after the right one", |d, _| {
        only(d, &format!("{AUDIENCE}.example"));
    }),
    draft("aud-before", Audience, "aud has another label before the right one", |d, _| {
        only(d, &format!("my.{AUDIENCE}"));
    }),
    draft("aud-within", Audience, "aud has the right one inside a URL", |d, _| {
        only(d, &format!("https://{AUDIENCE}/"));
    }),
    draft("aud-upper", Audience, "aud is in capitals", |d, _| only(d, &AUDIENCE.to_uppercase())),
    draft("aud-title", Audience, "aud begins with a capital", |d, _| {
        only(d, &AUDIENCE.replacen('p', "P", 1));
    }),
    draft("aud-slash", Audience, "aud has a slash after it", |d, _| only(d, &format!("{AUDIENCE}/"))),
    draft("aud-dot", Audience, "aud has a dot after it", |d, _| only(d, &format!("{AUDIENCE}."))),
    draft("aud-space", Audience, "aud has a space after it", |d, _| only(d, &format!("{AUDIENCE} "))),
    draft("aud-newline", Audience, "aud has a line break after it", |d, _| only(d, &format!("{AUDIENCE}\n"))),
    draft("aud-nul", Audience, "aud has a NUL and more after it", |d, _| {
        only(d, &format!("{AUDIENCE}\0.example"));
    }),
    draft(
        "aud-comma",
        Audience,
        "aud is one string with the right one among others, joined by commas",
        |d, _| {
            only(d, &format!("{STS},{AUDIENCE}"));
        },
    ),
    draft(
        "aud-joined",
        Audience,
        "aud is one string with the right one among others, joined by spaces",
        |d, _| {
            d.claims_mut().set("aud", format!("{AUDIENCE} {STS}"));
        },
    ),
    draft("aud-json-text", Audience, "aud is the right list as text", |d, _| {
        d.claims_mut().set("aud", json!([AUDIENCE]).to_string());
    }),
    draft("aud-nested", Audience, "aud is a list with a list of the right one in it", |d, _| {
        set(d, json!([[AUDIENCE]]));
    }),
    draft("aud-object", Audience, "aud is an object with the right one as a name", |d, _| {
        set(d, json!({ AUDIENCE: true }));
    }),
    draft("aud-object-entry", Audience, "aud is a list with an object of the right one in it", |d, _| {
        set(d, json!([{ "aud": AUDIENCE }]));
    }),
    draft("aud-several-wrong", Audience, "aud is a list of three wrong ones", |d, _| {
        set(d, json!([STS, format!("{AUDIENCE}/"), "https://kubernetes.default.svc"]));
    }),
    draft("aud-star", Audience, "aud is a star", |d, _| only(d, "*")),
    draft("aud-wildcard", Audience, "aud has a star in place of its first label", |d, _| {
        only(d, &format!("*.{}", without_first_label()));
    }),
    draft("aud-regex", Audience, "aud is a pattern that the right one matches", |d, _| only(d, ".*")),
    draft("aud-homoglyph", Audience, "aud has a Cyrillic letter that looks like an o", |d, _| {
        only(d, &AUDIENCE.replacen('o', "\u{43e}", 1));
    }),
    draft("aud-full-width", Audience, "aud has a full-width letter", |d, _| {
        only(d, &AUDIENCE.replacen('p', "\u{ff50}", 1));
    }),
    draft("aud-invisible", Audience, "aud has a zero-width space in it", |d, _| {
        only(d, &AUDIENCE.replacen('.', ".\u{200b}", 1));
    }),
    draft("aud-in-kubernetes", Audience, "aud is missing and kubernetes.io has it", |d, _| {
        d.claims_mut().remove("aud");
        d.edit_kubernetes(|k| k.set("aud", json!([AUDIENCE])));
    }),
    draft("aud-in-header", Audience, "aud is missing and the header has it", |d, _| {
        d.claims_mut().remove("aud");
        d.header_mut().set("aud", json!([AUDIENCE]));
    }),
    draft("aud-with-number", Oddity, "aud has the right one and a number", |d, _| {
        set(d, json!([AUDIENCE, 1]));
    }),
    draft("aud-with-null", Oddity, "aud has the right one and null", |d, _| set(d, json!([null, AUDIENCE]))),
    draft("aud-twice", Oddity, "aud has the right one twice", |d, _| set(d, json!([AUDIENCE, AUDIENCE]))),
];

fn set(draft: &mut TokenDraft<'_>, value: Value) {
    draft.claims_mut().set("aud", value);
}

/// `aud` as a list of this string.
fn only(draft: &mut TokenDraft<'_>, audience: &str) {
    set(draft, json!([audience]));
}

fn without_last() -> &'static str {
    AUDIENCE.get(..AUDIENCE.len().saturating_sub(1)).unwrap_or_default()
}

fn without_first_label() -> &'static str {
    AUDIENCE.split_once('.').map_or("", |(_, rest)| rest)
}

fn middle() -> &'static str {
    without_first_label().split_once('.').map_or("", |(label, _)| label)
}
