//! The judge: pure functions from an exchange, and what the world says of it, to rulings.
//!
//! No clock, socket or randomness: the time of an exchange comes with it. So `service`, `replay`, `check`, the tests and
//! the fuzz targets can all ask it the same questions.

mod answer;
mod credentials;
mod disposition;
mod error;
mod form;
pub(crate) mod grant;
mod identity;
mod leak;
mod member;
mod role;
mod ruling;
mod session;
mod stranger;
mod subject;

pub use disposition::{Disposition, Refusal, disposition};
pub use grant::{grant_ruling, grant_rulings};
pub use identity::Identity;
pub use ruling::{Finding, Ruling};
pub use session::SessionName;
pub use subject::Subject;

pub(crate) use answer::{body_is_one_json_object, media_type, stray_members, unreadable_members};
pub(crate) use credentials::{Fingerprint, fingerprints, unfit_credentials};
pub(crate) use error::{Form, has_name, has_name_header, judge_form};
pub(crate) use error::{
    body_is_json_object, has_message, message_is_text, modelled_status, names_agree, names_request,
};
pub(crate) use leak::{
    answer_shows_internals, carries_token, gives_away, misplaced_credentials, shows_internals,
};
pub(crate) use member::{Known, View};
pub(crate) use stranger::serves_a_stranger;
