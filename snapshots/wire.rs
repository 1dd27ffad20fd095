//! The wire form as the protocol crate writes it.

use std::fmt::Write as _;

use eks_auth_protocol::token::Token;
use eks_auth_protocol::wire::{write_error, write_request, write_response};
use eks_auth_protocol::{
    AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse, AssumedRoleUser, ClusterName,
    Credentials, EpochSeconds, ErrorCode, Exception, PodIdentityAssociation, Secret, ServiceError, Subject,
    operation,
};

use crate::stage::TOKEN;

pages! { "wire":
    written_request => request(&plain_request()),
    written_request_of_a_newer_agent => request(
        &plain_request()
            .with_eks_node_name("ip-10-0-0-1.us-west-2.compute.internal")
            .with_instance_id("i-0123456789abcdef0")
            .with_zone("usw2-az1"),
    ),
    written_request_with_odd_characters => request(&plain_request().with_eks_node_name(ODD).with_zone("")),
    written_response => response(&plain_response("1790021600")),
    written_response_with_a_provider => response(
        &plain_response("1790021600")
            .with_workload_identity_provider_arn("arn:aws:eks:us-west-2:111122223333:provider/p"),
    ),
    written_response_with_a_fraction => response(&plain_response("1.7900216005E9")),
    written_response_with_odd_characters => response(&odd_response()),
    written_errors => Exception::ALL.into_iter().map(|exception| error(&exception.into())).collect(),
    written_errors_that_the_model_lacks => [
        ServiceError::new(502),
        ServiceError::new(418).with_code(ErrorCode::from_wire("TeapotException")).with_message(ODD),
        ServiceError::from(Exception::Throttling).with_request_id("6d5e0000-0000-4000-8000-000000000001"),
        ServiceError::new(400).with_code(ErrorCode::from_wire("kettle#Tea#Pot")),
        ServiceError::new(400).with_code(ErrorCode::from_wire("näme")).with_request_id("id\r\n"),
    ]
    .iter()
    .map(error)
    .collect(),
}

/// Everything that JSON has to escape, and some that it need not.
const ODD: &str = "quote \" backslash \\ slash / tab \t line \n bell \u{7} delete \u{7f} é 🦀 \u{2028}";

fn plain_request() -> AssumeRoleForPodIdentityRequest {
    let cluster = ClusterName::parse("conformance").expect("a legal name");
    AssumeRoleForPodIdentityRequest::new(cluster, Token::parse(TOKEN).expect("a token"))
}

fn plain_response(expiration: &str) -> AssumeRoleForPodIdentityResponse {
    let arn = "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance/a-conformance000001";
    let session = "eks-conformanc-ledger-0-5e5e0000-0000-4000-8000-000000000001";
    AssumeRoleForPodIdentityResponse::new(
        Subject::new("payments", "ledger"),
        operation::AUDIENCE,
        PodIdentityAssociation::new(arn, "a-conformance000001"),
        AssumedRoleUser::new(
            format!("arn:aws:sts::111122223333:assumed-role/ledger/{session}"),
            format!("AROACONFORMANCE00001:{session}"),
        ),
        Credentials::new(
            Secret::new("invented/session+token=="),
            Secret::new("invented/secret+access/key"),
            "ASIACONFORMANCE00001",
            EpochSeconds::parse(expiration).expect("a number"),
        ),
    )
}

fn odd_response() -> AssumeRoleForPodIdentityResponse {
    AssumeRoleForPodIdentityResponse::new(
        Subject::new(ODD, ""),
        "",
        PodIdentityAssociation::new("", ""),
        AssumedRoleUser::new("", ""),
        Credentials::new(Secret::new(ODD), Secret::new(""), "", EpochSeconds::from_seconds(-1)),
    )
}

fn request(request: &AssumeRoleForPodIdentityRequest) -> String {
    let path = operation::path(request.cluster_name());
    let body = text(&write_request(request));
    format!("{} {path}\ncontent-type: {}\n\n{body}\n", operation::METHOD, operation::CONTENT_TYPE)
}

fn response(response: &AssumeRoleForPodIdentityResponse) -> String {
    text(&write_response(response))
}

fn error(error: &ServiceError) -> String {
    let answer = write_error(error);
    let mut out = format!("status {}\n", answer.status());
    for (name, value) in answer.headers() {
        let _ = writeln!(out, "{name}: {value}");
    }
    out + "\n" + &text(answer.body()) + "\n\n"
}

/// What was written, with the characters that nobody would see shown as their numbers.
fn text(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("what is written is UTF-8");
    let shown = |c: char| match c {
        c if c.is_control() || c == '\u{2028}' => format!("<U+{:04X}>", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(shown).collect()
}
