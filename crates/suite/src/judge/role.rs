//! `assumedRoleUser`: whose role, in which form, with which session.

use eks_auth_protocol::{AccountId, Arn, RoleArn, RoleId};

use super::member::{View, difference};
use super::session::SessionName;
use super::subject::Subject;
use super::{Finding, Ruling};

const ARN: &str = "assumedRoleUser.arn";
const ROLE_ID: &str = "assumedRoleUser.assumeRoleId";

/// RSP-006.
pub(super) fn arn_names_the_role(view: &View<'_>) -> Ruling {
    let text = match view.text(ARN) {
        Ok(text) => text,
        Err(absent) => return absent,
    };
    let role = view.role();
    if is_own(&text, role) {
        return Ruling::Holds("the role's own ARN".to_owned());
    }
    let Some(part) = mismatch(&text, role) else {
        return Ruling::Holds("the STS assumed-role form".to_owned());
    };
    let (wanted, whose) = match role {
        Some(role) => (format!("an ARN of role {role}"), format!("that of the associated role {role}")),
        None => ("an ARN of a role".to_owned(), "that of a role".to_owned()),
    };
    Ruling::broken(Finding::new(
        wanted,
        format!("{ARN} of another {part}"),
        format!("`{ARN}` is {text:?}: its {part} is not {whose}"),
    ))
}

/// RSP-007.
pub(super) fn arn_has_the_sts_form(view: &View<'_>) -> Ruling {
    let text = match view.text(ARN) {
        Ok(text) => text,
        Err(absent) => return absent,
    };
    let role = view.role();
    let deviation = if is_own(&text, role) {
        "the role's own ARN"
    } else if mismatch(&text, role).is_some() {
        return Ruling::NotApplicable(format!("`{ARN}` does not name the role: see RSP-006"));
    } else if Arn::parse(&text).is_ok_and(|arn| !arn.region().is_empty()) {
        "a region in the ARN"
    } else if text.split('/').count() > 3 {
        "the role's path in the ARN"
    } else {
        return Ruling::Holds("the STS assumed-role form".to_owned());
    };
    Ruling::broken(Finding::new(
        "arn:<partition>:sts::<account>:assumed-role/<role name>/<session name>",
        deviation,
        format!("`{ARN}` has {deviation}: {text:?}"),
    ))
}

/// RSP-008.
pub(super) fn session_name_is_in_form(view: &View<'_>) -> Ruling {
    let names = session_names(view);
    if names.is_empty() {
        return Ruling::NotApplicable(
            "neither member of `assumedRoleUser` carries a session name".to_owned(),
        );
    }
    let (cluster, pod) = match view.known.subject {
        Some(subject) => (subject.cluster().name().as_str(), subject.pod().name()),
        None => ("<cluster>", "<pod>"),
    };
    for (path, name) in &names {
        if let Err(problem) = view.session(name) {
            return Ruling::broken(Finding::new(
                format!("eks-{cluster}-{pod}-<uuid>, the names cut or not, at most 64 characters"),
                format!("a session name that {problem}"),
                format!("the session name {name:?} in `{path}` {problem}"),
            ));
        }
    }
    Ruling::Holds("eks-<cluster>-<pod>-<uuid>".to_owned())
}

/// RSP-009.
pub(super) fn session_names_agree(view: &View<'_>) -> Ruling {
    match session_names(view).as_slice() {
        [(_, arn), (_, id)] if arn == id => Ruling::Holds("the same session name in both".to_owned()),
        [(_, arn), (_, id)] => Ruling::broken(Finding::new(
            "the same session name in both",
            "two session names",
            format!("`{ARN}` names session {arn:?}, `{ROLE_ID}` names {id:?}"),
        )),
        _ => Ruling::NotApplicable("only one member carries a session name".to_owned()),
    }
}

/// RSP-010, the part that one answer shows: the UUID's hyphens.
pub(super) fn uuid_has_hyphens(view: &View<'_>) -> Ruling {
    for (path, name) in session_names(view) {
        match view.session(&name) {
            Ok(session) if session.has_hyphens() => return Ruling::Holds("a UUID with hyphens".to_owned()),
            Ok(_) => {
                return Ruling::broken(Finding::new(
                    "a UUID with hyphens",
                    "a UUID without hyphens",
                    format!("the session name in `{path}` has a UUID without hyphens: {name:?}"),
                ));
            }
            Err(_) => {}
        }
    }
    Ruling::NotApplicable("no session name in form: see RSP-008".to_owned())
}

/// RSP-011.
pub(super) fn role_id_leads(view: &View<'_>) -> Ruling {
    let text = match view.text(ROLE_ID) {
        Ok(text) => text,
        Err(absent) => return absent,
    };
    let role_id = view.known.subject.and_then(Subject::role_id).map(RoleId::as_str);
    let is_right = |id: &str| role_id.map_or(!id.is_empty(), |wanted| id == wanted);
    let (wanted, named) = match role_id {
        Some(id) => (id, format!("the role's ID {id}")),
        None => ("<role ID>", "the role's ID".to_owned()),
    };
    match text.split_once(':') {
        Some((id, session)) if is_right(id) && !session.is_empty() => {
            Ruling::Holds(format!("{id}:<session name>"))
        }
        found => Ruling::broken(Finding::new(
            format!("{wanted}:<session name>"),
            match found {
                None => "no colon".to_owned(),
                Some((id, _)) if is_right(id) => "no session name".to_owned(),
                Some((id, _)) => format!("a role ID that {}", difference(id, wanted)),
            },
            format!("`{ROLE_ID}` is {text:?}: {named}, a colon and the session name were due"),
        )),
    }
}

impl<'a> View<'a> {
    /// The role of the associated service account, if it is known.
    fn role(&self) -> Option<&'a RoleArn> {
        self.known.subject.and_then(Subject::role_arn)
    }

    /// A session name taken apart: that of the subject where it is known, of anybody else.
    fn session<'n>(&self, name: &'n str) -> Result<SessionName<'n>, &'static str> {
        match self.known.subject {
            Some(subject) => {
                SessionName::parse(name, subject.cluster().name().as_str(), subject.pod().name())
            }
            None => SessionName::in_form(name),
        }
    }
}

/// Whether a text is the role's own ARN, or any role's where that is not known.
fn is_own(text: &str, role: Option<&RoleArn>) -> bool {
    role.map_or_else(|| RoleArn::parse(text).is_ok(), |role| text == role.as_str())
}

/// Every session name of the answer with the member it stands in: first the ARN's, then the role ID's.
pub(super) fn session_names<'v>(view: &View<'v>) -> Vec<(&'static str, String)> {
    let from_arn = view.text(ARN).ok().and_then(|text| {
        let resource = text.splitn(6, ':').nth(5)?.strip_prefix("assumed-role/")?.to_owned();
        let (_, session) = resource.rsplit_once('/')?;
        Some((ARN, session.to_owned()))
    });
    let from_id =
        view.text(ROLE_ID).ok().and_then(|text| Some((ROLE_ID, text.split_once(':')?.1.to_owned())));
    from_arn.into_iter().chain(from_id).collect()
}

/// The part in which an assumed-role ARN is not the role's, or no role's at all where that is not known; `None` if it is
/// the role's in every part.
fn mismatch(text: &str, role: Option<&RoleArn>) -> Option<&'static str> {
    let Ok(arn) = Arn::parse(text) else { return Some("form") };
    let Some(resource) = arn.resource().strip_prefix("assumed-role/") else { return Some("form") };
    let Some((name, session)) = resource.rsplit_once('/') else { return Some("form") };
    let is_name = |role: &RoleArn| {
        let with_path = format!("{}{}", role.path().as_str(), role.name());
        name == role.name().as_str() || name == with_path.trim_start_matches('/')
    };
    if arn.service() != "sts" {
        Some("service")
    } else if role.is_some_and(|role| arn.partition() != role.partition()) {
        Some("partition")
    } else if !role.map_or_else(
        || AccountId::parse(arn.account()).is_ok(),
        |role| arn.account() == role.account().as_str(),
    ) {
        Some("account")
    } else if !role.map_or(!name.is_empty(), is_name) {
        Some("role name")
    } else if session.is_empty() {
        Some("session name")
    } else {
        None
    }
}
