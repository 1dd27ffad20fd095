//! A whole HTTP message, cut at its seams.

/// A whole HTTP message of the corpus: start line, header lines, body.
///
/// It cuts and judges nothing: what the parts mean is for the reader under test. The files of the corpus end
/// their lines with CR LF and are well framed, so no length or transfer coding is looked at.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::Message;
///
/// let answer = Message::split(b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n{}");
/// let answer = answer.expect("a head and a body");
/// assert_eq!(answer.status(), Some(404));
/// assert_eq!(answer.headers(), [("Content-Type", "application/json")]);
/// assert_eq!(answer.body(), b"{}");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message<'a> {
    start: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Cuts at the first empty line. `None` if there is none, or if what stands before it is no head.
    #[must_use]
    pub fn split(bytes: &'a [u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let (head, rest) = bytes.split_at_checked(end)?;
        let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
        let start = lines.next()?;
        let headers = lines.map(header).collect::<Option<Vec<_>>>()?;
        Some(Self { start, headers, body: rest.get(4..)? })
    }

    /// The request line or the status line.
    #[must_use]
    pub fn start(&self) -> &'a str {
        self.start
    }

    /// Of a request line, what follows the method: the path as it was sent.
    #[must_use]
    pub fn target(&self) -> Option<&'a str> {
        let mut words = self.start.split(' ');
        let method = words.next()?;
        if method.starts_with("HTTP/") { None } else { words.next() }
    }

    /// Of a status line, the status.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let mut words = self.start.split(' ');
        if words.next()?.starts_with("HTTP/") { words.next()?.parse().ok() } else { None }
    }

    /// Name and value of each header line in order, without the white space around the value.
    #[must_use]
    pub fn headers(&self) -> &[(&'a str, &'a str)] {
        &self.headers
    }

    /// Everything after the empty line.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    Some((name, value.trim_matches([' ', '\t'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_line_has_a_target_and_no_status() {
        let message = Message::split(b"POST /clusters/a HTTP/1.1\r\nHost: x\r\n\r\n").expect("a message");
        assert_eq!((message.target(), message.status()), (Some("/clusters/a"), None));
        assert!(message.body().is_empty());
    }

    #[test]
    fn status_line_has_a_status_and_no_target() {
        let message = Message::split(b"HTTP/1.1 400 Bad Request\r\n\r\nx").expect("a message");
        assert_eq!((message.target(), message.status()), (None, Some(400)));
    }

    #[test]
    fn later_empty_lines_belong_to_the_body() {
        let message = Message::split(b"HTTP/1.1 400 Bad Request\r\n\r\na\r\n\r\nb").expect("a message");
        assert_eq!(message.body(), b"a\r\n\r\nb");
    }

    #[test]
    fn head_without_end_is_no_message() {
        assert_eq!(Message::split(b"HTTP/1.1 400 Bad Request\r\n"), None);
    }

    #[test]
    fn line_without_a_colon_is_no_header() {
        assert_eq!(Message::split(b"HTTP/1.1 400 Bad Request\r\nnonsense\r\n\r\n"), None);
    }
}
