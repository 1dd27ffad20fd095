//! The gravest defects for every association and every key: what is right in one cluster, or for one algorithm, need not be in
//! another.

use eks_auth_world::{Algorithm, Fixture, SigningKey, TokenDraft};

use crate::Area::{Claims, Cluster, Signature};
use crate::expect::Expect::{Either, Granted, Refused};
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Kind, Situation, Value, sweep};
use crate::stage::Stage;

const HOUR: i64 = 3_600;
/// So much of a name is told.
const SHOWN: usize = 32;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        everywhere(
            "boundary.everywhere.granted",
            "a good token comes for every association, and by every RSA key",
            Algorithm::Rs256,
            UNCHANGED,
        )
        .expect("TOK-001", Granted),
        everywhere(
            "boundary.everywhere.es256",
            "a good token comes for every cluster by its P-256 key",
            Algorithm::Es256,
            UNCHANGED,
        )
        .expect("TOK-002", Either)
        .also("granted", "TOK-003", Granted),
        everywhere(
            "boundary.everywhere.expired",
            "`exp` is past, for every association and by every RSA key",
            Algorithm::Rs256,
            EXPIRED,
        )
        .kind(Kind::Expired)
        .expect("TOK-008", Refused),
        by_p256("boundary.everywhere.es256-expired", "`exp` is past in tokens of P-256 keys", EXPIRED)
            .expect("TOK-008", Refused),
        everywhere(
            "boundary.everywhere.claims",
            "`aud`, `iss` or `nbf` is wrong, for every association and by every RSA key",
            Algorithm::Rs256,
            NOT_FOR_US,
        )
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        by_p256(
            "boundary.everywhere.es256-claims",
            "`aud`, `iss` or `nbf` is wrong in tokens of P-256 keys",
            NOT_FOR_US,
        )
        .expect("TOK-011", Refused),
        sweep(
            Signature,
            "boundary.everywhere.signature",
            "the signature is another token's, for every association and by every key",
            |stage, _| holders(stage).iter().map(|holder| holder.exchanged(stage)).collect(),
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        sweep(
            Signature,
            "boundary.everywhere.foreign",
            "every other cluster's token or key is used for each cluster",
            |stage, _| pairs(stage).iter().flat_map(|(own, other)| foreign(stage, own, other)).collect(),
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        sweep(
            Cluster,
            "boundary.everywhere.unassociated",
            "no association has the service account, in every namespace of each cluster",
            |stage, _| {
                let subjects: Vec<Subject> = stage.subjects().collect();
                let value = |subject: &Subject| {
                    let request = stage.plain_of_nobody(subject);
                    Value::new(named(subject), request).of(subject.clone())
                };
                subjects.iter().map(value).collect()
            },
        )
        .kind(Kind::NoAssociation)
        .expect("ASC-001", Refused),
    ]
}

/// What is wrong with a token, and how it comes to that at some moment.
type Flaw = (&'static str, fn(&mut TokenDraft<'_>, i64));

const UNCHANGED: &[Flaw] = &[("", |_, _| {})];

const EXPIRED: &[Flaw] = &[
    ("expired for two minutes", |draft, now| expired(draft, now - 120)),
    ("expired for a day", |draft, now| expired(draft, now - 24 * HOUR)),
];

const NOT_FOR_US: &[Flaw] = &[
    ("for another audience", |draft, _| draft.claims_mut().set("aud", "sts.amazonaws.com")),
    ("of another issuer", |draft, _| draft.claims_mut().set("iss", "https://issuer.invalid")),
    ("good in an hour", |draft, now| draft.claims_mut().set("nbf", now + HOUR)),
];

/// A token of an hour that ended then.
fn expired(draft: &mut TokenDraft<'_>, end: i64) {
    for (claim, time) in [("iat", end - HOUR), ("nbf", end - HOUR), ("exp", end)] {
        draft.claims_mut().set(claim, time);
    }
}

/// A sweep over these flaws for every association and by every key for this algorithm.
fn everywhere(
    id: &'static str,
    title: &'static str,
    algorithm: Algorithm,
    flaws: &'static [Flaw],
) -> Situation {
    sweep(Claims, id, title, move |stage, _| {
        let (mut holders, now) = (holders(stage), stage.now());
        holders.retain(|holder| holder.algorithm() == Some(algorithm));
        if holders.is_empty() {
            stage.world().want(Fixture::SecondKey);
        }
        let values = holders.iter().flat_map(|holder| flaws.iter().map(move |flaw| (holder, flaw)));
        let value = |(holder, (what, edit)): (&Holder, &Flaw)| {
            holder.value(what, holder.token(stage, |draft| edit(draft, now)))
        };
        values.map(value).collect()
    })
}

/// The same for P-256 keys. Where a good token of such a key is refused, there is nothing to see.
fn by_p256(id: &'static str, title: &'static str, flaws: &'static [Flaw]) -> Situation {
    let good = |stage: &mut Stage, subject: &Subject| {
        let is_p256 = |key: &SigningKey| key.algorithm() == Algorithm::Es256;
        let position = subject.cluster().keys().iter().position(is_p256).unwrap_or_default();
        let token = stage.signed_by(subject, position);
        RequestSpec::plain(subject.cluster().name(), &token)
    };
    everywhere(id, title, Algorithm::Es256, flaws).twin(good).optional_twin()
}

/// Who has a token, and which of the cluster's keys signed it.
struct Holder {
    subject: Subject,
    key: usize,
}

impl Holder {
    fn algorithm(&self) -> Option<Algorithm> {
        self.subject.cluster().keys().get(self.key).map(SigningKey::algorithm)
    }

    fn token(&self, stage: &mut Stage, edit: impl FnOnce(&mut TokenDraft<'_>)) -> String {
        stage.edited_by(&self.subject, self.key, edit)
    }

    fn value(&self, what: &str, token: String) -> Value {
        let comma = if what.is_empty() { "" } else { ", " };
        let key = if self.key == 0 { String::new() } else { format!(", by its key {}", self.key + 1) };
        let request = RequestSpec::plain(self.subject.cluster().name(), &token);
        Value::new(format!("{}{key}{comma}{what}", named(&self.subject)), request).of(self.subject.clone())
    }

    /// The token with the signature of another one, of the same length and by the same key.
    fn exchanged(&self, stage: &mut Stage) -> Value {
        stage.world().want(Fixture::SecondToken);
        let (own, other) = (self.token(stage, |_| {}), self.token(stage, |_| {}));
        let (signed, _) = own.rsplit_once('.').unwrap_or_default();
        let (_, signature) = other.rsplit_once('.').unwrap_or_default();
        self.value("", format!("{signed}.{signature}"))
    }
}

/// Every association with the first key of its cluster, and the first of each cluster with every other key.
fn holders(stage: &Stage) -> Vec<Holder> {
    let mut holders: Vec<Holder> = Vec::new();
    for subject in stage.subjects() {
        let is_first = holders.iter().all(|holder| are_apart(&holder.subject, &subject));
        let keys = if is_first { subject.cluster().keys().len() } else { 1 };
        holders.extend((0..keys).map(|key| Holder { subject: subject.clone(), key }));
    }
    holders
}

/// The first association of each cluster, beside that of every other cluster.
fn pairs(stage: &Stage) -> Vec<(Subject, Subject)> {
    let mut firsts: Vec<Subject> = Vec::new();
    for subject in stage.subjects() {
        if firsts.iter().all(|first| are_apart(first, &subject)) {
            firsts.push(subject);
        }
    }
    if firsts.len() < 2 {
        stage.world().want(Fixture::SecondCluster);
    }
    let pairs = firsts.iter().flat_map(|own| firsts.iter().map(move |other| (own.clone(), other.clone())));
    pairs.filter(|(own, other)| are_apart(own, other)).collect()
}

/// Whether they are in different clusters.
fn are_apart(one: &Subject, other: &Subject) -> bool {
    one.cluster().name() != other.cluster().name()
}

/// The other cluster's token, and a token of this cluster that the other one's key signed.
fn foreign(stage: &mut Stage, own: &Subject, other: &Subject) -> [Value; 2] {
    let cluster = own.cluster().name();
    let (token, signed) = (stage.token(other), stage.signed_elsewhere(own, other));
    [(token, "token"), (signed, "key")].map(|(token, what)| {
        let what = format!("the {what} of {}, for {}", named(other), named(own));
        Value::new(what, RequestSpec::plain(cluster, &token)).of(own.clone())
    })
}

/// A subject in words that fit into a line: the longest names are longer than that.
fn named(subject: &Subject) -> String {
    let short = |name: &str| match name.get(..SHOWN).filter(|start| start.len() < name.len()) {
        Some(start) => format!("{start}…"),
        None => name.to_owned(),
    };
    let association = subject.association();
    let names = [association.namespace().as_str(), association.service_account().as_str()].map(short);
    format!("{}/{} in {}", names[0], names[1], short(subject.cluster().name().as_str()))
}
