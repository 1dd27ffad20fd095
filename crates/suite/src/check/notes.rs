//! What a judgement is made of while it is made: nothing gets in with a secret in it.

use eks_auth_protocol::token;

use super::judgement::{Document, Judgement, Unjudged, Violation, Weight};
use crate::catalogue::{Level, Requirement, requirement};
use crate::judge::Finding;
use crate::redact::Secrets;

/// A hostile document can break one requirement a hundred thousand times: more often than this, nobody reads it.
const MOST: usize = 50;

/// Notes on one document.
pub(super) struct Notes {
    secrets: Secrets,
    violations: Vec<Violation>,
    unjudged: Vec<Unjudged>,
    dropped: usize,
}

impl Notes {
    /// Notes in which these secrets are masked.
    pub(super) fn hiding(secrets: Secrets) -> Self {
        Self { secrets, violations: Vec::new(), unjudged: Vec::new(), dropped: 0 }
    }

    /// A requirement is broken: what that weighs is its level.
    pub(super) fn broken(&mut self, id: &'static str, path: impl Into<String>, message: impl Into<String>) {
        let requirement = known(id);
        let weight = match requirement.level() {
            Level::Must => Weight::Must,
            Level::Should => Weight::Should,
            Level::May => Weight::Open,
        };
        self.note(requirement, weight, path.into(), message.into());
    }

    /// Good readers differ about it, which the requirement says.
    pub(super) fn open(&mut self, id: &'static str, path: impl Into<String>, message: impl Into<String>) {
        self.note(known(id), Weight::Open, path.into(), message.into());
    }

    /// What the judge found in an answer.
    pub(super) fn found(&mut self, id: &'static str, path: &str, finding: &Finding) {
        let path = if finding.path().is_empty() { path } else { finding.path() };
        self.broken(id, path, finding.message());
    }

    pub(super) fn unjudged(&mut self, what: &'static str, why: impl Into<String>) {
        let why = self.masked(&why.into());
        self.unjudged.push(Unjudged::new(what, why));
    }

    /// Empty notes on the same document.
    pub(super) fn aside(&self) -> Self {
        Self::hiding(self.secrets.clone())
    }

    pub(super) fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Takes over what was noted elsewhere on the same document.
    pub(super) fn take(&mut self, violations: impl IntoIterator<Item = Violation>) {
        for violation in violations {
            if !self.violations.contains(&violation) {
                self.violations.push(violation);
            }
        }
    }

    pub(super) fn into_judgement(mut self, document: Document) -> Judgement {
        if self.dropped > 0 {
            let why = format!("{} more of requirements that are broken {MOST} times already", self.dropped);
            self.unjudged("further violations", why);
        }
        Judgement::new(document, self.violations, self.unjudged)
    }

    fn note(&mut self, requirement: &'static Requirement, weight: Weight, path: String, message: String) {
        let same = |known: &&Violation| known.requirement() == requirement;
        if self.violations.iter().filter(same).count() >= MOST {
            self.dropped += 1;
            return;
        }
        let (path, message) = (self.masked(&path), self.masked(&message));
        self.violations.push(Violation::new(path, message, requirement, weight));
    }

    fn masked(&self, text: &str) -> String {
        self.secrets.mask(&token::redact(text))
    }
}

fn known(id: &'static str) -> &'static Requirement {
    requirement(id).unwrap_or_else(|| unreachable!("the catalogue has no {id}"))
}
