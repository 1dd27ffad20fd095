//! Whether an answer serves somebody else than the signed subject.

use std::borrow::Cow;

use eks_auth_protocol::wire::Document;
use eks_auth_world::Association;

use super::Subject;
use crate::exchange::Exchange;

/// What in a granted answer belongs to another subject of the world than the signed one, if anything does.
///
/// Values that belong to nobody are not judged here: the response requirements see them, and one flaw there is no reason
/// to fail every case that is granted.
pub(crate) fn serves_a_stranger(exchange: &Exchange, subject: &Subject) -> Option<String> {
    let document = Document::parse(exchange.answer()?.body()).ok()?;
    let text = |path: &str| {
        path.split('.')
            .try_fold(document.root(), |value, name| value.get(name))?
            .as_str()
            .map(Cow::into_owned)
    };
    let seen = [
        ("subject", pair(text("subject.namespace"), text("subject.serviceAccount"))),
        ("podIdentityAssociation.associationId", text("podIdentityAssociation.associationId")),
        ("podIdentityAssociation.associationArn", text("podIdentityAssociation.associationArn")),
        ("assumedRoleUser.assumeRoleId", text("assumedRoleUser.assumeRoleId").map(|id| before_colon(&id))),
        ("assumedRoleUser.arn", text("assumedRoleUser.arn").and_then(|arn| role_of(&arn))),
    ];
    let own = marks(subject.association());
    for ((place, value), own) in seen.into_iter().zip(own) {
        // What is not known of the signed subject may be whatever it is.
        let Some(own) = own else { continue };
        let Some(value) = value.filter(|value| *value != own) else { continue };
        if let Some(owner) = owner(subject, place, &value) {
            return Some(format!("`{place}` is that of {owner}"));
        }
    }
    None
}

/// What tells an association from the others, in the order of the members above.
fn marks(association: &Association) -> [Option<String>; 5] {
    [
        Some(format!("{}/{}", association.namespace(), association.service_account())),
        association.known_id().map(ToString::to_string),
        association.known_arn().map(ToString::to_string),
        association.known_role_id().map(ToString::to_string),
        association.known_role_arn().map(|arn| arn.name().to_string()),
    ]
}

fn owner(subject: &Subject, place: &str, value: &str) -> Option<String> {
    const PLACES: [&str; 5] = [
        "subject",
        "podIdentityAssociation.associationId",
        "podIdentityAssociation.associationArn",
        "assumedRoleUser.assumeRoleId",
        "assumedRoleUser.arn",
    ];
    let index = PLACES.iter().position(|known| *known == place)?;
    subject.world().clusters().iter().find_map(|cluster| {
        let association = cluster.associations().iter().find(|other| is_marked(other, index, value))?;
        Some(format!("{}/{} in {}", association.namespace(), association.service_account(), cluster.name()))
    })
}

fn is_marked(association: &Association, place: usize, value: &str) -> bool {
    let [own, ..] = &marks(association)[place..] else { return false };
    !association.is_stand_in() && own.as_deref() == Some(value)
}

fn pair(namespace: Option<String>, service_account: Option<String>) -> Option<String> {
    Some(format!("{}/{}", namespace?, service_account?))
}

fn before_colon(id: &str) -> String {
    id.split(':').next().unwrap_or_default().to_owned()
}

/// The role's name in either form of the ARN.
fn role_of(arn: &str) -> Option<String> {
    let resource = arn.splitn(6, ':').nth(5)?;
    match resource.strip_prefix("assumed-role/") {
        Some(rest) => rest.rsplit_once('/')?.0.rsplit('/').next().map(str::to_owned),
        None => resource.strip_prefix("role/")?.rsplit('/').next().map(str::to_owned),
    }
}
