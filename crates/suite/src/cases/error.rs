//! Errors: what each refusal is called, and the form of all of them.

use crate::Area::Error;
use crate::case::Case;
use crate::catalogue::is_must;
use crate::exchange::Exchange;
use crate::judge::{
    Finding, Form, Ruling, body_is_json_object, gives_away, has_message, has_name, has_name_header,
    judge_form, message_is_text, modelled_status, names_agree, names_request, shows_internals,
};
use crate::names::Naming;
use crate::probe::Transcript;
use crate::situation::{Kind, Situation};

/// What refusals of one kind are called: case, requirement, title, kinds, names.
const NAMES: &[(&str, &str, &str, &[Kind], Naming)] = &[
    ("error.name.expired", "TOK-009", "an expired token", &[Kind::Expired], Naming::EXPIRED_TOKEN),
    ("error.name.forged", "TOK-005", "a forged token", &[Kind::Forged], Naming::INVALID_TOKEN),
    (
        "error.name.claims",
        "TOK-012",
        "wrong claims",
        &[Kind::Claims, Kind::ExpiredOddly],
        Naming::DROPS_CREDENTIALS,
    ),
    ("error.name.claims-invalid", "TOK-013", "wrong claims", &[Kind::Claims], Naming::INVALID_TOKEN),
    ("error.name.subject", "TOK-015", "a wrong subject", &[Kind::Subject], Naming::DROPS_CREDENTIALS),
    ("error.name.subject-invalid", "TOK-016", "a wrong subject", &[Kind::Subject], Naming::INVALID_TOKEN),
    ("error.name.crit", "TOK-020", "an unknown critical extension", &[Kind::Crit], Naming::INVALID_TOKEN),
    (
        "error.name.expired-and-bad",
        "TOK-025",
        "an expired and otherwise bad token",
        &[Kind::ExpiredAndBad, Kind::ExpiredAndForged],
        Naming::DROPS_CREDENTIALS,
    ),
    (
        "error.name.expired-and-forged",
        "TOK-026",
        "an expired and forged token",
        &[Kind::ExpiredAndForged],
        Naming::INVALID_TOKEN,
    ),
    (
        "error.name.overlong",
        "TOK-028",
        "more than a token",
        &[Kind::Overlong],
        Naming::INVALID_TOKEN_OR_PARAMETER,
    ),
    (
        "error.name.token-member",
        "REQ-004",
        "an unusable `token`",
        &[Kind::TokenMember],
        Naming::MODELLED_OR_PROTOCOL,
    ),
    ("error.name.body", "REQ-006", "an unusable body", &[Kind::Body], Naming::MODELLED_OR_PROTOCOL),
    (
        "error.name.unknown-cluster",
        "CLU-006",
        "an unknown cluster",
        &[Kind::UnknownCluster],
        Naming::RESOURCE_NOT_FOUND,
    ),
    (
        "error.name.no-association",
        "ASC-001",
        "no association",
        &[Kind::NoAssociation],
        Naming::DROPS_CREDENTIALS,
    ),
    (
        "error.name.no-association-not-found",
        "ASC-002",
        "no association",
        &[Kind::NoAssociation],
        Naming::RESOURCE_NOT_FOUND,
    ),
    (
        "error.name.not-assumable",
        "ASC-003",
        "a role that cannot be assumed",
        &[Kind::NotAssumable],
        Naming::DROPS_CREDENTIALS,
    ),
    (
        "error.name.not-assumable-denied",
        "ASC-004",
        "a role that cannot be assumed",
        &[Kind::NotAssumable],
        Naming::ACCESS_DENIED,
    ),
];

/// The form of every error that the operation answers.
const FORMS: &[(&str, &str, &str, Form)] = &[
    ("error.names-agree", "ERR-001", "the error's names agree", names_agree),
    ("error.status", "ERR-002", "a modelled name comes at its modelled status", modelled_status),
    ("error.body", "ERR-003", "the body is one JSON object called JSON", body_is_json_object),
    ("error.message.type", "ERR-004", "the message is a string", message_is_text),
    ("error.name.present", "ERR-005", "the error has a name", has_name),
    ("error.name.header", "ERR-006", "the name is in X-Amzn-Errortype", has_name_header),
    ("error.message.present", "ERR-007", "the error has a message", has_message),
    ("error.request-id", "ERR-008", "the error names its request ID", names_request),
];

/// What a refusal of this kind must be called: each requirement that is a must, with the names.
pub(crate) fn names_that_must_be(kind: Kind) -> impl Iterator<Item = (&'static str, Naming)> {
    let rows = NAMES.iter().filter(move |(_, _, _, kinds, _)| kinds.contains(&kind));
    rows.map(|(_, id, _, _, naming)| (*id, *naming)).filter(move |(id, _)| is_must(id))
}

/// What an error of the operation must be like in form: each requirement that is a must, with its check.
pub(crate) fn forms_that_must_be() -> impl Iterator<Item = (&'static str, Form)> {
    FORMS.iter().map(|(_, id, _, form)| (*id, *form)).filter(move |(id, _)| is_must(id))
}

/// The cases over the probes of `situations`, which begin at `first`.
pub(super) fn cases(situations: &[Situation], first: usize) -> Vec<Case> {
    let probes = |wanted: &dyn Fn(&Situation) -> bool| -> Vec<usize> {
        situations.iter().enumerate().filter(|(_, row)| wanted(row)).map(|(index, _)| first + index).collect()
    };
    let names = NAMES.iter().map(|(id, requirement, what, kinds, naming)| {
        let probes = probes(&|row| kinds.iter().any(|kind| row.is(*kind)));
        let title = format!("{what} is refused with {}", naming.describe());
        Case::new(*id, requirement, title, Error, probes, |transcript| naming.judge(transcript))
    });
    let forms = FORMS.iter().map(|(id, requirement, title, form)| {
        let probes = probes(&Situation::has_operation_error);
        Case::new(*id, requirement, *title, Error, probes, |transcript| every_variant(transcript, *form))
    });
    let throttling = Case::new(
        "error.throttling",
        "STA-004",
        "a defective request is not throttled where its twin is granted",
        Error,
        probes(&|_| true),
        is_not_throttled,
    );
    names.chain(forms).chain([throttling]).collect()
}

/// What no answer may give away, over everything that is sent.
pub(super) fn leaks(probes: Vec<usize>) -> Vec<Case> {
    let secrets = |transcript: &Transcript| {
        every_turn(transcript, |turn| {
            let others: Vec<&Exchange> = transcript.turns.iter().map(|other| &other.exchange).collect();
            gives_away(&turn.exchange, turn.subject.world().caller(), &others)
        })
    };
    let internals = |transcript: &Transcript| every_turn(transcript, |turn| shows_internals(&turn.exchange));
    vec![
        Case::new("leak.secrets", "LEK-001", "no answer gives a secret away", Error, probes.clone(), secrets),
        Case::new(
            "leak.internals",
            "LEK-002",
            "no answer shows the inside of the service",
            Error,
            probes,
            internals,
        ),
    ]
}

fn every_variant(transcript: &Transcript, form: Form) -> Ruling {
    first_broken(transcript.variants().map(|turn| turn.tell(judge_form(&turn.exchange, form))))
}

fn every_turn(transcript: &Transcript, rule: impl Fn(&crate::probe::Turn) -> Ruling) -> Ruling {
    first_broken(transcript.turns.iter().map(|turn| turn.tell(rule(turn))))
}

/// The first breach; else what holds; else why there is nothing to say.
pub(super) fn first_broken(rulings: impl Iterator<Item = Ruling>) -> Ruling {
    let mut best = None;
    for ruling in rulings {
        match ruling {
            Ruling::Broken(_) => return ruling,
            Ruling::Holds(_) => best = Some(ruling),
            other => best = best.or(Some(other)),
        }
    }
    best.unwrap_or_else(|| Ruling::NotApplicable("nothing was sent".to_owned()))
}

pub(super) fn is_not_throttled(transcript: &Transcript) -> Ruling {
    if let Some(variant) = transcript.variants().last().filter(|_| transcript.throttles_variant_only()) {
        let finding = Finding::new(
            "a refusal for the defect",
            "429 on the defective request only",
            "the defective request is throttled (429) again and again while the same request without the defect is granted",
        );
        return Ruling::broken(finding).about(&variant.exchange);
    }
    Ruling::Holds("not throttled".to_owned())
}
