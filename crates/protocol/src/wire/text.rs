//! JSON text, written in one way only.

/// A JSON object in the making: members in the order given, no white space, as few escapes as there can be.
pub(super) struct ObjectText {
    text: String,
}

impl ObjectText {
    pub(super) fn new() -> Self {
        // A response with its session token comes to less than this.
        let mut text = String::with_capacity(2048);
        text.push('{');
        Self { text }
    }

    /// Writes a member whose value is a string.
    pub(super) fn string(&mut self, name: &str, value: &str) {
        self.name(name);
        push_string(&mut self.text, value);
    }

    /// Writes a member whose value is a string, if there is one.
    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(name, value);
        }
    }

    /// Writes a member whose value is a number, spelt as given.
    pub(super) fn number(&mut self, name: &str, literal: &str) {
        self.name(name);
        self.text.push_str(literal);
    }

    /// Writes a member whose value is an object.
    pub(super) fn object(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.text.push('{');
        write(self);
        self.text.push('}');
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.text.push('}');
        self.text.into_bytes()
    }

    fn name(&mut self, name: &str) {
        // A closing brace can only be that of a finished value here.
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        push_string(&mut self.text, name);
        self.text.push(':');
    }
}

/// Writes a string with its quotes, escaping what has to be escaped and nothing else.
fn push_string(text: &mut String, value: &str) {
    text.push('"');
    let mut plain = 0;
    for (at, byte) in value.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0x08 => "\\b",
            0x0C => "\\f",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x00..0x20 => "",
            _ => continue,
        };
        text.push_str(value.get(plain..at).unwrap_or_default());
        match escape {
            "" => text.push_str(&format!("\\u{byte:04x}")),
            escape => text.push_str(escape),
        }
        plain = at + 1;
    }
    text.push_str(value.get(plain..).unwrap_or_default());
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_in_order_and_escapes_only_where_needed() {
        let mut text = ObjectText::new();
        text.string("{", "{");
        text.object("o", |inner| inner.optional("none", None));
        text.object("p", |inner| {
            inner.number("n", "1.50");
            inner.string("s", "/é\u{7f}\u{2028}\"\\\u{0}\u{1f}\u{8}\u{c}\n\r\t");
        });
        text.optional("last", Some(""));
        assert_eq!(
            String::from_utf8(text.into_bytes()).unwrap(),
            "{\"{\":\"{\",\"o\":{},\"p\":{\"n\":1.50,\"s\":\"/é\u{7f}\u{2028}\\\"\\\\\\u0000\\u001f\\b\\f\\n\\r\\t\"},\"last\":\"\"}"
        );
    }
}
