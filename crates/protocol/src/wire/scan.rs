//! The grammar of JSON: bytes to a table of nodes, in one pass and without recursion.

use super::document::Node;
use super::{Kind, Limits, SyntaxError, SyntaxErrorKind, number, string};

/// Reads one document and nothing else.
pub(super) fn document(bytes: &[u8], limits: Limits) -> Result<(&str, Vec<Node>), SyntaxError> {
    let longest = limits.bytes.min(Limits::MAX_BYTES);
    if bytes.len() > longest {
        return Err(SyntaxError::new(SyntaxErrorKind::TooLong, longest));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| SyntaxError::new(SyntaxErrorKind::Encoding, error.valid_up_to()))?;
    let mut scanner = Scanner {
        bytes,
        at: 0,
        // A response of the operation has 34 nodes; a document of any size starts small and grows.
        nodes: Vec::with_capacity(48),
        open: NO_PARENT,
        depth: 0,
        deepest: limits.depth,
    };
    scanner.run()?;
    Ok((text, scanner.nodes))
}

/// What stands for "no container is open".
const NO_PARENT: u32 = u32::MAX;

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// The innermost open container. Its node keeps the next outer one in `next` until it is closed, so that nesting
    /// costs neither recursion nor a stack.
    open: u32,
    depth: usize,
    deepest: usize,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        'value: loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' => {
                    self.enter(Kind::Object)?;
                    if self.peek()? != b'}' {
                        self.name()?;
                        continue 'value;
                    }
                    self.leave();
                }
                b'[' => {
                    self.enter(Kind::Array)?;
                    if self.peek()? != b']' {
                        continue 'value;
                    }
                    self.leave();
                }
                b'-' | b'0'..=b'9' => self.number()?,
                b't' => self.word(b"true", Kind::Bool)?,
                b'f' => self.word(b"false", Kind::Bool)?,
                b'n' => self.word(b"null", Kind::Null)?,
                _ => return Err(self.error(SyntaxErrorKind::Unexpected)),
            }
            // A value is complete: close what ends here, or go on to the next one.
            while let Some(parent) = self.parent() {
                match (self.peek()?, parent) {
                    (b',', Kind::Object) => {
                        self.at += 1;
                        self.name()?;
                        continue 'value;
                    }
                    (b',', _) => {
                        self.at += 1;
                        continue 'value;
                    }
                    (b'}', Kind::Object) | (b']', Kind::Array) => self.leave(),
                    _ => return Err(self.error(SyntaxErrorKind::Unexpected)),
                }
            }
            self.skip_white_space();
            if self.at < self.bytes.len() {
                return Err(self.error(SyntaxErrorKind::TrailingBytes));
            }
            return Ok(());
        }
    }

    /// The kind of the innermost open container.
    fn parent(&self) -> Option<Kind> {
        self.nodes.get(self.open as usize).map(|node| node.kind)
    }

    /// Opens a container at its bracket.
    fn enter(&mut self, kind: Kind) -> Result<(), SyntaxError> {
        if self.depth >= self.deepest {
            return Err(self.error(SyntaxErrorKind::TooDeep));
        }
        self.depth += 1;
        let index = self.nodes.len() as u32;
        let start = self.at as u32;
        self.nodes.push(Node { start, end: start, next: self.open, kind, escaped: false });
        self.open = index;
        self.at += 1;
        Ok(())
    }

    /// Closes the innermost container at its bracket.
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
        let end = self.at as u32;
        let next = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            self.open = node.next;
            node.end = end;
            node.next = next;
        }
    }

    /// A member's name and its colon.
    fn name(&mut self) -> Result<(), SyntaxError> {
        if self.peek()? != b'"' {
            return Err(self.error(SyntaxErrorKind::Unexpected));
        }
        self.string()?;
        if self.peek()? != b':' {
            return Err(self.error(SyntaxErrorKind::Unexpected));
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), SyntaxError> {
        let string::End { end, escaped } = string::end(self.bytes, self.at)?;
        self.leaf(end, Kind::String, escaped);
        Ok(())
    }

    fn number(&mut self) -> Result<(), SyntaxError> {
        let end = number::end(self.bytes, self.at)?;
        self.leaf(end, Kind::Number, false);
        Ok(())
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<(), SyntaxError> {
        for (offset, expected) in word.iter().enumerate() {
            match self.bytes.get(self.at + offset) {
                Some(found) if found == expected => {}
                Some(_) => return Err(SyntaxError::new(SyntaxErrorKind::Unexpected, self.at + offset)),
                None => return Err(SyntaxError::new(SyntaxErrorKind::End, self.bytes.len())),
            }
        }
        self.leaf(self.at + word.len(), kind, false);
        Ok(())
    }

    /// Records a value that holds no others and steps behind it.
    fn leaf(&mut self, end: usize, kind: Kind, escaped: bool) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: self.at as u32, end: end as u32, next, kind, escaped });
        self.at = end;
    }

    /// The next byte that is not white space, which is not consumed.
    #[inline]
    fn peek(&mut self) -> Result<u8, SyntaxError> {
        match self.bytes.get(self.at) {
            Some(&byte) if byte > b' ' => Ok(byte),
            _ => self.peek_behind_white_space(),
        }
    }

    /// The rarer half of [`Self::peek`]: machines write JSON without white space.
    #[cold]
    fn peek_behind_white_space(&mut self) -> Result<u8, SyntaxError> {
        self.skip_white_space();
        self.bytes.get(self.at).copied().ok_or_else(|| self.error(SyntaxErrorKind::End))
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    fn error(&self, kind: SyntaxErrorKind) -> SyntaxError {
        SyntaxError::new(kind, self.at)
    }
}
