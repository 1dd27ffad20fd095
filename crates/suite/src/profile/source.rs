//! Where a token comes from, and whether it is what it is said to be.

use std::io::Read;
use std::path::{Path, PathBuf};

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::GivenToken;

use super::error::{ProfileError, TokenProblem};

/// More than this is no token that anybody has.
const LIMIT: u64 = 64 * 1024;
/// A token that is to be expired is so for longer than any leeway.
const LEEWAY: i64 = 60;

/// Where one token comes from: never the profile itself, and never the command line.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The key of the profile that names it.
    key: String,
    place: Where,
}

#[derive(Clone, Debug)]
enum Where {
    File(PathBuf),
    Variable(String),
}

impl Source {
    /// A source as a profile in this folder writes it.
    pub(super) fn new((key, kind, value): (String, &str, &str), folder: &Path) -> Self {
        let place = match kind {
            "env" => Where::Variable(value.to_owned()),
            _ => Where::File(folder.join(value)),
        };
        Self { key, place }
    }

    /// Reads the token anew: what a file holds may have been replaced since.
    pub(super) fn read(&self) -> Result<GivenToken, ProfileError> {
        let text = self.text().map_err(|problem| self.problem(problem))?;
        GivenToken::read(text.trim()).map_err(|error| self.problem(error.into()))
    }

    /// Reads a token that is valid at this moment.
    pub(super) fn valid(&self, now: i64) -> Result<GivenToken, ProfileError> {
        let token = self.read()?;
        let expires = token.expires_at().ok_or_else(|| self.problem(TokenProblem::NoExpiry))?;
        if expires <= now {
            return Err(self.problem(TokenProblem::Expired(now.saturating_sub(expires))));
        }
        if let Some(begins) = token.not_before().filter(|begins| *begins > now) {
            return Err(self.problem(TokenProblem::NotYetValid(begins.saturating_sub(now))));
        }
        self.is_for_us(&token)?;
        Ok(token)
    }

    /// Reads a token that is expired beyond any leeway.
    pub(super) fn expired(&self, now: i64) -> Result<GivenToken, ProfileError> {
        let token = self.read()?;
        let expires = token.expires_at().ok_or_else(|| self.problem(TokenProblem::NoExpiry))?;
        if expires >= now.saturating_sub(LEEWAY) {
            return Err(self.problem(TokenProblem::NotExpired));
        }
        self.is_for_us(&token)?;
        Ok(token)
    }

    pub(super) fn problem(&self, problem: TokenProblem) -> ProfileError {
        ProfileError::Token { name: self.key.clone(), problem }
    }

    fn is_for_us(&self, token: &GivenToken) -> Result<(), ProfileError> {
        let is_right = token.audience().iter().any(|audience| audience == AUDIENCE);
        if is_right { Ok(()) } else { Err(self.problem(TokenProblem::Audience)) }
    }

    fn text(&self) -> Result<String, TokenProblem> {
        let path = match &self.place {
            Where::Variable(name) => {
                return std::env::var(name).map_err(|_| TokenProblem::Variable(name.clone()));
            }
            Where::File(path) => path,
        };
        read(path)
    }
}

/// The text of a small file.
pub(super) fn read(path: &Path) -> Result<String, TokenProblem> {
    let shown = || path.display().to_string();
    let fail = |source| TokenProblem::File { path: shown(), source };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(LIMIT + 1).read_to_string(&mut text).map_err(fail)?;
    if text.len() as u64 > LIMIT { Err(TokenProblem::TooLarge(shown())) } else { Ok(text) }
}
