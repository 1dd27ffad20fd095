//! The tokens of a profile, and the world that is made of them: anew for each probe, since tokens are replaced.

use std::sync::Arc;

use eks_auth_world::{Caller, GivenToken, Outside, OutsideAssociation, PublicKey, World};

use super::error::{ProfileError, TokenProblem};
use super::source::{Source, read};
use super::{AssociationProfile, Profile};
use crate::redact::Secrets;
use crate::stage::Stage;

/// Tokens that stand in for something that nobody here can make.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spares {
    expired: Option<GivenToken>,
    foreign: Option<GivenToken>,
    unassociated: Option<GivenToken>,
}

/// By how much a token has to be expired to stand for each defect, in seconds: the nearest that it reaches.
const EXPIRED: [(&str, i64); 5] = [
    ("exp-past-year", 31_536_000),
    ("exp-past-day", 86_400),
    ("exp-past", 3_600),
    ("exp-past-90s", 90),
    ("exp-past-61s", 61),
];

impl Spares {
    /// The token that stands for a token with this defect.
    pub(crate) fn standing_for(&self, defect: &str, now: i64) -> Option<&str> {
        let token = self.expired.as_ref()?;
        let age = now.saturating_sub(token.expires_at()?);
        let (nearest, _) = EXPIRED.iter().find(|(_, seconds)| age >= *seconds)?;
        (*nearest == defect).then(|| token.expose())
    }

    /// A token of another cluster.
    pub(crate) fn foreign(&self) -> Option<&str> {
        self.foreign.as_ref().map(GivenToken::expose)
    }

    /// A token of a service account without an association.
    pub(crate) fn unassociated(&self) -> Option<&str> {
        self.unassociated.as_ref().map(GivenToken::expose)
    }
}

/// What makes stages of a profile's tokens.
#[derive(Debug)]
pub(crate) struct Supply {
    profile: Profile,
    caller: Caller,
    ours: World,
}

impl Supply {
    pub(crate) fn new(profile: Profile, caller: Caller) -> Self {
        let ours = World::standard(profile.partition());
        Self { profile, caller, ours }
    }

    /// Looks at every token that the profile names.
    pub(crate) fn look_at(&self, now: i64) -> Result<World, ProfileError> {
        self.expired(now)?;
        self.foreign(now)?;
        self.unassociated(now)?;
        self.world(now)
    }

    /// The world of this moment, with every token of an association read and looked at.
    pub(crate) fn world(&self, now: i64) -> Result<World, ProfileError> {
        let [first, further @ ..] = self.profile.associations.as_slice() else {
            unreachable!("a profile has a first association")
        };
        let mut accounts = vec![first.token.read()?.pod().subject()];
        let mut outside =
            Outside::new(self.profile.cluster.clone(), self.profile.region.as_str(), known_of(first, now)?)
                .with_caller(self.caller.clone());
        for association in further {
            let made = known_of(association, now)?;
            self.of_same_issuer(&association.token, made.token.clone())?;
            let account = made.token.pod().subject();
            if accounts.contains(&account) {
                return Err(association.token.problem(TokenProblem::Twice));
            }
            accounts.push(account);
            outside = outside.with_association(made);
        }
        if let Some(key) = self.public_key()? {
            outside = outside.with_public_key(key);
        }
        if let Some(account) = &self.profile.account_id {
            outside = outside.in_account(account.clone());
        }
        Ok(outside.world(&self.ours))
    }

    /// The stage of one probe at this moment.
    pub(crate) fn stage(&self, now: f64, seed: u64, salt: &str) -> Result<Stage, ProfileError> {
        let moment = now as i64;
        let world = Arc::new(self.world(moment)?);
        Ok(Stage::new(world, now, seed, salt).with_spares(self.spares(moment)))
    }

    /// What must never be shown, whatever is sent: of every token its signature, and the caller's own secrets.
    pub(crate) fn secrets(&self, now: i64) -> Result<Secrets, ProfileError> {
        let mut secrets = Secrets::default();
        let spares = self.spares(now);
        let spares = [spares.expired, spares.foreign, spares.unassociated].into_iter().flatten();
        for association in &self.profile.associations {
            secrets.learn_token(association.token.valid(now)?.expose());
        }
        spares.for_each(|token| secrets.learn_token(token.expose()));
        secrets.learn(self.caller.secret_access_key().expose());
        if let Some(session) = self.caller.session_token() {
            secrets.learn(session.expose());
        }
        Ok(secrets)
    }

    /// The public half of the key that signed the valid token, if the profile has it.
    fn public_key(&self) -> Result<Option<PublicKey>, ProfileError> {
        let Some(path) = &self.profile.jwks else { return Ok(None) };
        let fail = |problem| ProfileError::Token { name: "jwks".to_owned(), problem };
        let token = self.valid()?;
        let key = PublicKey::rsa_of_set(&read(path).map_err(fail)?, token.kid());
        key.map(Some).ok_or_else(|| fail(TokenProblem::NoKey))
    }

    /// The spares of this moment. One that is no good any more is as good as none: it spoils only what needs it.
    fn spares(&self, now: i64) -> Spares {
        Spares {
            expired: self.expired(now).ok().flatten(),
            foreign: self.foreign(now).ok().flatten(),
            unassociated: self.unassociated(now).ok().flatten(),
        }
    }

    fn expired(&self, now: i64) -> Result<Option<GivenToken>, ProfileError> {
        let Some(source) = &self.profile.expired else { return Ok(None) };
        self.of_same_issuer(source, source.expired(now)?).map(Some)
    }

    fn foreign(&self, now: i64) -> Result<Option<GivenToken>, ProfileError> {
        let Some(source) = &self.profile.foreign else { return Ok(None) };
        let token = source.valid(now)?;
        if token.issuer() == self.valid()?.issuer() {
            return Err(source.problem(TokenProblem::SameIssuer));
        }
        Ok(Some(token))
    }

    fn unassociated(&self, now: i64) -> Result<Option<GivenToken>, ProfileError> {
        let Some(source) = &self.profile.unassociated else { return Ok(None) };
        let token = self.of_same_issuer(source, source.valid(now)?)?;
        for association in &self.profile.associations {
            if association.token.read()?.pod().subject() == token.pod().subject() {
                return Err(source.problem(TokenProblem::Associated));
            }
        }
        Ok(Some(token))
    }

    /// The valid token as it is now.
    fn valid(&self) -> Result<GivenToken, ProfileError> {
        self.profile.associations[0].token.read()
    }

    fn of_same_issuer(&self, source: &Source, token: GivenToken) -> Result<GivenToken, ProfileError> {
        let is_same = token.issuer() == self.valid()?.issuer();
        if is_same { Ok(token) } else { Err(source.problem(TokenProblem::OtherIssuer)) }
    }
}

/// An association with its token, if that is of the service account that it should be.
fn known_of(association: &AssociationProfile, now: i64) -> Result<OutsideAssociation, ProfileError> {
    let token = association.token.valid(now)?;
    let pod = token.pod();
    let namespace = association.namespace.as_ref().map_or(pod.namespace(), |name| name.as_str());
    let account = association.service_account.as_ref().map_or(pod.service_account(), |name| name.as_str());
    if (pod.namespace(), pod.service_account()) != (namespace, account) {
        return Err(association.token.problem(TokenProblem::Subject {
            found: format!("{}/{}", pod.namespace(), pod.service_account()),
            wanted: format!("{namespace}/{account}"),
        }));
    }
    Ok(OutsideAssociation {
        role_arn: association.role_arn.clone(),
        role_id: association.role_id.clone(),
        association_arn: association.association_arn.clone(),
        association_id: association.association_id.clone(),
        token,
    })
}
