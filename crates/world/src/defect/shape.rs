//! Text that is not three parts with dots between them, or is more than that.

use serde_json::json;

use super::Group::{Forged, JsonForm, ManyParts, Surrounded, Unmatched};
use super::signature::valid;
use super::{Defect, text};
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("parts-four", ManyParts, "there is a fourth part", |s| valid(s).into_string() + ".AAAA"),
    text("parts-four-leading", ManyParts, "there is a part before the header", |s| {
        format!("AAAA.{}", valid(s).expose())
    }),
    text("parts-signature-twice", ManyParts, "the signature stands twice", |s| {
        let token = valid(s);
        format!("{}.{}", token.expose(), token.signature_b64())
    }),
    text("parts-payload-twice", ManyParts, "the payload stands twice", |s| {
        let token = valid(s);
        format!("{}.{}.{}", token.signing_input(), token.payload_b64(), token.signature_b64())
    }),
    text("parts-five", ManyParts, "there are five parts, as in an encrypted token", |s| {
        valid(s).into_string() + ".AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA"
    }),
    text(
        "parts-encrypted",
        ManyParts,
        "it has the form of an encrypted token, with the payload in the clear",
        |s| {
            let mut draft = s.draft();
            draft.header_mut().set("alg", "RSA-OAEP-256");
            draft.header_mut().set("enc", "A256GCM");
            let token = draft.sign();
            let (header, key, text) = (token.header_b64(), token.signature_b64(), token.payload_b64());
            format!("{header}.{key}.AAAAAAAAAAAAAAAA.{text}.AAAAAAAAAAAAAAAAAAAAAA")
        },
    ),
    text("parts-two-tokens", ManyParts, "two tokens are joined by a dot", |s| {
        let token = valid(s);
        format!("{}.{}", token.expose(), token.expose())
    }),
    text("parts-leading-dot", ManyParts, "there is a dot before the header", |s| {
        format!(".{}", valid(s).expose())
    }),
    text("parts-trailing-dot", ManyParts, "there is a dot after the signature", |s| {
        valid(s).into_string() + "."
    }),
    text("parts-many-dots", ManyParts, "there are ten thousand dots after the signature", |s| {
        valid(s).into_string() + &".".repeat(10_000)
    }),
    text("space-before", Surrounded, "there is a space before the token", |s| {
        format!(" {}", valid(s).expose())
    }),
    text("space-after", Surrounded, "there is a space after the token", |s| valid(s).into_string() + " "),
    text("newline-before", Surrounded, "there is a line break before the token", |s| {
        format!("\n{}", valid(s).expose())
    }),
    text("newline-after", Surrounded, "there is a line break after the token", |s| {
        valid(s).into_string() + "\n"
    }),
    text("tab-after", Surrounded, "there is a tab after the token", |s| valid(s).into_string() + "\t"),
    text("nul-after", Surrounded, "there is a NUL after the token", |s| valid(s).into_string() + "\0"),
    text("bom-before", Surrounded, "there is a byte order mark before the token", |s| {
        format!("\u{feff}{}", valid(s).expose())
    }),
    text("invisible-after", Surrounded, "there is a zero-width space after the token", |s| {
        valid(s).into_string() + "\u{200b}"
    }),
    text("garbage-after", Surrounded, "there is text after the token, as after an unlucky copy", |s| {
        valid(s).into_string() + " EOF"
    }),
    text("bearer", Surrounded, "the word Bearer stands before the token", |s| {
        format!("Bearer {}", valid(s).expose())
    }),
    text("quoted", Surrounded, "the token stands in quotes", |s| format!("\"{}\"", valid(s).expose())),
    text("in-url", Surrounded, "the token is a parameter of a URL", |s| {
        format!("https://tokens.invalid/?token={}", valid(s).expose())
    }),
    text("in-json", Surrounded, "the token is a member of a JSON object", |s| {
        json!({ "token": valid(s).expose() }).to_string()
    }),
    text("two-tokens-comma", Surrounded, "two tokens are joined by a comma", |s| {
        let token = valid(s);
        format!("{},{}", token.expose(), token.expose())
    }),
    text("two-tokens-space", Surrounded, "two tokens are joined by a space", |s| {
        let token = valid(s);
        format!("{} {}", token.expose(), token.expose())
    }),
    text("newline-and-header", Surrounded, "a line break and a header field stand after the token", |s| {
        valid(s).into_string() + "\r\nX-Injected: 1"
    }),
    text("parts-one", Unmatched, "there is the header alone", |s| valid(s).header_b64().to_owned()),
    text("parts-payload-alone", Unmatched, "there is the payload alone", |s| {
        valid(s).payload_b64().to_owned()
    }),
    text("parts-no-payload", Unmatched, "header and signature stand alone", |s| {
        let token = valid(s);
        format!("{}.{}", token.header_b64(), token.signature_b64())
    }),
    text("parts-header-empty", Unmatched, "the header is empty", |s| {
        let token = valid(s);
        format!(".{}.{}", token.payload_b64(), token.signature_b64())
    }),
    text("parts-payload-empty", Unmatched, "the payload is empty, as if it were sent apart", |s| {
        let token = valid(s);
        format!("{}..{}", token.header_b64(), token.signature_b64())
    }),
    text("parts-all-empty", Unmatched, "there are two dots and nothing else", |_| "..".to_owned()),
    text("parts-empty-fourth", Unmatched, "the signature is empty and a part follows it", |s| {
        valid(s).signing_input() + "..AAAA"
    }),
    text("dots-encoded", Unmatched, "the dots are percent-encoded", |s| {
        valid(s).expose().replace('.', "%2E")
    }),
    text("dots-full-width", Unmatched, "the dots are full-width", |s| {
        valid(s).expose().replace('.', "\u{ff0e}")
    }),
    text("dots-spaced", Unmatched, "there are spaces around the dots", |s| {
        valid(s).expose().replace('.', " . ")
    }),
    text("jws-json-flattened", JsonForm, "it is the flattened JSON form", |s| {
        let token = valid(s);
        json!({
            "protected": token.header_b64(),
            "payload": token.payload_b64(),
            "signature": token.signature_b64(),
        })
        .to_string()
    }),
    text("jws-json-general", JsonForm, "it is the general JSON form", |s| {
        let token = valid(s);
        let signature = json!({ "protected": token.header_b64(), "signature": token.signature_b64() });
        json!({ "payload": token.payload_b64(), "signatures": [signature] }).to_string()
    }),
    text(
        "jws-json-polyglot",
        JsonForm,
        "it is the JSON form, with another account's claims between dots in a name",
        |s| {
            let other = Scene::new(s.world(), s.cluster(), s.other_pod(), s.now(), s.id());
            let token = valid(s);
            let name = format!("  {}.{}.", token.header_b64(), valid(&other).payload_b64());
            json!({
                name: "",
                "protected": token.header_b64(),
                "payload": token.payload_b64(),
                "signature": token.signature_b64(),
            })
            .to_string()
        },
    ),
    text("parts-letters", Forged, "each part is a letter, which encodes no byte", |_| "a.b.c".to_owned()),
    text("parts-padding", Forged, "each part is a sign of padding", |_| "=.=.=".to_owned()),
    text("parts-swapped", Forged, "header and payload have changed places", |s| {
        let token = valid(s);
        format!("{}.{}.{}", token.payload_b64(), token.header_b64(), token.signature_b64())
    }),
    text("parts-reversed", Forged, "the parts stand in reverse order", |s| {
        let token = valid(s);
        format!("{}.{}.{}", token.signature_b64(), token.payload_b64(), token.header_b64())
    }),
];
