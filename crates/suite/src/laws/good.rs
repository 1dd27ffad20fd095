//! A good answer, put together from the world alone.

use std::rc::Rc;
use std::sync::Arc;

use eks_auth_protocol::laws::Draw;
use eks_auth_protocol::operation;
use eks_auth_world::{Partition, World};
use serde_json::{Value, json};

use crate::exchange::{Answer, Exchange, Received, Sent};
use crate::judge::Subject;

/// When the request is sent.
pub(super) const NOW: i64 = 1_790_000_000;
/// A text in the form of a token; the judge verifies nothing.
const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.bm90LWEtc2lnbmF0dXJlLW5vdC1hLXNpZ25hdHVyZQ";
const UUID: &str = "0b1f2c3d-1111-4222-8333-444455556666";

/// Whose answer it is.
pub(super) struct Good {
    subject: Rc<Subject>,
}

/// The parts of an answer, to be changed.
pub(super) struct Parts {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Value,
    /// What is sent instead of the body's value.
    pub(super) text: Option<Vec<u8>>,
}

thread_local! {
    // Keys are parsed and pods named once for each thread.
    static SUBJECTS: Vec<Rc<Subject>> = subjects();
}

impl Good {
    /// The answer to the first subject of the world.
    pub(super) fn first() -> Self {
        Self::of(&mut Draw::new(&[]))
    }

    /// The answer to a subject that is drawn.
    pub(super) fn of(draw: &mut Draw<'_>) -> Self {
        SUBJECTS.with(|subjects| Self { subject: pick(draw, subjects.iter()) })
    }

    pub(super) fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Another subject of the world.
    pub(super) fn other(&self, draw: &mut Draw<'_>) -> Self {
        SUBJECTS.with(|subjects| {
            let others = subjects.iter().filter(|other| !other.shares_association_with(&self.subject));
            Self { subject: pick(draw, others) }
        })
    }

    /// The token that was sent.
    pub(super) fn token(&self) -> &'static str {
        TOKEN
    }

    /// The name of the session, with this UUID.
    pub(super) fn session(&self, uuid: &str) -> String {
        let ten = |name: &str| name.chars().take(10).collect::<String>();
        format!(
            "eks-{}-{}-{uuid}",
            ten(self.subject.cluster().name().as_str()),
            ten(self.subject.pod().name())
        )
    }

    /// The ARN of the role in a session.
    pub(super) fn role_arn(&self, session: &str) -> String {
        let role = self.subject.association().role_arn();
        format!("arn:{}:sts::{}:assumed-role/{}/{session}", role.partition(), role.account(), role.name())
    }

    /// The ID of the role in a session.
    pub(super) fn role_id(&self, session: &str) -> String {
        format!("{}:{session}", self.subject.association().role_id())
    }

    /// Requirements of members that have one right value: ID, place, value.
    pub(super) fn texts(&self) -> [(&'static str, &'static str, &str); 5] {
        let association = self.subject.association();
        [
            ("RSP-003", "/subject/namespace", association.namespace().as_str()),
            ("RSP-003", "/subject/serviceAccount", association.service_account().as_str()),
            ("RSP-004", "/audience", operation::AUDIENCE),
            ("RSP-005", "/podIdentityAssociation/associationArn", association.arn().as_str()),
            ("RSP-005", "/podIdentityAssociation/associationId", association.id().as_str()),
        ]
    }

    /// The good answer.
    pub(super) fn parts(&self) -> Parts {
        let association = self.subject.association();
        let session = self.session(UUID);
        let body = json!({
            "subject": {
                "namespace": association.namespace().as_str(),
                "serviceAccount": association.service_account().as_str(),
            },
            "audience": operation::AUDIENCE,
            "podIdentityAssociation": {
                "associationArn": association.arn().as_str(),
                "associationId": association.id().as_str(),
            },
            "assumedRoleUser": { "arn": self.role_arn(&session), "assumeRoleId": self.role_id(&session) },
            "credentials": {
                "sessionToken": "FAKE+SESSION/TOKEN+OF/A+GOOD/ANSWER+".repeat(8),
                "secretAccessKey": "FAKE/SECRET+ACCESS/KEY+OF/A+GOOD/ANSWER",
                "accessKeyId": "ASIAGOODANSWER000001",
                "expiration": NOW + 21_600,
            },
        });
        let header = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        let headers =
            vec![header("Content-Type", operation::CONTENT_TYPE), header(operation::REQUEST_ID_HEADER, UUID)];
        Parts { status: operation::SUCCESS_STATUS, headers, body, text: None }
    }

    /// The exchange in which this came back.
    pub(super) fn exchange(&self, received: Received) -> Exchange {
        let target = operation::path(self.subject.cluster().name());
        let body = json!({ "token": TOKEN }).to_string().into_bytes();
        let sent = Sent::new(operation::METHOD, target, Vec::new(), body, NOW as f64);
        Exchange::new(sent.with_token(Some(TOKEN.to_owned())), received)
    }
}

impl Parts {
    /// The credentials that nobody may show.
    pub(super) fn secrets(&self) -> Vec<String> {
        let text = |path| self.body.pointer(path).and_then(Value::as_str).map(str::to_owned);
        ["/credentials/sessionToken", "/credentials/secretAccessKey"].into_iter().filter_map(text).collect()
    }

    /// The answer.
    pub(super) fn into_received(self) -> Received {
        let body = self.text.unwrap_or_else(|| self.body.to_string().into_bytes());
        Received::Answer(Answer::new(self.status, self.headers, body))
    }
}

/// One of these, which there are in the world.
fn pick<'s>(draw: &mut Draw<'_>, mut subjects: impl Iterator<Item = &'s Rc<Subject>> + Clone) -> Rc<Subject> {
    let drawn = draw.below(subjects.clone().count());
    subjects.nth(drawn).cloned().expect("the world has subjects")
}

/// Every subject of the world that is granted.
fn subjects() -> Vec<Rc<Subject>> {
    let world = Arc::new(World::standard(Partition::Aws));
    let positions = world.clusters().iter().enumerate().flat_map(|(cluster, known)| {
        (0..known.associations().len()).map(move |association| (cluster, association))
    });
    let subjects = positions.filter_map(|(cluster, association)| Subject::new(&world, cluster, association));
    subjects.filter(|subject| subject.association().is_assumable()).map(Rc::new).collect()
}
