//! The answer that says no.

use super::ERROR_TYPE;
use super::node::Node;
use crate::Answer;
use crate::refusal::Refusal;

/// The refusal in the form of restJson1: the name in a header, the text in a JSON object.
pub(crate) fn answer(refusal: &Refusal, request_id: &str) -> Answer {
    let body = Node::object([("message", Node::from(refusal.message.as_ref()))]).to_json();
    let mut answer =
        super::json(refusal.status, request_id, body).with_header(ERROR_TYPE, refusal.name.as_ref());
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
}
