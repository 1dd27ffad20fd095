//! Any bytes as an HTTP message.

/// An HTTP message cut at its seams out of any bytes: a start line, header lines, an empty line, the body.
///
/// What has no head is all body. Lines may end without a carriage return, and a line without a colon is passed over: an
/// input should get far with one byte wrong.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::laws::Cut;
///
/// let answer = Cut::of(b"HTTP/1.1 429 Slow Down\r\nX-Amzn-RequestId: 6d5\r\n\r\n{}");
/// assert_eq!((answer.status(), answer.body()), (Some(429), &b"{}"[..]));
/// assert_eq!(answer.headers(), [("X-Amzn-RequestId".to_owned(), b"6d5".to_vec())]);
///
/// let request = Cut::of(b"POST /clusters/demo HTTP/1.1\n\n{}");
/// assert_eq!((request.status(), request.target()), (None, Some("/clusters/demo")));
/// assert_eq!(Cut::of(b"{}").body(), b"{}");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cut<'a> {
    start: &'a str,
    headers: Vec<(String, Vec<u8>)>,
    body: &'a [u8],
}

impl<'a> Cut<'a> {
    /// Cuts at the first empty line.
    pub fn of(bytes: &'a [u8]) -> Self {
        let Some((head, body)) = seam(bytes) else {
            return Self { start: "", headers: Vec::new(), body: bytes };
        };
        let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let start = lines.next().and_then(|line| str::from_utf8(line).ok()).unwrap_or_default();
        let headers = lines.filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
            Some((String::from_utf8_lossy(name).into_owned(), value.trim_ascii().to_vec()))
        });
        Self { start, headers: headers.collect(), body }
    }

    /// Of a status line, the status.
    pub fn status(&self) -> Option<u16> {
        self.start.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()
    }

    /// Of a request line, the method.
    pub fn method(&self) -> Option<&'a str> {
        self.target()?;
        self.start.split(' ').next()
    }

    /// Of a request line, what follows the method.
    pub fn target(&self) -> Option<&'a str> {
        if self.start.starts_with("HTTP/") { None } else { self.start.split(' ').nth(1) }
    }

    /// Names and values of the header lines in order, without the white space around the values.
    pub fn headers(&self) -> &[(String, Vec<u8>)] {
        &self.headers
    }

    /// What follows the empty line.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

/// The head and the body.
fn seam(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let find = |end: &[u8]| bytes.windows(end.len()).position(|window| window == end);
    let (at, length) = match (find(b"\r\n\r\n"), find(b"\n\n")) {
        (Some(long), Some(short)) if short < long => (short, 2),
        (Some(long), _) => (long, 4),
        (None, short) => (short?, 2),
    };
    Some((bytes.get(..at)?, bytes.get(at + length..)?))
}
