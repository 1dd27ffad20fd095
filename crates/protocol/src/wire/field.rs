//! The members that the service model names, each once: what the readers look for and the writers write.

use super::Kind;

/// One member of the model: where it stands, what it is, and whether it has to be there.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Kind, Presence, response_fields};
///
/// let expiration = response_fields().find(|field| field.name() == "expiration").unwrap();
/// assert_eq!(expiration.path(), "credentials.expiration");
/// assert_eq!((expiration.kind(), expiration.presence()), (Kind::Number, Presence::Required));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    path: &'static str,
    name: &'static str,
    kind: Kind,
    presence: Presence,
}

impl Field {
    /// Where the member stands in its document: the names on the way, joined by dots.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// The member's own name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The JSON kind of its value.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it has to be there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.presence
    }
}

/// Whether a member has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It may be absent, and null means the same.
    Optional,
    /// It has to be there and must not be null.
    Required,
}

/// The members of a request's body, in the order of the model.
pub fn request_fields() -> impl Iterator<Item = &'static Field> {
    REQUEST.iter()
}

/// The members of a response, those of its objects included, in the order of the model.
pub fn response_fields() -> impl Iterator<Item = &'static Field> {
    RESPONSE.iter().flat_map(|field| {
        let inner: &'static [Field] = match field.name {
            "subject" => &SUBJECT,
            "podIdentityAssociation" => &ASSOCIATION,
            "assumedRoleUser" => &ASSUMED_ROLE_USER,
            "credentials" => &CREDENTIALS,
            _ => &[],
        };
        std::iter::once(field).chain(inner)
    })
}

macro_rules! field {
    ($presence:ident $kind:ident $name:literal) => {
        Field { path: $name, name: $name, kind: Kind::$kind, presence: Presence::$presence }
    };
    ($presence:ident $kind:ident $parent:literal . $name:literal) => {
        Field { path: concat!($parent, ".", $name), ..field!($presence $kind $name) }
    };
}

pub(super) static REQUEST: [Field; 4] = [
    field!(Required String "token"),
    field!(Optional String "eksNodeName"),
    field!(Optional String "instanceId"),
    field!(Optional String "zone"),
];

pub(super) static RESPONSE: [Field; 6] = [
    field!(Required Object "subject"),
    field!(Required String "audience"),
    field!(Required Object "podIdentityAssociation"),
    field!(Required Object "assumedRoleUser"),
    field!(Required Object "credentials"),
    field!(Optional String "workloadIdentityProviderArn"),
];

pub(super) static SUBJECT: [Field; 2] =
    [field!(Required String "subject"."namespace"), field!(Required String "subject"."serviceAccount")];

pub(super) static ASSOCIATION: [Field; 2] = [
    field!(Required String "podIdentityAssociation"."associationArn"),
    field!(Required String "podIdentityAssociation"."associationId"),
];

pub(super) static ASSUMED_ROLE_USER: [Field; 2] = [
    field!(Required String "assumedRoleUser"."arn"),
    field!(Required String "assumedRoleUser"."assumeRoleId"),
];

pub(super) static CREDENTIALS: [Field; 4] = [
    field!(Required String "credentials"."sessionToken"),
    field!(Required String "credentials"."secretAccessKey"),
    field!(Required String "credentials"."accessKeyId"),
    field!(Required Number "credentials"."expiration"),
];

/// What an error's body may say: its text, in two spellings, and its name, in two places.
pub(super) static ERROR: [Field; 4] = [
    field!(Optional String "message"),
    field!(Optional String "Message"),
    field!(Optional String "code"),
    field!(Optional String "__type"),
];
