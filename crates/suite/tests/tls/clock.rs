//! Services whose clock is wrong.

use std::time::{Duration, SystemTime};

use eks_auth_suite::report::json;
use eks_auth_suite::report::terminal::{self, Colour, Page};
use eks_auth_suite::{Options, Report, Stop, Target, run};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::front::free_port;
use crate::world;

/// Refuses every request, as a service whose clock is so far ahead does with signatures that are old to it.
async fn refuse(mut socket: TcpStream, ahead: Duration) {
    let _ = socket.read(&mut [0; 64 * 1024]).await;
    let now = OffsetDateTime::from(SystemTime::now() + ahead);
    let date = now.format(&Rfc2822).expect("a date").replace("+0000", "GMT");
    let head =
        "HTTP/1.1 403 Forbidden\r\nX-Amzn-Errortype: InvalidSignatureException\r\nConnection: close\r\n";
    let answer = format!("{head}Date: {date}\r\nContent-Length: 2\r\n\r\n{{}}");
    let _ = socket.write_all(answer.as_bytes()).await;
    let _ = socket.shutdown().await;
    // Closed with bytes unread, the connection would be reset and the answer lost.
    let _ = socket.read_to_end(&mut Vec::new()).await;
}

async fn report(ahead: Duration) -> Report {
    let listener = TcpListener::bind(free_port()).await.expect("a free port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(refuse(socket, ahead));
        }
    });
    let target = Target::remote_in(endpoint.parse().expect("an endpoint"), world());
    let options = Options { only: vec!["request.token.number".to_owned()], ..Options::default() };
    run(&target, &options, |_| {}, Stop::never()).await.expect("a case")
}

#[tokio::test(flavor = "multi_thread")]
async fn clock_that_is_ahead_is_told_and_said_where_good_requests_are_refused() {
    let report = report(Duration::from_secs(3_600)).await;
    let skew = report.clock_skew().expect("clocks that differ").seconds();
    assert!((3_000..4_000).contains(&skew), "{skew}");
    assert!(json::write(&report).contains("\"clock_skew_seconds\": 3"));
    let text = terminal::write(&report, Page::new(200, Colour::Never));
    assert!(
        text.contains("clocks differ: the service's clock is 60 minutes ahead of this machine's"),
        "{text}"
    );
    let message = report.cases()[0].message().expect("a reason");
    assert!(
        message.contains("not granted either") && message.contains("; the service's clock is"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn clock_that_is_right_is_not_spoken_of() {
    let report = report(Duration::ZERO).await;
    assert!(report.clock_skew().is_none());
    assert!(!json::write(&report).contains("clock_skew"));
    assert!(!terminal::write(&report, Page::new(200, Colour::Never)).contains("clock"));
}
