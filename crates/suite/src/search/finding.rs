//! A finding: the smallest request that still shows a breach, in a form that can be kept and sent again.

use eks_auth_world::Partition;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::oracle::Breach;
use super::recipe::Recipe;
use crate::catalogue::{self, Level};
use crate::evidence::Evidence;
use crate::judge::Subject;
use crate::report::SuiteName;

/// The name of the file's form; it changes with the form.
pub const FINDING_SCHEMA: &str = "eks-auth-conformance/finding/v1";

/// A request that a service mishandles. It holds no secret: tokens and signatures are described by how they are made.
#[derive(Clone, Debug, Serialize)]
pub struct SearchFinding {
    schema: &'static str,
    suite: SuiteName,
    id: String,
    requirement: &'static str,
    level: Level,
    requires: &'static str,
    sources: Vec<String>,
    expected: String,
    observed: String,
    message: String,
    subject: String,
    differs: Vec<String>,
    reproduced: bool,
    seen: u64,
    exchange: Evidence,
    partition: &'static str,
    seed: u64,
    request: Recipe,
    #[serde(skip)]
    breach: Breach,
}

impl SearchFinding {
    pub(super) fn new(shown: Shown, subject: &Subject, seed: u64, reproduced: bool) -> Self {
        let Shown { recipe, breach, evidence } = shown;
        let known = catalogue::requirement(breach.requirement);
        let finding = &breach.finding;
        Self {
            schema: FINDING_SCHEMA,
            suite: SuiteName::THIS,
            id: id(&breach, &recipe),
            requirement: breach.requirement,
            level: known.map_or(Level::Must, catalogue::Requirement::level),
            requires: known.map_or("", catalogue::Requirement::text),
            sources: known.map_or_else(Vec::new, |known| {
                known.sources().iter().map(|source| source.name().to_owned()).collect()
            }),
            expected: finding.expected().to_owned(),
            observed: finding.observed().to_owned(),
            message: finding.message().to_owned(),
            subject: subject.to_string(),
            differs: recipe.words(),
            reproduced,
            seen: 1,
            exchange: evidence,
            partition: subject.world().partition().as_str(),
            seed,
            request: recipe,
            breach,
        }
    }

    /// The finding's name: the requirement, and a number that its request decides.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ID of the requirement that is broken.
    #[must_use]
    pub fn requirement(&self) -> &'static str {
        self.requirement
    }

    /// How binding it is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// What should have come back.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What came back.
    #[must_use]
    pub fn observed(&self) -> &str {
        &self.observed
    }

    /// The breach in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// In what the request differs from a plain one that is granted, in words. Empty: it is a plain one.
    #[must_use]
    pub fn differs(&self) -> &[String] {
        &self.differs
    }

    /// For whom the request is.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whether it came to the same when it was sent again.
    #[must_use]
    pub fn is_reproduced(&self) -> bool {
        self.reproduced
    }

    /// How many requests of the search showed it.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// The exchange that shows it, without secrets.
    #[must_use]
    pub fn exchange(&self) -> &Evidence {
        &self.exchange
    }

    /// The finding as a file: pretty-printed JSON with a line end.
    #[must_use]
    pub fn write(&self) -> String {
        // A finding is made of texts and numbers: there is nothing in it that JSON lacks.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    pub(super) fn breach(&self) -> &Breach {
        &self.breach
    }

    pub(super) fn recipe(&self) -> &Recipe {
        &self.request
    }

    pub(super) fn see_again(&mut self) {
        self.seen += 1;
    }
}

/// A breach with the request that shows it.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) recipe: Recipe,
    pub(super) breach: Breach,
    pub(super) evidence: Evidence,
}

/// A finding that was written to a file, read back to be sent again.
///
/// # Example
///
/// ```
/// use eks_auth_suite::search::KeptFinding;
///
/// assert!(KeptFinding::parse("{}").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct KeptFinding {
    id: String,
    partition: Partition,
    request: Recipe,
}

/// Why a text is no finding.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeptFindingError {
    /// It is not JSON, or lacks what a finding has.
    #[error("it is no finding of the search: {0}")]
    NotAFinding(serde_json::Error),
    /// It is a finding of another version.
    #[error("its schema is `{0}`, not `{FINDING_SCHEMA}`")]
    Schema(String),
    /// Its partition is none.
    #[error("its partition is `{0}`, which this suite does not know")]
    Partition(String),
}

impl KeptFinding {
    /// Reads a finding's file.
    ///
    /// # Errors
    ///
    /// When the text is no finding of this version.
    pub fn parse(text: &str) -> Result<Self, KeptFindingError> {
        #[derive(Deserialize)]
        struct File {
            schema: String,
            id: String,
            partition: String,
            request: Recipe,
        }
        let file: File = serde_json::from_str(text).map_err(KeptFindingError::NotAFinding)?;
        if file.schema != FINDING_SCHEMA {
            return Err(KeptFindingError::Schema(file.schema));
        }
        let partition =
            file.partition.parse().map_err(|_| KeptFindingError::Partition(file.partition.clone()))?;
        Ok(Self { id: file.id, partition, request: file.request })
    }

    /// The finding's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The partition of the world that it was found in.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// In what its request differs from a plain one, in words.
    #[must_use]
    pub fn differs(&self) -> Vec<String> {
        self.request.words()
    }

    pub(super) fn recipe(&self) -> &Recipe {
        &self.request
    }
}

/// The requirement in small letters, and a hash (FNV-1a) of what is observed with which edits: the same in every search that
/// finds the same.
fn id(breach: &Breach, recipe: &Recipe) -> String {
    let text = format!("{}\n{}", breach.finding.observed(), recipe.places().join("\n"));
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{}-{:08x}", breach.requirement.to_ascii_lowercase(), hash >> 32)
}
