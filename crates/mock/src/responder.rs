//! The door for wiremock.

use wiremock::{Respond, ResponseTemplate};

use crate::{Answer, Clock, Request, Service};

/// The service as a `wiremock` responder, for a `MockServer` that somebody has already.
///
/// Mount it without narrow matchers: refusing what is not the operation is part of the service.
///
/// What `wiremock` hands on has been through an HTTP library and a URL parser: dot segments in the path are already
/// resolved, some characters already percent-encoded, conflicting framing already repaired. Where that matters use
/// [`Server`](crate::Server). A `MockServer` also keeps every request that it was sent, token included, until it is
/// reset or dropped.
///
/// # Example
///
/// ```
/// use eks_auth_mock::{Responder, Service};
/// use eks_auth_world::{Partition, World};
/// use wiremock::matchers::any;
/// use wiremock::{Mock, MockServer};
///
/// # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
/// let service = Service::new(World::standard(Partition::AwsCn));
/// let server = MockServer::start().await;
/// Mock::given(any()).respond_with(Responder::new(service)).mount(&server).await;
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Responder(Service);

impl Responder {
    /// A responder that answers as this service does, by the system's clock.
    #[must_use]
    pub fn new(service: Service) -> Self {
        Responder(service)
    }
}

impl Respond for Responder {
    fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
        template(&self.0.answer(&read(request), Clock::system().moment()))
    }
}

fn read(request: &wiremock::Request) -> Request {
    let target = match request.url.query() {
        Some(query) => format!("{}?{query}", request.url.path()),
        None => request.url.path().to_owned(),
    };
    let plain = Request::new(request.method.as_str(), target).with_body(request.body.as_slice());
    request
        .headers
        .iter()
        .fold(plain, |request, (name, value)| request.with_header(name.as_str(), value.as_bytes()))
}

fn template(answer: &Answer) -> ResponseTemplate {
    let body = answer.body().get(..answer.cut().unwrap_or(answer.body().len())).unwrap_or(answer.body());
    let plain = ResponseTemplate::new(answer.status()).set_body_bytes(body);
    answer
        .headers()
        .iter()
        .fold(plain, |template, (name, value)| template.append_header(name.as_str(), value.as_str()))
}
