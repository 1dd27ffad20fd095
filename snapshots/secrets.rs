//! What `Debug` shows of everything that holds a secret. The canaries are in none of these texts.

use std::fmt::Debug;
use std::sync::Arc;

use eks_auth_protocol::token::{Parts, Token};
use eks_auth_protocol::wire::{Document, read_error_into, read_response, write_error};
use eks_auth_protocol::{
    AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse, ClusterName, ErrorCode, Secret,
    ServiceError,
};
use eks_auth_suite::Evidence;
use eks_auth_suite::exchange::{Answer, Exchange, Received, Sent};
use eks_auth_suite::judge::Subject;
use eks_auth_world::{Algorithm, World};

use crate::stage::{NOW, SERVICE, TOKEN, good, moment, scene};

pages! { "secrets":
    secret => hidden(&Secret::new(SECRET_KEY)),
    token => hidden(&a_token()),
    token_parts => hidden(&Parts::split(TOKEN).expect("three parts")),
    token_decoded => hidden(&a_token().decode().expect("a token that decodes")),
    token_redacted => checked(a_token().redacted()),
    request => hidden(&a_request()),
    response => hidden(&a_response()),
    credentials => hidden(a_response().credentials()),
    document => hidden(&a_document()),
    document_value => hidden(&a_document().root()),
    document_members => hidden(&a_document().root().members().collect::<Vec<_>>()),
    service_error => hidden(&an_error()),
    service_error_shown => checked(an_error().to_string()),
    error_answer => hidden(&write_error(&an_error())),
    error_reading => hidden(&read_error_into(
        400,
        [("x-amzn-errortype", TOKEN)],
        format!(r#"{{"message":"{TOKEN}","code":"{TOKEN}"}}"#).as_bytes(),
        Default::default(),
        &mut Vec::new(),
    )),
    caller => hidden(world().caller()),
    signing_keys => hidden(scene(world()).cluster().keys()),
    foreign_key => hidden(world().foreign_key(Algorithm::Es256)),
    minted_token => hidden(&scene(world()).draft().sign().with_signature(b"signature")),
    token_draft => hidden(&scene(world()).draft()),
    mock_request => hidden(&good(world()).with_header("Authorization", SECRET_KEY).with_body(GRANT)),
    mock_answer => hidden(&SERVICE.answer(&good(world()), moment())),
    mock_moment => hidden(&moment()),
    mock_service => hidden(&*SERVICE),
    exchange => hidden(&an_exchange()),
    exchange_received => hidden(an_exchange().received()),
    exchange_evidence => shown(&an_exchange()),
    exchange_redacted => checked(an_exchange().redact(&format!("{TOKEN} {SESSION_TOKEN} {SECRET_KEY}"))),
    subject => hidden(&Subject::new(&Arc::new(world().clone()), 0, 0).expect("the first association")),
}

const SESSION_TOKEN: &str = "canary/session/token/IQoJb3JpZ2luX2VjEXAMPLE";
const SECRET_KEY: &str = "canary/secret/access/key/EXAMPLEKEYEXAMPLE";

/// The signature of the stage's token.
const SIGNATURE: &str = "c2lnbmF0dXJl";

const GRANT: &str = concat!(
    r#"{"subject":{"namespace":"payments","serviceAccount":"ledger"},"audience":"pods.eks.amazonaws.com","#,
    r#""podIdentityAssociation":{"associationArn":"arn:aws:eks:a","associationId":"a-1"},"#,
    r#""assumedRoleUser":{"arn":"arn:aws:sts:a","assumeRoleId":"AROA:eks"},"credentials":{"#,
    r#""sessionToken":"canary/session/token/IQoJb3JpZ2luX2VjEXAMPLE","#,
    r#""secretAccessKey":"canary/secret/access/key/EXAMPLEKEYEXAMPLE","#,
    r#""accessKeyId":"ASIACONFORMANCE00001","expiration":1790021600}}"#,
);

fn world() -> &'static World {
    SERVICE.world()
}

fn a_token() -> Token {
    Token::parse(TOKEN).expect("a token")
}

fn a_request() -> AssumeRoleForPodIdentityRequest {
    let cluster = ClusterName::parse("conformance").expect("a legal name");
    AssumeRoleForPodIdentityRequest::new(cluster, a_token()).with_zone(TOKEN)
}

fn a_response() -> AssumeRoleForPodIdentityResponse {
    read_response(GRANT.as_bytes()).expect("an answer with every member")
}

fn a_document() -> Document<'static> {
    Document::parse(GRANT.as_bytes()).expect("JSON")
}

fn an_error() -> ServiceError {
    let code = ErrorCode::from_wire(TOKEN);
    ServiceError::new(400).with_code(code).with_message(format!("bad: {TOKEN}")).with_request_id(TOKEN)
}

/// A request as the suite sends it, and credentials for an answer.
fn an_exchange() -> Exchange {
    let headers = [("host", "127.0.0.1:8080"), ("authorization", SECRET_KEY)];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let body = format!(r#"{{"token":"{TOKEN}"}}"#).into_bytes();
    let sent =
        Sent::new("POST", "/clusters/conformance/assume-role-for-pod-identity", headers, body, NOW as f64);
    let answer =
        Answer::new(200, vec![("Content-Type".to_owned(), b"application/json".to_vec())], GRANT.into());
    Exchange::new(sent.with_token(Some(TOKEN.to_owned())), Received::Answer(answer))
}

fn shown(exchange: &Exchange) -> String {
    let evidence = Evidence::of(exchange);
    checked(format!("sent:\n{}\n\nreceived:\n{}\n", evidence.sent(), evidence.received()))
}

/// The long form; the short one is looked through as well.
fn hidden<T: Debug + ?Sized>(value: &T) -> String {
    checked(format!("{value:?}"));
    checked(format!("{value:#?}"))
}

/// The text, which holds no canary and no private half of a fixture identity.
fn checked(text: String) -> String {
    let callers = world().strangers().iter().chain([world().caller()]);
    let fixtures = callers.map(|caller| caller.secret_access_key().expose());
    for secret in [SESSION_TOKEN, SECRET_KEY, SIGNATURE].into_iter().chain(fixtures) {
        assert!(!text.contains(secret), "a secret is shown");
    }
    text
}
