//! The official client, reading an answer that never came over a socket.

use std::cell::Cell;

use aws_sdk_eksauth::Client;
use aws_sdk_eksauth::config::retry::RetryConfig;
use aws_sdk_eksauth::config::{Config, Credentials, Region, StalledStreamProtectionConfig};
use aws_sdk_eksauth::error::SdkError;
use aws_sdk_eksauth::operation::assume_role_for_pod_identity::{
    AssumeRoleForPodIdentityError, AssumeRoleForPodIdentityOutput,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use tokio::runtime::{Builder, Runtime};

use crate::answer::Answer;

/// What the client makes of an answer.
pub(crate) type Outcome = Result<AssumeRoleForPodIdentityOutput, Box<AssumeRoleForPodIdentityError>>;

thread_local! {
    static CLIENT: Replay = Replay::new();
    /// The answer that the connection of this thread gives next.
    static ANSWER: Cell<Option<HttpResponse>> = const { Cell::new(None) };
}

/// What the client reads in this answer; `None` where no connection could have brought it: its status is none, or a
/// header is not UTF-8.
pub(crate) fn read(answer: &Answer<'_>) -> Option<Outcome> {
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, &value[..]);
    }
    let response = response.body(answer.body.to_vec().into()).ok()?;
    let response = HttpResponse::try_from(response).ok()?;
    CLIENT.with(|client| client.ask(response))
}

/// The client and what drives it, made once for each thread: making them takes longer than a thousand answers.
struct Replay {
    client: Client,
    runtime: Runtime,
}

impl Replay {
    fn new() -> Self {
        let config = Config::builder()
            .region(Region::from_static("us-west-2"))
            .endpoint_url("http://replay.invalid")
            .credentials_provider(Credentials::new("AKIAREPLAY", "replay", None, None, "replay"))
            .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Connection)))
            .retry_config(RetryConfig::disabled())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .build();
        let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime without threads");
        Self { client: Client::from_conf(config), runtime }
    }

    fn ask(&self, response: HttpResponse) -> Option<Outcome> {
        ANSWER.set(Some(response));
        let call = self.client.assume_role_for_pod_identity().cluster_name("conformance").token("a.b.c");
        match self.runtime.block_on(call.send()) {
            Ok(output) => Some(Ok(output)),
            Err(SdkError::ServiceError(error)) => Some(Err(Box::new(error.into_err()))),
            Err(_) => None,
        }
    }
}

/// A connection that brings the answer of its thread.
#[derive(Debug)]
struct Connection;

impl HttpConnector for Connection {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let none = || ConnectorError::other("nothing to replay".into(), None);
        HttpConnectorFuture::ready(ANSWER.take().ok_or_else(none))
    }
}
