//! Tokens whose header or claims were altered after they were signed, by one thing each.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::{Members, TokenDraft};
use serde_json::json;

use super::values::{Parts, Values, tokens};
use crate::Area::Signature;
use crate::expect::Expect::Refused;
use crate::judge::Subject;
use crate::situation::{Kind, Situation};

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(
            Signature,
            "boundary.altered.corrected",
            "the token was made a plain one after signing",
            |values| {
                for (what, edit) in SIGNED {
                    altered(values, format!("when it was signed, {what}"), *edit, |_, _, _| ());
                }
            },
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        tokens(
            Signature,
            "boundary.altered.rewritten",
            "the token was written otherwise after signing, and says the same",
            |values| {
                for (what, edit) in SHOWN {
                    altered(values, *what, |_, _, _| (), *edit);
                }
            },
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
    ]
}

type Edit = fn(&mut TokenDraft<'_>, i64, &Subject);

/// What the plain token was when it was signed.
const SIGNED: &[(&str, Edit)] = &[
    ("it had no `aud`", |draft, _, _| draft.claims_mut().remove("aud")),
    ("it had no `exp`", |draft, _, _| draft.claims_mut().remove("exp")),
    ("it had no `iat`", |draft, _, _| draft.claims_mut().remove("iat")),
    ("it had no `iss`", |draft, _, _| draft.claims_mut().remove("iss")),
    ("it had no `jti`", |draft, _, _| draft.claims_mut().remove("jti")),
    ("it had no `kubernetes.io`", |draft, _, _| draft.claims_mut().remove("kubernetes.io")),
    ("it had no `nbf`", |draft, _, _| draft.claims_mut().remove("nbf")),
    ("it had no `sub`", |draft, _, _| draft.claims_mut().remove("sub")),
    ("it had no `alg`", |draft, _, _| draft.header_mut().remove("alg")),
    ("it had no `kid`", |draft, _, _| draft.header_mut().remove("kid")),
    ("its `aud` was the API server", |draft, _, _| {
        draft.claims_mut().set("aud", json!(["https://kubernetes.default.svc"]));
    }),
    ("its `aud` was a string", |draft, _, _| draft.claims_mut().set("aud", AUDIENCE)),
    ("its `aud` had a second one", |draft, _, _| draft.claims_mut().set("aud", json!([AUDIENCE, "vault"]))),
    ("its `exp` was an hour ago", |draft, now, _| draft.claims_mut().set("exp", now - 3_600)),
    ("its `exp` was a second later", |draft, now, _| draft.claims_mut().set("exp", now + 86_101)),
    ("its `iat` was a second later", |draft, now, _| draft.claims_mut().set("iat", now - 299)),
    ("its `nbf` was in an hour", |draft, now, _| draft.claims_mut().set("nbf", now + 3_600)),
    ("its `jti` had a digit more", |draft, _, _| {
        let id = draft.claims().raw("jti").unwrap_or_default().trim_matches('"').to_owned();
        draft.claims_mut().set("jti", format!("{id}0"));
    }),
    ("its `iss` had a slash after it", |draft, _, subject| {
        draft.claims_mut().set("iss", format!("{}/", subject.cluster().issuer()));
    }),
    ("its `sub` was another", |draft, _, _| {
        draft.claims_mut().set("sub", "system:serviceaccount:payments:nobody");
    }),
    ("its `kubernetes.io` was another's", |draft, _, _| {
        draft.edit_kubernetes(|all| all.set("serviceaccount", json!({ "name": "nobody", "uid": "nobody" })));
    }),
    ("its pod was another", |draft, _, _| {
        draft.edit_kubernetes(|all| all.set("pod", json!({ "name": "nobody-0", "uid": "nobody" })));
    }),
    ("its node was another", |draft, _, _| {
        draft.edit_kubernetes(|all| all.set("node", json!({ "name": "nowhere" })));
    }),
];

/// What was done to the plain token after it was signed.
const SHOWN: &[(&str, Edit)] = &[
    ("with its claims in another order", |draft, _, _| draft.claims_mut().reverse()),
    ("with its header members in another order", |draft, _, _| draft.header_mut().reverse()),
    ("with `kubernetes.io` in another order", |draft, _, _| draft.edit_kubernetes(Members::reverse)),
    ("with a space before its claims", |draft, _, _| {
        draft.payload_raw([b" ", draft.payload_bytes().as_slice()].concat());
    }),
    ("with a line feed after its claims", |draft, _, _| {
        draft.payload_raw([draft.payload_bytes().as_slice(), b"\n"].concat());
    }),
    ("with a space after its header", |draft, _, _| {
        draft.header_raw([draft.header_bytes().as_slice(), b" "].concat());
    }),
    ("with a fraction of zero in `exp`", |draft, _, _| {
        let exp = draft.claims().raw("exp").unwrap_or_default().to_owned();
        draft.claims_mut().set_raw("exp", format!("{exp}.0"));
    }),
    ("with the slashes of `iss` escaped", |draft, _, _| {
        let issuer = draft.claims().raw("iss").unwrap_or_default().replace('/', "\\/");
        draft.claims_mut().set_raw("iss", issuer);
    }),
    ("with `sub` twice", |draft, _, subject| {
        let sub = json!(subject.pod().subject()).to_string();
        draft.claims_mut().push_raw("sub", sub);
    }),
    ("with a `typ`", |draft, _, _| draft.header_mut().set("typ", "JWT")),
    ("with an unknown header member", |draft, _, _| draft.header_mut().set("x", "y")),
    ("with an unknown claim", |draft, _, _| draft.claims_mut().set("x", "y")),
    ("with an unknown member in `kubernetes.io`", |draft, _, _| {
        draft.edit_kubernetes(|all| all.set("x", "y"));
    }),
];

/// A token that was signed after one edit of the plain one and is shown after another.
fn altered(values: &mut Values<'_>, what: impl Into<String>, before: Edit, after: Edit) {
    let (now, subject) = (values.now(), values.subject());
    let mut signature = String::new();
    let shown = values.signed(|draft| {
        let mut signed = draft.clone();
        before(&mut signed, now, &subject);
        signature = Parts::of(signed.sign().expose()).signature;
        after(draft, now, &subject);
    });
    values.text(what, &Parts { signature, ..shown }.join());
}
