//! Tokens that say of themselves that nobody signed them (RFC 7518, section 3.6).

use super::Group::{Forged, Unmatched};
use super::signature::valid;
use super::{Defect, text};
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("alg-none", Unmatched, "alg is none and the signature is empty", |s| empty(s, NONE)),
    text("alg-none-title", Unmatched, "alg is None and the signature is empty", |s| empty(s, TITLE)),
    text("alg-none-upper", Unmatched, "alg is NONE and the signature is empty", |s| empty(s, UPPER)),
    text("alg-none-mixed", Unmatched, "alg is nOnE and the signature is empty", |s| empty(s, MIXED)),
    text("alg-none-kept", Forged, "alg is none and the old signature is kept", |s| kept(s, NONE)),
    text("alg-none-title-kept", Forged, "alg is None and the old signature is kept", |s| kept(s, TITLE)),
    text("alg-none-upper-kept", Forged, "alg is NONE and the old signature is kept", |s| kept(s, UPPER)),
    text("alg-none-mixed-kept", Forged, "alg is nOnE and the old signature is kept", |s| kept(s, MIXED)),
    text("alg-none-absent", Unmatched, "alg is none and there is no third part", |s| absent(s, NONE)),
    text("alg-none-title-absent", Unmatched, "alg is None and there is no third part", |s| absent(s, TITLE)),
    text("alg-none-upper-absent", Unmatched, "alg is NONE and there is no third part", |s| absent(s, UPPER)),
    text("alg-none-mixed-absent", Unmatched, "alg is nOnE and there is no third part", |s| absent(s, MIXED)),
    text("alg-none-padding", Forged, "alg is none and the signature is padding around nothing", |s| {
        padding(s, NONE)
    }),
    text("alg-none-title-padding", Forged, "alg is None and the signature is padding around nothing", |s| {
        padding(s, TITLE)
    }),
    text("alg-none-upper-padding", Forged, "alg is NONE and the signature is padding around nothing", |s| {
        padding(s, UPPER)
    }),
    text("alg-none-mixed-padding", Forged, "alg is nOnE and the signature is padding around nothing", |s| {
        padding(s, MIXED)
    }),
    text("alg-none-zero", Forged, "alg is none and the signature is a zero byte", |s| {
        header_only(s, Some(NONE)) + ".AA"
    }),
    text(
        "alg-none-escaped",
        Forged,
        "alg is none written with an escape, and the old signature is kept",
        |s| kept(s, r#""n\u006fne""#),
    ),
    text(
        "alg-none-space-kept",
        Forged,
        "alg is none with a space after it, and the old signature is kept",
        |s| kept(s, r#""none ""#),
    ),
    text(
        "alg-none-in-list-kept",
        Forged,
        "alg is a list with none in it, and the old signature is kept",
        |s| kept(s, r#"["none"]"#),
    ),
    text("alg-empty", Unmatched, "alg is empty, and so is the signature", |s| empty(s, r#""""#)),
    text("alg-empty-kept", Forged, "alg is empty and the old signature is kept", |s| kept(s, r#""""#)),
    text("alg-null", Unmatched, "alg is null and the signature is empty", |s| empty(s, "null")),
    text("alg-null-kept", Forged, "alg is null and the old signature is kept", |s| kept(s, "null")),
    text("alg-missing", Unmatched, "alg is missing and the signature is empty", |s| {
        header_only(s, None) + "."
    }),
    text("alg-missing-kept", Forged, "alg is missing and the old signature is kept", |s| {
        format!("{}.{}", header_only(s, None), valid(s).signature_b64())
    }),
];

const NONE: &str = r#""none""#;
const TITLE: &str = r#""None""#;
const UPPER: &str = r#""NONE""#;
const MIXED: &str = r#""nOnE""#;

fn empty(scene: &Scene<'_>, algorithm: &str) -> String {
    header_only(scene, Some(algorithm)) + "."
}

fn kept(scene: &Scene<'_>, algorithm: &str) -> String {
    format!("{}.{}", header_only(scene, Some(algorithm)), valid(scene).signature_b64())
}

fn absent(scene: &Scene<'_>, algorithm: &str) -> String {
    header_only(scene, Some(algorithm))
}

/// The pattern of the API lets a part be nothing but `=`, which loose decoders read as no bytes.
fn padding(scene: &Scene<'_>, algorithm: &str) -> String {
    header_only(scene, Some(algorithm)) + ".="
}

/// Header and payload of the valid token, with this text as its `alg`.
fn header_only(scene: &Scene<'_>, algorithm: Option<&str>) -> String {
    let mut draft = scene.draft();
    match algorithm {
        Some(algorithm) => draft.header_mut().set_raw("alg", algorithm),
        None => draft.header_mut().remove("alg"),
    }
    draft.sign_by(|_| Vec::new()).signing_input()
}
