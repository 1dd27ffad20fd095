//! Plays a script on a connection.

use std::borrow::Cow;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{End, Framing, Part, Script};
use crate::server::outgoing;
use crate::{Answer, Request};

/// How much of what repeats is written at once.
const BLOCK: usize = 16 * 1024;

/// A request, and the answer that a good service would give to it.
pub(super) struct Turn<'a> {
    pub(super) request: &'a Request,
    pub(super) answer: &'a Answer,
}

/// Plays a script to its end; whether the connection goes on after it.
pub(super) async fn play(script: Script, turn: &Turn<'_>, stream: &mut TcpStream) -> bool {
    // Whoever goes away in the middle has heard enough.
    let heard = send(script.parts, turn, stream).await.is_some();
    match script.end {
        End::Next => return heard,
        End::Silence => wait_for_end(stream).await,
        End::Close => {
            let _ = stream.shutdown().await;
            wait_for_end(stream).await;
        }
        End::Reset => {
            // With nothing to linger for, the system resets the connection when it is dropped.
            let _ = stream.set_zero_linger();
        }
    }
    false
}

/// Sends the parts. Those that follow one another go out at once: whether a client sees what comes after an answer is to be
/// decided by no chance.
async fn send(parts: &[Part], turn: &Turn<'_>, stream: &mut TcpStream) -> Option<()> {
    let mut block = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match *part {
            Part::Repeat(bytes, count) => {
                stream.write_all(&std::mem::take(&mut block)).await.ok()?;
                repeat(bytes, count, stream).await?;
            }
            Part::Slowly(rest) => {
                stream.write_all(&std::mem::take(&mut block)).await.ok()?;
                for byte in outgoing::bytes(turn.answer, turn.request.method()) {
                    stream.write_all(&[byte]).await.ok()?;
                    tokio::time::sleep(rest).await;
                }
            }
            Part::Head(framing) => {
                let after = parts.get(index + 1..).unwrap_or_default();
                block.extend(head(framing, after, turn));
            }
            part => block.extend_from_slice(&turn.bytes(part)),
        }
    }
    stream.write_all(&block).await.ok()
}

/// Writes bytes again and again, block by block: nobody holds all of them.
async fn repeat(bytes: &[u8], mut left: u64, stream: &mut TcpStream) -> Option<()> {
    let block = bytes.repeat((BLOCK / bytes.len().max(1)).max(1));
    while left > 0 {
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        stream.write_all(block.get(..count)?).await.ok()?;
        left = left.saturating_sub(u64::try_from(count).ok()?);
    }
    Some(())
}

fn head(framing: Framing, after: &[Part], turn: &Turn<'_>) -> Vec<u8> {
    let length = |length: i128| format!("Content-Length: {}\r\n\r\n", length.max(0));
    let line = match framing {
        Framing::LongerBy(more) => length(wide(turn.answer.body().len()) + i128::from(more)),
        Framing::OfParts => length(after.iter().map(|part| turn.length(*part)).sum()),
        Framing::Chunks => "Transfer-Encoding: chunked\r\n\r\n".to_owned(),
        Framing::Nothing => "\r\n".to_owned(),
    };
    [outgoing::head(turn.answer), line.into_bytes()].concat()
}

impl Turn<'_> {
    /// A part that is written in one piece. Those that are not have no bytes here.
    fn bytes(&self, part: Part) -> Cow<'_, [u8]> {
        let body = self.answer.body();
        let found = |words: &str| body.windows(words.len()).position(|window| window == words.as_bytes());
        match part {
            Part::Answer => outgoing::bytes(self.answer, self.request.method()).into(),
            Part::Rewritten(rewrite) => rewrite(outgoing::bytes(self.answer, self.request.method())).into(),
            Part::Body => body.into(),
            Part::Half => body.get(..body.len() / 2).unwrap_or_default().into(),
            Part::Chunk(surplus) => {
                [format!("{:x}\r\n", body.len() + surplus).as_bytes(), body].concat().into()
            }
            Part::BodyTo(words) => {
                let end = found(words).map_or(body.len(), |start| start + words.len());
                body.get(..end).unwrap_or_default().into()
            }
            Part::BodyFrom(words) => {
                let start = found(words).map_or(body.len(), |start| start + words.len());
                body.get(start..).unwrap_or_default().into()
            }
            Part::Target => self.request.target().as_bytes().into(),
            Part::Bytes(bytes) => bytes.into(),
            Part::Slowly(_) | Part::Head(_) | Part::Repeat(..) => Cow::default(),
        }
    }

    fn length(&self, part: Part) -> i128 {
        match part {
            Part::Repeat(_, count) => i128::from(count),
            part => wide(self.bytes(part).len()),
        }
    }
}

fn wide(length: usize) -> i128 {
    i128::try_from(length).unwrap_or(i128::MAX)
}

/// Reads and throws away what comes, until nothing does.
async fn wait_for_end(stream: &mut TcpStream) {
    let mut waste = vec![0; BLOCK];
    while stream.read(&mut waste).await.is_ok_and(|count| count > 0) {}
}
