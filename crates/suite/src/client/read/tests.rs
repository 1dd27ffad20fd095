//! Answers whole, cut, lying and endless.

use super::*;

fn read(bytes: &[u8]) -> Received {
    read_in_steps(bytes, bytes.len().max(1))
}

fn read_in_steps(bytes: &[u8], step: usize) -> Received {
    let mut reader = Reader::new("POST", &Limits::default());
    for piece in bytes.chunks(step) {
        reader.feed(piece);
        if let Progress::Done(received) = reader.progress() {
            return received;
        }
    }
    reader.end_of_stream()
}

fn body(received: &Received) -> String {
    match received {
        Received::Answer(answer) => String::from_utf8_lossy(answer.body()).into_owned(),
        other => panic!("no complete answer: {other}"),
    }
}

fn flaw(received: &Received) -> Flaw {
    match received {
        Received::Broken { flaw, .. } => *flaw,
        other => panic!("not broken: {other}"),
    }
}

#[test]
fn sized_body() {
    assert_eq!(body(&read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")), "{}");
}

#[test]
fn chunked_body_in_any_steps() {
    let answer =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n";
    for step in 1..answer.len() {
        assert_eq!(body(&read_in_steps(answer, step)), "abcde");
    }
}

#[test]
fn body_until_close() {
    assert_eq!(body(&read(b"HTTP/1.0 200 OK\r\n\r\nabc")), "abc");
}

#[test]
fn interim_answers_are_passed_over() {
    assert_eq!(
        body(&read(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")),
        "x"
    );
}

#[test]
fn interim_for_ever() {
    assert_eq!(flaw(&read(&b"HTTP/1.1 100 Continue\r\n\r\n".repeat(20))), Flaw::EndlessInterim);
}

#[test]
fn body_shorter_than_announced() {
    assert_eq!(flaw(&read(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")), Flaw::BodyCut);
}

#[test]
fn body_longer_than_announced() {
    assert_eq!(flaw(&read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc")), Flaw::Trailing);
}

#[test]
fn lengths_that_make_no_sense() {
    for length in ["-1", "+1", "0x1", "1, 1", "99999999999999999999999"] {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nabc");
        assert_eq!(flaw(&read(answer.as_bytes())), Flaw::BadFraming, "{length}");
    }
}

#[test]
fn sizes_beyond_any_bound() {
    assert_eq!(flaw(&read(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")), Flaw::BodyTooLarge);
    let chunk = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n";
    assert_eq!(flaw(&read(chunk)), Flaw::BodyTooLarge);
}

#[test]
fn endless_head() {
    let head = [b"HTTP/1.1 200 OK\r\nA: ".to_vec(), vec![b'a'; 100_000]].concat();
    assert_eq!(flaw(&read(&head)), Flaw::HeadTooLarge);
}

#[test]
fn not_http() {
    assert_eq!(flaw(&read(b"SSH-2.0-OpenSSH_9.2\r\n")), Flaw::NotHttp);
    assert_eq!(flaw(&read(b"\x16\x03\x01\x00\x00")), Flaw::NotHttp);
}

#[test]
fn nothing_at_all() {
    assert!(matches!(read(b""), Received::Nothing(NoAnswer::Closed)));
}

#[test]
fn head_has_no_body() {
    let mut reader = Reader::new("HEAD", &Limits::default());
    reader.feed(b"HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\n");
    assert!(matches!(reader.progress(), Progress::Done(Received::Answer(_))));
}

proptest::proptest! {
    #[test]
    fn any_bytes_end_in_something(bytes: Vec<u8>, step in 1usize..64) {
        let _ = read_in_steps(&bytes, step);
    }
}
