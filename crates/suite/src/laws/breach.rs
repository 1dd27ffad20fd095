//! What can be wrong with a good answer: a table of breaches, each with who must see it.

use std::fmt;

use eks_auth_protocol::laws::Draw;
use serde_json::{Value, json};

use super::good::{Good, NOW, Parts};

/// How the judge must see a breach.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Sight {
    /// This requirement is broken.
    Requirement(&'static str),
    /// The answer counts neither as granted nor as refused.
    NotGranted,
    /// The answer serves somebody else.
    Stranger,
}

impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Requirement(id) => id,
            Self::NotGranted => "neither granted nor refused",
            Self::Stranger => "it serves a stranger",
        })
    }
}

/// Changes an answer; false where what was drawn leaves it good.
type Plant = fn(&mut Parts, &Good, &mut Draw<'_>) -> bool;

/// One way to break a good answer.
pub(super) struct Breach {
    what: &'static str,
    sight: Sight,
    plant: Plant,
}

impl Breach {
    const fn of(requirement: &'static str, what: &'static str, plant: Plant) -> Self {
        Self { what, sight: Sight::Requirement(requirement), plant }
    }

    /// The breach in words.
    pub(super) fn what(&self) -> &'static str {
        self.what
    }

    /// How the judge must see it.
    pub(super) fn sight(&self) -> Sight {
        self.sight
    }

    /// Plants it with values that are drawn.
    pub(super) fn plant(&self, parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
        (self.plant)(parts, good, draw)
    }
}

pub(super) const BREACHES: &[Breach] = &[
    Breach::of("RSP-002", "a member is missing", member_missing),
    Breach::of("RSP-002", "a member has another type", member_of_another_type),
    Breach::of("RSP-003", "another subject", |parts, good, draw| another_text(parts, good, draw, "RSP-003")),
    Breach::of("RSP-004", "another audience", |parts, good, draw| another_text(parts, good, draw, "RSP-004")),
    Breach::of("RSP-005", "another association", |parts, good, draw| {
        another_text(parts, good, draw, "RSP-005")
    }),
    Breach::of("RSP-006", "the ARN of another role", another_role_arn),
    Breach::of("RSP-008", "a session name out of form", session_out_of_form),
    Breach::of("RSP-009", "two session names", two_sessions),
    Breach::of("RSP-011", "another role's ID", another_role_id),
    Breach::of("RSP-012", "an expiration in the past", |parts, _, draw| {
        set(parts, EXPIRATION, json!(NOW.saturating_sub(draw.integer().saturating_abs())))
    }),
    Breach::of("RSP-012", "an expiration too far ahead", |parts, _, draw| {
        // A day, and the difference between two clocks that is passed over.
        set(parts, EXPIRATION, json!((NOW + 86_701).saturating_add(draw.integer().saturating_abs())))
    }),
    Breach::of("RSP-012", "an expiration as a text", |parts, _, draw| {
        set(parts, EXPIRATION, json!((NOW + 21_600).to_string() + &draw.text()))
    }),
    Breach::of("RSP-014", "two credentials are one", two_equal_credentials),
    Breach::of("RSP-014", "a credential that is none", no_credential),
    Breach::of("RSP-019", "another content type", another_content_type),
    Breach::of("RSP-020", "a body that ends early", |parts, _, draw| {
        let mut text = parts.body.to_string().into_bytes();
        text.truncate(draw.below(text.len()));
        parts.text = Some(text);
        true
    }),
    Breach::of("RSP-020", "a body with something after it", |parts, _, draw| {
        let after = draw.bytes();
        parts.text = Some([parts.body.to_string().as_bytes(), after].concat());
        !after.iter().all(|byte| b" \t\r\n".contains(byte))
    }),
    Breach::of("RSP-020", "a body that is no object", |parts, _, draw| {
        parts.body = match draw.below(3) {
            0 => json!([parts.body]),
            1 => json!(parts.body.to_string()),
            _ => Value::Null,
        };
        true
    }),
    Breach::of("RSP-022", "an error name", error_name),
    Breach { what: "credentials with another status", sight: Sight::NotGranted, plant: another_status },
    Breach { what: "members of another subject", sight: Sight::Stranger, plant: another_subject },
];

const EXPIRATION: &str = "/credentials/expiration";
const CREDENTIALS: [&str; 3] =
    ["/credentials/sessionToken", "/credentials/secretAccessKey", "/credentials/accessKeyId"];
/// Every required member, as JSON pointers.
const MEMBERS: [&str; 15] = [
    "/subject",
    "/subject/namespace",
    "/subject/serviceAccount",
    "/audience",
    "/podIdentityAssociation",
    "/podIdentityAssociation/associationArn",
    "/podIdentityAssociation/associationId",
    "/assumedRoleUser",
    "/assumedRoleUser/arn",
    "/assumedRoleUser/assumeRoleId",
    "/credentials",
    CREDENTIALS[0],
    CREDENTIALS[1],
    CREDENTIALS[2],
    EXPIRATION,
];

/// Puts a value where there is one, and says whether it is another one.
fn set(parts: &mut Parts, path: &str, value: Value) -> bool {
    match parts.body.pointer_mut(path) {
        Some(place) if *place != value => {
            *place = value;
            true
        }
        _ => false,
    }
}

fn pick<'t>(draw: &mut Draw<'_>, all: &[&'t str]) -> &'t str {
    all.get(draw.below(all.len())).copied().unwrap_or_default()
}

/// A text without the characters that separate the parts of ARNs, IDs and error names.
fn plain_text(draw: &mut Draw<'_>) -> String {
    draw.text().replace([':', '/', '#'], "")
}

fn member_missing(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    let path = pick(draw, &MEMBERS);
    let Some((parent, name)) = path.rsplit_once('/') else { return false };
    let parent = parts.body.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.is_some_and(|parent| parent.remove(name).is_some())
}

fn member_of_another_type(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    let path = pick(draw, &MEMBERS);
    let value = match draw.below(6) {
        0 => Value::Null,
        1 => json!(draw.below(2) == 1),
        2 => json!(draw.integer()),
        3 => json!(draw.text()),
        4 => json!([draw.text()]),
        _ => json!({ draw.text(): draw.text() }),
    };
    let kind = |value: &Value| std::mem::discriminant(value);
    let differs = parts.body.pointer(path).is_some_and(|right| kind(right) != kind(&value));
    differs && set(parts, path, value)
}

fn another_text(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>, requirement: &str) -> bool {
    let places: Vec<_> =
        good.texts().iter().filter(|(id, ..)| *id == requirement).map(|(_, path, _)| *path).collect();
    let path = pick(draw, &places);
    set(parts, path, json!(draw.text()))
}

fn another_role_arn(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let right = good.role_arn(&good.session("0b1f2c3d-1111-4222-8333-444455556666"));
    let mut fields: Vec<String> = right.split([':', '/']).map(str::to_owned).collect();
    // Partition, service, account and role name; the region is RSP-007's business.
    let [place, ..] = [[1, 2, 4, 6][draw.below(4)]];
    let text = plain_text(draw);
    if fields[place] == text {
        return false;
    }
    fields[place] = text;
    set(parts, "/assumedRoleUser/arn", json!(format!("{}/{}", fields[..6].join(":"), fields[6..].join("/"))))
}

fn session_out_of_form(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let session = plain_text(draw);
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let possible = session.starts_with("eks-") && session.len() <= 64 && session.chars().all(allowed);
    set_session(parts, good, &session, &session) && !session.is_empty() && !possible
}

fn two_sessions(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let uuid = |number: i64| format!("0b1f2c3d-1111-4222-8333-{:012x}", number & 0xffff_ffff_ffff);
    let (one, other) = (draw.integer(), draw.integer());
    set_session(parts, good, &good.session(&uuid(one)), &good.session(&uuid(other)))
        && uuid(one) != uuid(other)
}

fn set_session(parts: &mut Parts, good: &Good, in_arn: &str, in_id: &str) -> bool {
    set(parts, "/assumedRoleUser/arn", json!(good.role_arn(in_arn)))
        && set(parts, "/assumedRoleUser/assumeRoleId", json!(good.role_id(in_id)))
}

fn another_role_id(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let right = good.subject().association().role_id().as_str();
    let id = plain_text(draw);
    let text = match draw.below(3) {
        0 => id.clone(),
        1 => format!("{right}:"),
        _ => format!("{id}:{}", good.session("0b1f2c3d-1111-4222-8333-444455556666")),
    };
    id != right && set(parts, "/assumedRoleUser/assumeRoleId", json!(text))
}

fn two_equal_credentials(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    let (from, to) = (pick(draw, &CREDENTIALS), pick(draw, &CREDENTIALS));
    let value = parts.body.pointer(from).cloned().unwrap_or_default();
    set(parts, to, value)
}

fn no_credential(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let path = pick(draw, &CREDENTIALS);
    let caller = good.subject().world().caller();
    let text = match draw.below(5) {
        0 => String::new(),
        1 => caller.access_key_id().to_owned(),
        2 => caller.secret_access_key().expose().to_owned(),
        3 => good.token().to_owned(),
        _ => {
            let text = draw.text();
            if text.bytes().all(|byte| (b'!'..=b'~').contains(&byte)) {
                return false;
            }
            text
        }
    };
    set(parts, path, json!(text))
}

fn another_content_type(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    let value = draw.text();
    parts.headers.retain(|(name, _)| name != "Content-Type");
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !value.is_empty() {
        parts.headers.push(("content-type".to_owned(), value.into_bytes()));
    }
    essence != "application/json"
}

fn error_name(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    let place = draw.below(3);
    let name = format!("{}{}", ["", "com.amazonaws.eksauth#"][draw.below(2)], plain_text(draw));
    match place {
        0 => parts.headers.push(("X-Amzn-Errortype".to_owned(), name.clone().into_bytes())),
        place => parts.body[["code", "__type"][place - 1]] = json!(name),
    }
    !name.is_empty() && !name.ends_with('#')
}

fn another_status(parts: &mut Parts, _: &Good, draw: &mut Draw<'_>) -> bool {
    parts.status = 200 + u16::from(draw.byte()) + u16::from(draw.byte());
    parts.status != 200
}

fn another_subject(parts: &mut Parts, good: &Good, draw: &mut Draw<'_>) -> bool {
    let other = good.other(draw);
    let own = parts.body.clone();
    let theirs = other.parts().body;
    let member = pick(draw, &["subject", "podIdentityAssociation", "assumedRoleUser"]);
    parts.body[member] = theirs[member].clone();
    // Two associations may have one role; the sessions in the two members differ even then.
    let (mine, other) = (good.subject().association(), other.subject().association());
    parts.body[member] != own[member] && (member != "assumedRoleUser" || mine.role_arn() != other.role_arn())
}
