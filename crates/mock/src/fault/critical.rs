//! Faults in judging crit.

use super::{Fault, Hook, crash};
use crate::decide::signature::critical;
use crate::json::Json;

pub(super) static FAULTS: &[Fault] = &[
    Fault::new(
        "signature.crit.ignored",
        "TOK-019",
        "crit is not looked at",
        Hook::Stages(|stages| stages.critical = |_| Ok(())),
    ),
    Fault::new(
        "signature.crit.one-ignored",
        "TOK-019",
        "a crit of one name is not looked at",
        Hook::Stages(|stages| {
            stages.critical = |evidence| {
                let one = evidence
                    .jws
                    .header
                    .get("crit")
                    .and_then(Json::as_array)
                    .is_some_and(|names| names.len() == 1);
                if one { Ok(()) } else { critical(evidence) }
            };
        }),
    ),
    Fault::new(
        "signature.crit.present-suffices",
        "TOK-019",
        "a crit passes whose names the header has",
        Hook::Stages(|stages| {
            stages.critical = |evidence| {
                let header = &evidence.jws.header;
                let names = header.get("crit").and_then(Json::as_array).unwrap_or_default();
                let all = !names.is_empty()
                    && names.iter().all(|name| name.as_text().is_some_and(|name| header.get(name).is_some()));
                if all { Ok(()) } else { critical(evidence) }
            };
        }),
    ),
    Fault::new(
        "signature.crit.crash",
        "TOK-019",
        "crit crashes the service",
        Hook::Stages(|stages| {
            stages.critical = |evidence| critical(evidence).map_err(|_| crash());
        }),
    ),
    Fault::new(
        "signature.crit.request",
        "TOK-020",
        "crit is refused as an InvalidRequestException",
        Hook::Stages(|stages| {
            stages.critical = |evidence| {
                critical(evidence).map_err(|refusal| refusal.renamed(400, "InvalidRequestException"))
            };
        }),
    ),
];
