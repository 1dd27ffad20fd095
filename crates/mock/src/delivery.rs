//! How an answer goes over the wire, beyond what it says.

use std::time::Duration;

/// The choices that HTTP/1.1 leaves to whoever sends an answer.
///
/// [`Delivery::PLAIN`] is what hyper does. Anything else goes through a door of our own, as an HTTP library has made
/// these choices for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delivery {
    pub(crate) version: Version,
    pub(crate) reason: Reason,
    pub(crate) names: Names,
    pub(crate) space: Space,
    pub(crate) length: Length,
    pub(crate) closing: Closing,
    pub(crate) interim: Interim,
    /// The rest before the first byte.
    pub(crate) before: Duration,
    /// In how many pieces the bytes go out, each but the first after a rest.
    pub(crate) pieces: usize,
    /// The rest between two pieces.
    pub(crate) between: Duration,
}

/// The version in the status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// HTTP/1.1.
    Current,
    /// HTTP/1.0: the connection ends with the answer.
    Old,
}

/// The reason phrase, which says nothing to anyone (RFC 9112, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// As RFC 9110 calls the status.
    Usual,
    /// None; its space stays.
    Absent,
    /// Words of one's own.
    Own,
}

/// The letter case of header names, which are the same in any (RFC 9110, section 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    AsWritten,
    Lower,
    Upper,
}

/// The white space around header values, which is no part of them (RFC 9112, section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// One space before the value.
    One,
    /// None.
    None,
    /// Two and a tab before it, and one after it.
    Much,
}

/// How the end of the body is told (RFC 9112, section 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// By Content-Length.
    Announced,
    /// By chunks of so many bytes.
    Chunks(usize),
    /// By chunks of so many bytes with extensions, leading zeros and a trailer section.
    OrnateChunks(usize),
    /// By the end of the connection.
    End,
}

/// Whether a connection is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Until the client or an answer's Connection header ends it.
    AsTold,
    /// Closed after each answer, which does not say so (RFC 9112, section 9.5).
    Unannounced,
}

/// Answers before the answer (RFC 9110, section 15.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interim {
    /// 100 (Continue) where it is expected.
    WhenExpected,
    /// None, whatever is expected: the client sends the body in the end all the same.
    Never,
    /// 102 and 103 before each answer.
    Hints,
}

impl Delivery {
    /// As hyper does it.
    pub(crate) const PLAIN: Delivery = Delivery {
        version: Version::Current,
        reason: Reason::Usual,
        names: Names::AsWritten,
        space: Space::One,
        length: Length::Announced,
        closing: Closing::AsTold,
        interim: Interim::WhenExpected,
        before: Duration::ZERO,
        pieces: 1,
        between: Duration::ZERO,
    };
}
