//! The shortest way to a running mock.

use std::fmt;
use std::sync::Arc;

use eks_auth_world::{Association, Cluster, Partition, Pod, Scene, TokenDraft, World};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::{Clock, Fault, Responder, Service};

/// The `jti` of every token that is minted here; nothing depends on it.
const TOKEN_ID: &str = "b0a7c1de-5e5e-4d0c-8a4b-2f1e0c9d8b7a";

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
/// let (cluster, token) = mock.first_pod();
/// let status = call_your_client(&mock.uri(), &cluster, &token).await;
/// assert_eq!(status, 200);
/// # });
/// ```
pub struct MockEksAuth {
    world: Arc<World>,
    server: MockServer,
}

impl MockEksAuth {
    /// Starts the whole service over the standard world of the `aws` partition.
    pub async fn start() -> Self {
        Self::start_in(Partition::Aws).await
    }

    /// Starts the whole service over the standard world of a partition.
    pub async fn start_in(partition: Partition) -> Self {
        Self::serving(Service::new(World::standard(partition))).await
    }

    /// Starts the service over the standard world of the `aws` partition, with one fault.
    pub async fn start_with(fault: &'static Fault) -> Self {
        Self::serving(Service::new(World::standard(Partition::Aws)).with_fault(fault)).await
    }

    /// Starts a service with whatever faults and manners it was given.
    ///
    /// # Example
    ///
    /// ```
    /// # use eks_auth_mock::{MockEksAuth, Service, manner};
    /// # use eks_auth_world::{Partition, World};
    /// # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
    /// let pretty = manner::find("response.json.pretty").unwrap();
    /// let mock = MockEksAuth::serving(Service::new(World::standard(Partition::Aws)).with_manner(pretty)).await;
    /// # assert_eq!(mock.world().partition(), Partition::Aws);
    /// # });
    /// ```
    pub async fn serving(service: Service) -> Self {
        let (world, server) = (service.share_world(), MockServer::start().await);
        Mock::given(any()).respond_with(Responder::new(service)).mount(&server).await;
        MockEksAuth { world, server }
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

    /// The cluster, and a [token](Self::token), of a pod of the world's first association: what a good request takes.
    ///
    /// # Panics
    ///
    /// If the world has no association that can be granted, as the standard ones have.
    #[must_use]
    pub fn first_pod(&self) -> (String, String) {
        let (cluster, association) = self.world.grants().next().expect("the world has an association");
        (cluster.name().as_str().to_owned(), self.token(cluster, association))
    }

    /// A valid token for a pod of that association, issued now and good for a day.
    ///
    /// For other tokens sign a [`TokenDraft`] oneself, or mint one of [`eks_auth_world::defect`] in the [scene](Self::scene).
    #[must_use]
    pub fn token(&self, cluster: &Cluster, association: &Association) -> String {
        TokenDraft::new(cluster, &Pod::of(association), now(), TOKEN_ID).sign().into_string()
    }

    /// The scene of the [first pod](Self::first_pod) as it is now, to mint tokens of it that are otherwise than good.
    ///
    /// # Example
    ///
    /// ```
    /// # use eks_auth_mock::MockEksAuth;
    /// # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
    /// let mock = MockEksAuth::start().await;
    /// let expired = eks_auth_world::defect::find("exp-past").unwrap().mint(&mock.scene());
    /// # assert!(expired.starts_with("ey"));
    /// # });
    /// ```
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        Scene::first(&self.world, now(), TOKEN_ID)
    }
}

fn now() -> i64 {
    Clock::system().moment().seconds()
}

impl fmt::Debug for MockEksAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockEksAuth").field("uri", &self.uri()).finish_non_exhaustive()
    }
}
