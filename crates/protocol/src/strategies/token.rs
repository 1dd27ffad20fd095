//! Tokens: those that the API's pattern allows, and those that also decode.

use base64_simd::URL_SAFE_NO_PAD;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::message::epoch_seconds;
use super::name::{namespace, pod_name, service_account_name};
use super::text::text;
use crate::token::Token;
use crate::{constraint, operation};

/// Texts that match the API's pattern; hardly any of them decodes.
pub fn token_text() -> impl Strategy<Value = Token> + Clone {
    text(&constraint::TOKEN).prop_filter_map("a token", |text| Token::parse(text).ok()).boxed()
}

/// Tokens that decode. Their signatures are random bytes of any number.
pub fn token() -> impl Strategy<Value = Token> + Clone {
    token_signed_with(prop_oneof![signature(), vec(any::<u8>(), 1..=32)])
}

/// Tokens that decode, with signatures of [`signature`]: too long to turn up in a text by chance.
pub fn signed_token() -> impl Strategy<Value = Token> + Clone {
    token_signed_with(signature())
}

/// Tokens that decode, with signatures of one's own.
pub fn token_signed_with(
    signature: impl Strategy<Value = Vec<u8>> + Clone + 'static,
) -> impl Strategy<Value = Token> + Clone {
    (header_json(), payload_json(), signature)
        .prop_filter_map("a token", |(header, payload, signature)| {
            let [header, payload, signature] = [header.as_bytes(), payload.as_bytes(), &signature]
                .map(|part| URL_SAFE_NO_PAD.encode_to_string(part));
            Token::parse(format!("{header}.{payload}.{signature}")).ok()
        })
        .boxed()
}

/// Random bytes as long as the signatures of RS256 and ES256.
pub fn signature() -> impl Strategy<Value = Vec<u8>> + Clone {
    prop_oneof![vec(any::<u8>(), 256), vec(any::<u8>(), 64)].boxed()
}

/// Headers of tokens as JSON.
pub fn header_json() -> impl Strategy<Value = String> + Clone {
    let alg = select(vec!["RS256", "ES256", "ES384", "none", "rs256", ""]);
    let kid = vec(select(b"0123456789abcdef".to_vec()), 40)
        .prop_map(|kid| kid.into_iter().map(char::from).collect());
    (alg, option::of(kid), option::of(Just("JWT")), any::<bool>())
        .prop_map(|(alg, kid, typ, unknown): (_, Option<String>, _, _)| {
            object([
                Some(member("alg", string(alg))),
                kid.map(|kid| member("kid", string(&kid))),
                typ.map(|typ| member("typ", string(typ))),
                unknown.then(|| member("x", "[{}]".to_owned())),
            ])
        })
        .boxed()
}

/// Payloads of tokens as JSON: any of the known claims absent, `aud` in either form, numbers in any spelling.
pub fn payload_json() -> impl Strategy<Value = String> + Clone {
    let audience = prop_oneof![
        Just(string(operation::AUDIENCE)),
        vec(select(vec![operation::AUDIENCE, "sts.amazonaws.com", ""]), 0..=3)
            .prop_map(|audience| array(audience.into_iter().map(string))),
    ];
    let seconds = || option::of(epoch_seconds().prop_map(|seconds| seconds.literal().to_owned()));
    let identity = (namespace(), service_account_name());
    (option::of(audience), [seconds(), seconds(), seconds()], option::of(uid()), identity, bound())
        .prop_map(|(audience, [exp, iat, nbf], jti, (namespace, name), bound)| {
            let issuer = "https://oidc.eks.us-west-2.amazonaws.com/id/00000000000000000000000000000001";
            object([
                audience.map(|audience| member("aud", audience)),
                exp.map(|exp| member("exp", exp)),
                iat.map(|iat| member("iat", iat)),
                Some(member("iss", string(issuer))),
                jti.map(|jti| member("jti", string(&jti))),
                bound.map(|bound| member("kubernetes.io", bound)),
                nbf.map(|nbf| member("nbf", nbf)),
                Some(member("sub", string(&format!("system:serviceaccount:{namespace}:{name}")))),
            ])
        })
        .boxed()
}

/// The claim `kubernetes.io`, if at all.
fn bound() -> impl Strategy<Value = Option<String>> + Clone {
    let object_of = |name: BoxedStrategy<String>| {
        option::of((name, option::of(uid())).prop_map(|(name, uid)| {
            object([Some(member("name", string(&name))), uid.map(|uid| member("uid", string(&uid)))])
        }))
    };
    let claims = (
        namespace(),
        object_of(service_account_name().prop_map(String::from).boxed()),
        object_of(pod_name().prop_map(String::from).boxed()),
        object_of(Just("ip-10-0-0-1.us-west-2.compute.internal".to_owned()).boxed()),
        option::of(any::<u32>()),
    );
    let json = claims.prop_map(|(namespace, service_account, pod, node, warn_after)| {
        object([
            Some(member("namespace", string(namespace.as_str()))),
            node.map(|node| member("node", node)),
            pod.map(|pod| member("pod", pod)),
            service_account.map(|service_account| member("serviceaccount", service_account)),
            warn_after.map(|seconds| member("warnafter", seconds.to_string())),
        ])
    });
    option::of(json).boxed()
}

fn uid() -> impl Strategy<Value = String> + Clone {
    any::<u128>().prop_map(|bits| {
        let digits = format!("{bits:032x}");
        let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| digits.get(range).unwrap_or_default());
        groups.join("-")
    })
}

fn object<const N: usize>(members: [Option<String>; N]) -> String {
    format!("{{{}}}", members.into_iter().flatten().collect::<Vec<_>>().join(","))
}

fn array(elements: impl Iterator<Item = String>) -> String {
    format!("[{}]", elements.collect::<Vec<_>>().join(","))
}

fn member(name: &str, value: String) -> String {
    format!("\"{name}\":{value}")
}

/// Nothing that is drawn here has a character that JSON would have to escape.
fn string(text: &str) -> String {
    format!("\"{text}\"")
}
