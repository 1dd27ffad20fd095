//! How answers go over the wire.

use std::time::Duration;

use super::{Hook, Manner};
use crate::delivery::{Closing, Interim, Length, Names, Reason, Space, Version};

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "http.names.lower",
        &[],
        "header names are in small letters, without a space after the colon",
        Hook::Delivery(|delivery| {
            delivery.names = Names::Lower;
            delivery.space = Space::None;
        }),
    ),
    Manner::new(
        "http.names.upper",
        &[],
        "header names are in capitals, with much white space around the values",
        Hook::Delivery(|delivery| {
            delivery.names = Names::Upper;
            delivery.space = Space::Much;
        }),
    ),
    Manner::new(
        "http.reason.absent",
        &[],
        "status lines have no reason phrase",
        Hook::Delivery(|delivery| delivery.reason = Reason::Absent),
    ),
    Manner::new(
        "http.reason.own",
        &[],
        "status lines have words of their own",
        Hook::Delivery(|delivery| delivery.reason = Reason::Own),
    ),
    Manner::new(
        "http.body.chunks",
        &[],
        "bodies go out in chunks of seven bytes",
        Hook::Delivery(|delivery| delivery.length = Length::Chunks(7)),
    ),
    Manner::new(
        "http.body.ornate-chunks",
        &[],
        "bodies go out in chunks with extensions and leading zeros, and trailers after them",
        Hook::Delivery(|delivery| delivery.length = Length::OrnateChunks(100)),
    ),
    Manner::new(
        "http.connection.close",
        &[],
        "the connection is closed after each answer, which says so",
        Hook::Answer(|answer, _| answer.set_header("Connection", "close")),
    )
    .deciding(&["connection"]),
    Manner::new(
        "http.connection.dropped",
        &[],
        "the connection is closed after each answer, which does not say so",
        Hook::Delivery(|delivery| delivery.closing = Closing::Unannounced),
    )
    .deciding(&["connection"]),
    Manner::new(
        "http.body.old-version",
        &[],
        "answers are of HTTP/1.0 and end with the connection",
        Hook::Delivery(|delivery| {
            delivery.version = Version::Old;
            delivery.length = Length::End;
        }),
    )
    .deciding(&["http.body", "connection"]),
    Manner::new(
        "http.body.end",
        &[],
        "bodies are as long as the connection lasts",
        Hook::Delivery(|delivery| delivery.length = Length::End),
    )
    .deciding(&["http.body", "connection"]),
    Manner::new(
        "http.interim.never",
        &[],
        "100 (Continue) is never sent: the client has to lose patience",
        Hook::Delivery(|delivery| delivery.interim = Interim::Never),
    ),
    Manner::new(
        "http.interim.hints",
        &[],
        "102 and 103 come before each answer",
        Hook::Delivery(|delivery| delivery.interim = Interim::Hints),
    ),
    Manner::new(
        "http.slow.to-begin",
        &[],
        "each answer takes a fortieth of a second more",
        Hook::Delivery(|delivery| delivery.before = Duration::from_millis(25)),
    ),
    Manner::new(
        "http.slow.to-end",
        &[],
        "each answer comes in six pieces with rests between them",
        Hook::Delivery(|delivery| {
            delivery.pieces = 6;
            delivery.between = Duration::from_millis(4);
        }),
    ),
];
