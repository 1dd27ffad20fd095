//! The token: every named defect of the world, judged by the group that it belongs to.

use eks_auth_world::defect::{self, Defect, Group};

use crate::Area;
use crate::expect::Expect;
use crate::expect::Expect::{Either, Granted, NeverGranted, OneSubject, Refused, RefusedWith};
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Kind, Situation, token};
use crate::stage::Stage;

pub(super) fn situations() -> Vec<Situation> {
    defect::all().map(situation).collect()
}

/// What the first case of a defect expects, by which requirement, and what a refusal of it is about.
pub(crate) fn verdict(defect: &'static Defect) -> Option<(&'static str, Expect, Option<Kind>)> {
    situation(defect).verdict()
}

fn situation(defect: &'static Defect) -> Situation {
    let row = token(area(defect.group()), defect);
    let row = match defect.group() {
        Group::Legitimate => row.expect("TOK-001", Granted),
        Group::Uncommon => row.expect("TOK-002", Either).also("granted", "TOK-003", Granted),
        Group::Large => row.expect("REQ-014", Either).also("granted", "REQ-015", Granted).before_operation(),
        Group::Forged => row.kind(Kind::Forged).expect("TOK-004", Refused),
        Group::KeyReference => row.expect("TOK-007", Either),
        Group::Expired => row.kind(Kind::Expired).expect("TOK-008", Refused),
        Group::ExpiredOddly => row.kind(Kind::ExpiredOddly).expect("TOK-008", Refused),
        Group::Margin => row.expect("TOK-010", Either),
        Group::NotYetValid | Group::ExpiryUnreadable | Group::Issuer | Group::Audience => {
            row.kind(Kind::Claims).expect("TOK-011", Refused)
        }
        Group::Subject => row.kind(Kind::Subject).expect("TOK-014", Refused),
        Group::Incomplete => row.expect("TOK-029", Either),
        Group::NoPod => row.expect("TOK-017", Either).also("refused", "TOK-018", Refused),
        Group::Critical => row.kind(Kind::Crit).expect("TOK-019", Refused),
        Group::OtherAlgorithm | Group::CriticalOddly | Group::Oddity | Group::LooseJson => {
            row.expect("TOK-021", Either)
        }
        Group::LooseForm => row.expect("TOK-021", Either).also("refused", "TOK-022", Refused),
        Group::Contradiction => {
            row.expect("TOK-023", of_contradiction(defect.id())).also("refused", "TOK-024", Refused)
        }
        Group::UnreadablePayload => row.expect("TOK-011", Refused),
        Group::UnreadableHeader => row.expect("TOK-004", Refused),
        Group::ExpiredAndForged => row.kind(Kind::ExpiredAndForged).expect("TOK-025", Refused),
        Group::ExpiredAndMore => row.kind(Kind::ExpiredAndBad).expect("TOK-025", Refused),
        Group::ManyParts => {
            row.kind(Kind::Overlong).expect("TOK-027", NeverGranted).also("refused", "TOK-028", Refused)
        }
        Group::Surrounded | Group::JsonForm => {
            row.kind(Kind::Overlong).expect("TOK-021", Either).also("refused", "TOK-028", Refused)
        }
        Group::Unmatched => row.kind(Kind::TokenMember).expect("REQ-003", RefusedWith(&[400])),
        other => unreachable!("a group without a verdict: {other:?}"),
    };
    match defect.origin() {
        None => row,
        // What the defect was made from is itself unusual: a service that refuses that has nothing to show here.
        Some(origin) if origin.id() == defect.id() => row,
        Some(origin) => row.twin(move |stage, subject| genuine(stage, subject, origin)).optional_twin(),
    }
}

/// Which values may decide where a claim has two: both claims that name the subject agree on another one only where both
/// are there twice, in the same order.
fn of_contradiction(id: &str) -> Expect {
    match id {
        "duplicate-subject-last-other" => OneSubject,
        "duplicate-subject-crossed" => Refused,
        _ => Either,
    }
}

fn genuine(stage: &mut Stage, subject: &Subject, origin: &Defect) -> RequestSpec {
    let token = stage.defective(subject, origin);
    RequestSpec::plain(subject.cluster().name(), &token)
}

fn area(group: Group) -> Area {
    match group {
        Group::Forged
        | Group::KeyReference
        | Group::OtherAlgorithm
        | Group::Critical
        | Group::CriticalOddly
        | Group::LooseForm
        | Group::UnreadableHeader
        | Group::ManyParts
        | Group::Surrounded
        | Group::JsonForm
        | Group::Unmatched => Area::Signature,
        _ => Area::Claims,
    }
}
