//! Names of a granted answer by their form alone, where nobody knows whose they should be.

use eks_auth_protocol::{Arn, NameError, Namespace, ServiceAccountName};

use super::member::View;
use super::{Finding, Ruling};

const ASSOCIATION_ARN: &str = "podIdentityAssociation.associationArn";
const ASSOCIATION_ID: &str = "podIdentityAssociation.associationId";

/// RSP-003: names that some service account can have.
pub(super) fn subject_is_named(view: &View<'_>) -> Ruling {
    type Check = fn(&str) -> Option<NameError>;
    let names: [(&str, Check); 2] = [
        ("subject.namespace", |text| Namespace::parse(text).err()),
        ("subject.serviceAccount", |text| ServiceAccountName::parse(text).err()),
    ];
    for (path, problem) in names {
        match view.text(path).map(|text| problem(&text)) {
            Err(absent) => return absent,
            Ok(Some(error)) => {
                let finding = Finding::new(
                    "names that Kubernetes allows",
                    format!("{path} that is none"),
                    format!("`{path}` is no name that Kubernetes allows: {error}"),
                );
                return Ruling::broken(finding.at(path));
            }
            Ok(None) => {}
        }
    }
    Ruling::Holds("names that Kubernetes allows".to_owned())
}

/// RSP-005: an association's ARN, and the ID in it.
pub(super) fn association_is_named(view: &View<'_>) -> Ruling {
    let (arn, id) = match (view.text(ASSOCIATION_ARN), view.text(ASSOCIATION_ID)) {
        (Ok(arn), Ok(id)) => (arn, id),
        (Err(absent), _) | (_, Err(absent)) => return absent,
    };
    let in_arn = Arn::parse(&arn).ok().filter(|arn| arn.service() == "eks").and_then(|arn| {
        let (_, id) = arn.resource().strip_prefix("podidentityassociation/")?.split_once('/')?;
        Some(id.to_owned())
    });
    let (path, problem) = match in_arn {
        Some(known) if known == id => return Ruling::Holds("an association's ARN, and its ID".to_owned()),
        Some(_) => (ASSOCIATION_ID, "is another ID than that in the ARN"),
        None => (ASSOCIATION_ARN, "is not the ARN of an association"),
    };
    let finding = Finding::new(
        "arn:<partition>:eks:<region>:<account>:podidentityassociation/<cluster>/<ID>, and that ID",
        format!("{path} {problem}"),
        format!("`{path}` {problem}"),
    );
    Ruling::broken(finding.at(path))
}
