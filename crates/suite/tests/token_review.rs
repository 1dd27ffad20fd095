//! A service that has no keys: it asks for a TokenReview of every token, and passes.
//!
//! What becomes of the request once the token is found good is the mock's business: it gets a token of its own for whomever the
//! review names, so that nothing of the one that was sent is believed but what the review says.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use eks_auth_mock::{Answer, Moment, Request, Service, WorldServer};
use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_suite::{Options, Outcome, Stop, Target, Verdict, run};
use eks_auth_world::{Partition, Pod, TokenDraft, World};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A service under test.
struct Reviewing {
    api: SocketAddr,
    mock: Service,
    asked: AtomicU64,
}

impl Reviewing {
    /// Answers one request, and closes.
    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let Some(request) = read(&mut stream).await? else { return Ok(()) };
        let answer = match self.reviewed(&request).await {
            Some(Ok(good)) => self.decided(&good),
            Some(Err(name)) => return refuse(&mut stream, name).await,
            None => self.decided(&request),
        };
        let mut head = format!("HTTP/1.1 {} -\r\nConnection: close\r\n", answer.status());
        for (name, value) in answer.headers() {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", answer.body().len()));
        stream.write_all(&[head.as_bytes(), answer.body()].concat()).await?;
        stream.shutdown().await
    }

    /// The request with a token for whomever the review names, or the name of the error; nothing without a token to review.
    async fn reviewed(&self, request: &Request) -> Option<Result<Request, &'static str>> {
        let mut body: Value = serde_json::from_slice(request.body()).ok()?;
        let cluster = self.mock.world().cluster(request.target().split('/').nth(2)?)?;
        let token = body["token"].as_str().filter(|token| !token.is_empty())?;
        let spec = json!({ "token": token, "audiences": [AUDIENCE] });
        let review = json!({ "kind": "TokenReview", "apiVersion": "authentication.k8s.io/v1", "spec": spec });
        let status = self.ask(cluster.name().as_str(), &review).await?["status"].take();
        self.asked.fetch_add(1, Ordering::Relaxed);
        if status["authenticated"] != json!(true) {
            let has_expired = status["error"].as_str().is_some_and(|error| error.contains("expired"));
            return Some(Err(if has_expired { "ExpiredTokenException" } else { "InvalidTokenException" }));
        }
        let user = &status["user"];
        let Some(pod) = user["extra"]["authentication.kubernetes.io/pod-name"][0].as_str() else {
            return Some(Err("InvalidTokenException"));
        };
        let mut subject = user["username"].as_str()?.split(':').skip(2);
        let pod = Pod::new(subject.next()?, subject.next()?).with_name(pod);
        let id = "5e5e0000-0000-4000-8000-000000000001";
        body["token"] = json!(TokenDraft::new(cluster, &pod, now(), id).sign().expose());
        Some(Ok(request.clone().with_body(body.to_string())))
    }

    /// Posts a review to the cluster's API.
    async fn ask(&self, cluster: &str, review: &Value) -> Option<Value> {
        let mut stream = TcpStream::connect(self.api).await.ok()?;
        let body = review.to_string();
        let head = format!(
            "POST /{cluster}/apis/authentication.k8s.io/v1/tokenreviews HTTP/1.1\r\nHost: api\r\n\
             Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
    }

    fn decided(&self, request: &Request) -> Answer {
        static NONCE: AtomicU64 = AtomicU64::new(1);
        let nonce = NONCE.fetch_add(1, Ordering::Relaxed);
        self.mock.answer(request, Moment::new(now(), u128::from(nonce)))
    }
}

fn now() -> i64 {
    UNIX_EPOCH.elapsed().ok().and_then(|elapsed| i64::try_from(elapsed.as_secs()).ok()).unwrap_or(0)
}

async fn refuse(stream: &mut TcpStream, name: &str) -> io::Result<()> {
    let body = r#"{"message":"the token was not authenticated"}"#;
    let answer = format!(
        "HTTP/1.1 400 Bad Request\r\nX-Amzn-ErrorType: {name}\r\nX-Amzn-RequestId: 1\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

/// A request with a Content-Length.
async fn read(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    loop {
        let mut slots = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut slots);
        if let Ok(httparse::Status::Complete(end)) = head.parse(&bytes) {
            let plain = Request::new(head.method.unwrap_or_default(), head.path.unwrap_or_default());
            let request =
                head.headers.iter().fold(plain, |request, line| request.with_header(line.name, line.value));
            let length = request.header("content-length").and_then(|value| std::str::from_utf8(value).ok());
            let length: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
            if let Some(body) = bytes.get(end..end + length) {
                return Ok(Some(request.with_body(body)));
            }
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn service_that_asks_for_reviews_is_conformant() {
    let world = Arc::new(World::standard(Partition::Aws));
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let api = WorldServer::bind(any, Arc::clone(&world)).await.expect("a free port").spawn();
    let service =
        Arc::new(Reviewing { api: api.addr(), mock: Service::new(world), asked: AtomicU64::new(0) });
    let listener = TcpListener::bind(any).await.expect("a free port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = Arc::clone(&service);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let serving = Arc::clone(&serving);
            tokio::spawn(async move { serving.serve(stream).await });
        }
    });
    let target = Target::remote(endpoint.parse().expect("a URL"), Partition::Aws);
    let only =
        ["exchange.*", "response.*", "token.signature-*", "token.altered-*", "token.aud-*", "token.exp-*"];
    let options =
        Options { only: only.iter().map(|pattern| (*pattern).to_owned()).collect(), ..Options::default() };
    let report = run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave some");
    let wrong: Vec<String> = report
        .cases()
        .iter()
        .filter(|case| matches!(case.outcome(), Outcome::Failed | Outcome::Inconclusive))
        .map(|case| format!("{}: {}", case.id(), case.message().unwrap_or_default()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(report.verdict(), Verdict::Conformant);
    assert!(service.asked.load(Ordering::Relaxed) > 100 && report.cases().len() > 60);
}
