//! The head of a request as lines of bytes, for the faults that misread it.

/// The request line and the header lines, without their line ends.
pub(crate) struct Head(Vec<Vec<u8>>);

impl Head {
    /// Takes apart the bytes of a head, up to and without the empty line.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let lines = bytes.split(|byte| *byte == b'\n');
        Head(lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec()).collect())
    }

    /// The head with its line ends and the empty line.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.join(&b"\r\n"[..]);
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes
    }

    /// The values of the headers of that name, in any letter case.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let of =
            |line: &Vec<u8>| value(line, name).map(|value| String::from_utf8_lossy(value).trim().to_owned());
        self.0.iter().skip(1).filter_map(of).collect()
    }

    /// Puts one header in the place of all of that name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.0.push(format!("{name}: {value}").into_bytes());
    }

    /// Drops every header of that name.
    pub(crate) fn remove(&mut self, name: &str) {
        let mut first = true;
        self.0.retain(|line| std::mem::take(&mut first) || value(line, name).is_none());
    }
}

/// What stands after the colon, if the line is a header of that name.
fn value<'l>(line: &'l [u8], name: &str) -> Option<&'l [u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (have, rest) = (line.get(..colon)?, line.get(colon + 1..)?);
    have.eq_ignore_ascii_case(name.as_bytes()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_set_and_removed() {
        let mut head = Head::read(b"POST /x:y HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 5 \r\nContent-Length:7");
        assert_eq!(head.values("Content-Length"), ["5", "7"]);
        assert!(head.values("POST /x").is_empty());
        head.set("Content-Length", "7");
        head.remove("host");
        head.remove("POST /x");
        assert_eq!(head.into_bytes(), b"POST /x:y HTTP/1.1\r\nContent-Length: 7\r\n\r\n");
    }
}
