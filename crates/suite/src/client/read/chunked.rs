//! The chunked transfer coding, read as it comes (RFC 9112 §7.1).

use crate::exchange::Flaw;

/// The longest line of a chunk head or trailer.
const LINE: usize = 4096;
/// The largest trailer section.
const TRAILERS: usize = 16 * 1024;

/// A chunked body in the making.
#[derive(Default)]
pub(super) struct Chunked {
    body: Vec<u8>,
    state: State,
    trailers: usize,
}

#[derive(Default)]
enum State {
    #[default]
    Size,
    Data(usize),
    DataEnd,
    Trailers,
}

impl Chunked {
    /// Takes what it can from the buffer; the whole body once the last chunk and the trailers are there.
    pub(super) fn advance(&mut self, buffer: &mut Vec<u8>, limit: usize) -> Result<Option<Vec<u8>>, Flaw> {
        let mut rest = buffer.as_slice();
        let advanced = self.advance_over(&mut rest, limit);
        // Once for all chunks: thousands of them may come at once, and each would move what is behind it.
        let taken = buffer.len() - rest.len();
        buffer.drain(..taken);
        advanced
    }

    fn advance_over(&mut self, rest: &mut &[u8], limit: usize) -> Result<Option<Vec<u8>>, Flaw> {
        loop {
            match self.state {
                State::Size => match take_line(rest)? {
                    None => return Ok(None),
                    Some(line) => self.state = self.after_size(line, limit)?,
                },
                State::Data(0) => self.state = State::DataEnd,
                State::Data(_) if rest.is_empty() => return Ok(None),
                State::Data(left) => {
                    let (data, after) = rest.split_at(left.min(rest.len()));
                    self.body.extend_from_slice(data);
                    self.state = State::Data(left - data.len());
                    *rest = after;
                }
                State::DataEnd => match take_line(rest)? {
                    None => return Ok(None),
                    Some([]) => self.state = State::Size,
                    Some(_) => return Err(Flaw::BadFraming),
                },
                State::Trailers => match take_line(rest)? {
                    None => return Ok(None),
                    Some([]) => return Ok(Some(std::mem::take(&mut self.body))),
                    Some(line) => {
                        self.trailers += line.len();
                        if self.trailers > TRAILERS {
                            return Err(Flaw::HeadTooLarge);
                        }
                    }
                },
            }
        }
    }

    fn after_size(&self, line: &[u8], limit: usize) -> Result<State, Flaw> {
        let digits = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        let text = std::str::from_utf8(digits).map_err(|_| Flaw::BadFraming)?;
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Flaw::BadFraming);
        }
        let size = usize::from_str_radix(text, 16).map_err(|_| Flaw::BodyTooLarge)?;
        if size > limit.saturating_sub(self.body.len()) {
            return Err(Flaw::BodyTooLarge);
        }
        Ok(if size == 0 { State::Trailers } else { State::Data(size) })
    }
}

/// One line without its end, if it is there whole.
fn take_line<'b>(rest: &mut &'b [u8]) -> Result<Option<&'b [u8]>, Flaw> {
    let Some(end) = rest.iter().take(LINE).position(|byte| *byte == b'\n') else {
        return if rest.len() >= LINE { Err(Flaw::BadFraming) } else { Ok(None) };
    };
    let (line, after) = rest.split_at(end);
    *rest = after.get(1..).unwrap_or_default();
    Ok(Some(line.strip_suffix(b"\r").unwrap_or(line)))
}
