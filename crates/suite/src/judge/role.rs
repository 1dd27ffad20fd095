//! `assumedRoleUser`: whose role, in which form, with which session.

use eks_auth_protocol::{Arn, RoleArn};

use super::member::{View, difference};
use super::session::SessionName;
use super::{Finding, Ruling};

const ARN: &str = "assumedRoleUser.arn";
const ROLE_ID: &str = "assumedRoleUser.assumeRoleId";

/// RSP-006.
pub(super) fn arn_names_the_role(view: &View<'_>) -> Ruling {
    let text = match view.text(ARN) {
        Ok(text) => text,
        Err(absent) => return absent,
    };
    let role = view.subject.association().role_arn();
    if text == role.as_str() {
        return Ruling::Holds("the role's own ARN".to_owned());
    }
    match mismatch(&text, role) {
        None => Ruling::Holds("the STS assumed-role form".to_owned()),
        Some(part) => Ruling::broken(Finding::new(
            format!("an ARN of role {}", role.as_str()),
            format!("{ARN} of another {part}"),
            format!("`{ARN}` is {text:?}: its {part} is not that of the associated role {}", role.as_str()),
        )),
    }
}

/// RSP-007.
pub(super) fn arn_has_the_sts_form(view: &View<'_>) -> Ruling {
    let text = match view.text(ARN) {
        Ok(text) => text,
        Err(absent) => return absent,
    };
    let role = view.subject.association().role_arn();
    let deviation = if text == role.as_str() {
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
    let (cluster, pod) = (view.subject.cluster().name().as_str(), view.subject.pod().name());
    for (path, name) in &names {
        if let Err(problem) = SessionName::parse(name, cluster, pod) {
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
    let (cluster, pod) = (view.subject.cluster().name().as_str(), view.subject.pod().name());
    for (path, name) in session_names(view) {
        match SessionName::parse(&name, cluster, pod) {
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
    let wanted = view.subject.association().role_id().as_str();
    match text.split_once(':') {
        Some((id, session)) if id == wanted && !session.is_empty() => {
            Ruling::Holds(format!("{id}:<session name>"))
        }
        found => Ruling::broken(Finding::new(
            format!("{wanted}:<session name>"),
            match found {
                None => "no colon".to_owned(),
                Some((id, _)) if id == wanted => "no session name".to_owned(),
                Some((id, _)) => format!("a role ID that {}", difference(id, wanted)),
            },
            format!("`{ROLE_ID}` is {text:?}: the role's ID {wanted}, a colon and the session name were due"),
        )),
    }
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

/// The part in which an assumed-role ARN is not the role's; `None` if it is the role's in every part.
fn mismatch(text: &str, role: &RoleArn) -> Option<&'static str> {
    let Ok(arn) = Arn::parse(text) else { return Some("form") };
    let Some(resource) = arn.resource().strip_prefix("assumed-role/") else { return Some("form") };
    let Some((name, session)) = resource.rsplit_once('/') else { return Some("form") };
    let with_path = format!("{}{}", role.path().as_str(), role.name());
    if arn.service() != "sts" {
        Some("service")
    } else if arn.partition() != role.partition() {
        Some("partition")
    } else if arn.account() != role.account().as_str() {
        Some("account")
    } else if name != role.name().as_str() && name != with_path.trim_start_matches('/') {
        Some("role name")
    } else if session.is_empty() {
        Some("session name")
    } else {
        None
    }
}
