//! The answer that says no.

use super::ERROR_TYPE;
use super::node::{Node, Write};
use crate::Answer;
use crate::refusal::Refusal;

/// A refusal on its way out: where its name and its text stand.
pub(crate) struct Told {
    /// The header that names the error.
    pub(crate) name: Option<String>,
    /// The body; an answer without one has no Content-Type either.
    pub(crate) body: Option<Node>,
}

impl Told {
    /// The form of restJson1: the name in a header, the text in a JSON object.
    pub(crate) fn of(refusal: &Refusal) -> Told {
        Told { name: Some(refusal.name.to_string()), body: Some(Node::object([message(refusal)])) }
    }
}

/// The member that carries the text.
fn message(refusal: &Refusal) -> (&'static str, Node) {
    ("message", Node::from(refusal.message.as_ref()))
}

/// The refusal as the whole service tells it.
pub(crate) fn answer(refusal: &Refusal, request_id: &str) -> Answer {
    tell(refusal, Told::of(refusal), Node::to_json, request_id)
}

/// The refusal told so, its body written so.
pub(crate) fn tell(refusal: &Refusal, told: Told, write: Write, request_id: &str) -> Answer {
    let mut answer =
        super::json(refusal.status, request_id, told.body.as_ref().map(write).unwrap_or_default());
    if told.body.is_none() {
        answer.remove_header("Content-Type");
    }
    if let Some(name) = told.name {
        answer.push_header(ERROR_TYPE, name);
    }
    for (name, value) in &refusal.headers {
        answer.push_header(name, *value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_in_the_header_and_the_text_in_the_body() {
        let refusal = Refusal::protocol(418, "TeapotException", "a \"pot\"").closing();
        let answer = answer(&refusal, "id-1");
        assert_eq!(answer.status(), 418);
        assert_eq!(answer.header("x-amzn-errortype"), Some("TeapotException"));
        assert_eq!(answer.header("x-amzn-requestid"), Some("id-1"));
        assert_eq!(answer.header("connection"), Some("close"));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.body(), br#"{"message":"a \"pot\""}"#);
    }

    #[test]
    fn nothing_is_told_where_there_is_nothing() {
        let refusal = Refusal::protocol(418, "TeapotException", "a pot");
        let answer = tell(&refusal, Told { name: None, body: None }, Node::to_json, "id-1");
        assert_eq!((answer.header("x-amzn-errortype"), answer.header("content-type")), (None, None));
        assert!(answer.body().is_empty());
    }
}
