//! What `check` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values;

/// Judge one captured document, offline
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Each reads standard input where no FILE is named. A FILE that begins with an HTTP start line is read\n\
                  as a whole message with its headers. It ends with 0 if the document is valid, with 1 if it is not.\n\n\
                  Examples:\n  eks-auth-conformance token mint | eks-auth-conformance check token\n  \
                  curl -si … | eks-auth-conformance check error"
)]
pub(crate) enum Check {
    Token(CheckToken),
    Request(CheckRequest),
    Response(CheckResponse),
    Error(CheckError),
}

/// Judge a service account token: its form, its claims, and with keys its signature
#[derive(Args, Debug)]
#[command(
    after_help = "Without --jwks the signature is not judged, without --issuer not whose token it is, without --at not\n\
                  whether it has expired; the output says so.\n\n\
                  Example:\n  eks-auth-conformance check token token.jwt --jwks keys.json --at 2026-11-23T10:00:00Z"
)]
pub(crate) struct CheckToken {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The public keys of the cluster's token issuer: a JWK Set
    #[arg(long, value_name = "FILE")]
    pub(crate) jwks: Option<PathBuf>,
    /// The cluster's token issuer, which `iss` must be
    #[arg(long, value_name = "URL")]
    pub(crate) issuer: Option<String>,
    #[command(flatten)]
    pub(crate) moment: Moment,
}

/// Judge a request: its body, or the whole message
#[derive(Args, Debug)]
#[command(after_help = "What the token says is not judged: see `check token`.\n\n\
                  Example:\n  eks-auth-conformance check request request.http --json")]
pub(crate) struct CheckRequest {
    #[command(flatten)]
    pub(crate) source: Source,
}

/// Judge an answer that grants credentials: its body, or the whole message
#[derive(Args, Debug)]
#[command(
    after_help = "Nothing is judged of whose credentials they are: `service` does that, which knows what it asked for.\n\n\
                  Example:\n  eks-auth-conformance check response answer.json --at 1795428000"
)]
pub(crate) struct CheckResponse {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) moment: Moment,
}

/// Judge an answer that refuses: the whole message, or its body
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  eks-auth-conformance check error answer.http")]
pub(crate) struct CheckError {
    #[command(flatten)]
    pub(crate) source: Source,
}

/// The document, and how the judgement is written.
#[derive(Args, Debug)]
pub(crate) struct Source {
    /// The file that holds the document; without it, standard input
    pub(crate) file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// When the document was sent.
#[derive(Args, Debug)]
pub(crate) struct Moment {
    /// The time to judge it at: seconds since 1970, or as in 2026-11-23T10:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub(crate) at: Option<f64>,
}
