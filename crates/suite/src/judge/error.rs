//! The form of an error: name, status, body, request ID. One flaw here fails one case, whatever was refused.

use eks_auth_protocol::wire::{Document, Kind};
use eks_auth_protocol::{Exception, operation};

use super::answer::media_type;
use super::{Finding, Identity, Ruling};
use crate::exchange::{Answer, Exchange};

/// What one requirement on the form of errors says of an error.
pub(crate) type Form = fn(&Answer) -> Ruling;

/// Judges the form of an answer if it is an error; what else came back does not concern the form of errors.
pub(crate) fn judge_form(exchange: &Exchange, form: Form) -> Ruling {
    match exchange.answer().filter(|answer| (400..600).contains(&answer.status())) {
        Some(answer) => form(answer).about(exchange),
        None => Ruling::NotApplicable("no error came back".to_owned()),
    }
}

/// ERR-001.
pub(crate) fn names_agree(answer: &Answer) -> Ruling {
    let identity = Identity::of(answer);
    let names: Vec<String> = identity.all().map(|(place, name)| format!("{place} {name}")).collect();
    if identity.agrees() {
        return Ruling::Holds("one name".to_owned());
    }
    Ruling::broken(Finding::new(
        "the same error name in X-Amzn-Errortype, `__type` and `code`",
        names.join(", "),
        format!("the error has different names in different places: {}", names.join(", ")),
    ))
}

/// ERR-002.
pub(crate) fn modelled_status(answer: &Answer) -> Ruling {
    let identity = Identity::of(answer);
    let Some(exception) = identity.name().and_then(Exception::from_name) else {
        return Ruling::NotApplicable("the error has no modelled name".to_owned());
    };
    let (name, status) = (exception.name(), exception.status());
    if answer.status() == status {
        return Ruling::Holds(format!("{status} {name}"));
    }
    Ruling::broken(Finding::new(
        format!("{status} {name}"),
        format!("{} {name}", answer.status()),
        format!("the status of {name} is {} where the model has {status}", answer.status()),
    ))
}

/// ERR-003.
pub(crate) fn body_is_json_object(answer: &Answer) -> Ruling {
    if answer.body().is_empty() {
        return Ruling::Holds("no body".to_owned());
    }
    let problem = match Document::parse(answer.body()) {
        Err(error) => Some((
            "a body that is not JSON".to_owned(),
            format!("the body of the error is not JSON: {error}"),
        )),
        Ok(document) if document.root().kind() != Kind::Object => {
            let kind = document.root().kind();
            Some((format!("a JSON {kind}"), format!("the body of the error is a JSON {kind}, not an object")))
        }
        Ok(_) => None,
    };
    match problem {
        None => content_type_says_json(answer),
        Some((observed, message)) => Ruling::broken(Finding::new(FORM, observed, message)),
    }
}

const FORM: &str = "one JSON object under a Content-Type that says JSON";

fn content_type_says_json(answer: &Answer) -> Ruling {
    let value = answer.header("content-type").unwrap_or_default();
    let media = media_type(&value);
    let json = media == operation::CONTENT_TYPE
        || media.ends_with("+json")
        || media.starts_with("application/x-amz-json");
    if json {
        return Ruling::Holds("a JSON object".to_owned());
    }
    Ruling::broken(
        Finding::new(
            FORM,
            format!("Content-Type {media:?}"),
            format!("the header Content-Type of the error is {value:?}"),
        )
        .at("content-type"),
    )
}

/// ERR-004.
pub(crate) fn message_is_text(answer: &Answer) -> Ruling {
    let Ok(document) = Document::parse(answer.body()) else {
        return Ruling::NotApplicable("the error has no JSON body: see ERR-003".to_owned());
    };
    for name in ["message", "Message"] {
        let mut kinds = document.root().get_all(name).map(|value| value.kind());
        // Clients of the protocol read a null member as absent.
        if let Some(kind) = kinds.find(|kind| !matches!(kind, Kind::String | Kind::Null)) {
            return Ruling::broken(Finding::new(
                "a string",
                format!("{name} of type {kind}"),
                format!("`{name}` of the error is of type {kind}, not a string"),
            ));
        }
    }
    Ruling::Holds("a string, or absent".to_owned())
}

/// ERR-005.
pub(crate) fn has_name(answer: &Answer) -> Ruling {
    match Identity::of(answer).name() {
        Some(_) => Ruling::Holds("a name".to_owned()),
        None => Ruling::broken(Finding::new(
            "an error name in X-Amzn-Errortype, `__type` or `code`",
            "no error name",
            format!("the error with status {} has no name", answer.status()),
        )),
    }
}

/// ERR-006.
pub(crate) fn has_name_header(answer: &Answer) -> Ruling {
    match Identity::of(answer).header() {
        Some(_) => Ruling::Holds("the header".to_owned()),
        None => Ruling::broken(Finding::new(
            "the error name in the header X-Amzn-Errortype",
            "no header X-Amzn-Errortype",
            format!("the error with status {} has no header X-Amzn-Errortype", answer.status()),
        )),
    }
}

/// ERR-007.
pub(crate) fn has_message(answer: &Answer) -> Ruling {
    let message = Document::parse(answer.body()).ok().and_then(|document| {
        let root = document.root();
        root.get("message").or_else(|| root.get("Message"))?.as_str().map(|text| !text.trim().is_empty())
    });
    match message {
        Some(true) => Ruling::Holds("a message".to_owned()),
        _ if answer.body().is_empty() => {
            Ruling::broken(Finding::new("a message", "an empty body", "the error has no body"))
        }
        _ => {
            Ruling::broken(Finding::new("a message", "no message", "the body of the error has no `message`"))
        }
    }
}

/// ERR-008.
pub(crate) fn names_request(answer: &Answer) -> Ruling {
    match answer.header(operation::REQUEST_ID_HEADER) {
        Some(id) if !id.is_empty() => Ruling::Holds("a request ID".to_owned()),
        _ => Ruling::broken(Finding::new(
            "a header X-Amzn-RequestId",
            "no request ID",
            format!("the error with status {} has no header X-Amzn-RequestId", answer.status()),
        )),
    }
}
