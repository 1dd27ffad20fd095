//! The shortest way to a running mock.

use std::fmt;

use eks_auth_world::{Association, Cluster, Partition, Pod, TokenDraft, World};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::{Clock, Fault, Responder, Service};

/// A running mock of EKS Auth for one test; it stops when it is dropped.
///
/// It is a `wiremock` server on a free port of the loopback interface, so it can say afterwards what it was asked:
/// see [`server`](Self::server).
///
/// # Example
///
/// ```
/// # use eks_auth_mock::MockEksAuth;
/// # async fn call_your_client(uri: &str, cluster: &str, token: &str) -> u16 {
/// #     use tokio::io::{AsyncReadExt, AsyncWriteExt};
/// #     let mut stream = tokio::net::TcpStream::connect(uri.trim_start_matches("http://")).await.unwrap();
/// #     let body = format!("{{\"token\":\"{token}\"}}");
/// #     let head = format!("POST /clusters/{cluster}/assume-role-for-pod-identity HTTP/1.1\r\nHost: mock\r\n\
/// #         Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
/// #     stream.write_all((head + &body).as_bytes()).await.unwrap();
/// #     let mut answer = String::new();
/// #     stream.read_to_string(&mut answer).await.unwrap();
/// #     answer.split(' ').nth(1).unwrap().parse().unwrap()
/// # }
/// # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
/// // In a `#[tokio::test]`, with your own client in place of `call_your_client`:
/// let mock = MockEksAuth::start().await;
/// let (cluster, association) = mock.world().grants().next().unwrap();
/// let token = mock.token(cluster, association);
/// let status = call_your_client(&mock.uri(), cluster.name().as_str(), &token).await;
/// assert_eq!(status, 200);
/// # });
/// ```
pub struct MockEksAuth {
    world: World,
    server: MockServer,
}

impl MockEksAuth {
    /// Starts the whole service over the standard world of the `aws` partition.
    pub async fn start() -> Self {
        Self::start_in(Partition::Aws).await
    }

    /// Starts the whole service over the standard world of a partition.
    pub async fn start_in(partition: Partition) -> Self {
        Self::mount(partition, Service::new(World::standard(partition))).await
    }

    /// Starts the service over the standard world of the `aws` partition, with one fault.
    pub async fn start_with(fault: &'static Fault) -> Self {
        let service = Service::new(World::standard(Partition::Aws)).with_fault(fault);
        Self::mount(Partition::Aws, service).await
    }

    async fn mount(partition: Partition, service: Service) -> Self {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(Responder::new(service)).mount(&server).await;
        MockEksAuth { world: World::standard(partition), server }
    }

    /// The endpoint, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn uri(&self) -> String {
        self.server.uri()
    }

    /// The world that the service knows.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The `wiremock` server behind it, to ask what it received or to mount something in front.
    #[must_use]
    pub fn server(&self) -> &MockServer {
        &self.server
    }

    /// A valid token for a pod of that association, issued now and good for a day.
    ///
    /// For other tokens sign a [`TokenDraft`] oneself, or take one of [`eks_auth_world::defect`].
    #[must_use]
    pub fn token(&self, cluster: &Cluster, association: &Association) -> String {
        let id = "b0a7c1de-5e5e-4d0c-8a4b-2f1e0c9d8b7a";
        TokenDraft::new(cluster, &Pod::of(association), Clock::system().moment().seconds(), id)
            .sign()
            .into_string()
    }
}

impl fmt::Debug for MockEksAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockEksAuth").field("uri", &self.uri()).finish_non_exhaustive()
    }
}
