//! Faults at one length.

use super::{Fault, Hook, pod_name, texts};
use crate::decide::{framing, jws, members};
use crate::fault::boundary_token::refuse_late;
use crate::fault::crash;
use crate::fault::parties::audience_if;

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.claims.whole-kilobytes",
        "TOK-001",
        "claims are read a kilobyte at a time, and a last one that is full crashes the service",
        jws,
        |token| {
            let read = jws::read(token)?;
            let full = texts(token).is_some_and(|(_, claims)| claims.len().is_multiple_of(1_024));
            if full { Err(crash()) } else { Ok(read) }
        }
    ),
    stage!(
        "deep.pod.length-128",
        "TOK-001",
        "a pod's name of exactly 128 characters is refused: the byte before it, its length, has its sign bit set",
        audience,
        |it| refuse_late(it, pod_name(it).is_some_and(|name| name.len() == 128))
    ),
    Fault::new(
        "deep.body.whole-packets",
        "HTP-003",
        "the connection breaks off after a body that fills two or more packets of 1500 bytes to their end",
        Hook::Answer(|answer, seen| {
            let length = seen.request.body().len();
            if length > 1_500 && length.is_multiple_of(1_500) {
                answer.cut_after(0);
            }
        }),
    ),
    stage!(
        "deep.header.agent-255",
        "HTP-003",
        "a User-Agent of more than 255 characters does not fit into the log's table, and crashes the service",
        framing,
        |request| {
            if request.header_lines("user-agent").any(|agent| agent.len() > 255) {
                return Err(crash());
            }
            framing::check(request)
        }
    ),
    stage!(
        "deep.audience.eight-bits",
        "TOK-011",
        "the length of an audience is kept in eight bits, and one of 256 characters compared in none of them",
        audience,
        |it| audience_if(it, |audience| !audience.is_empty() && audience.len().is_multiple_of(256))
    ),
    stage!(
        "deep.member.name-64",
        "REQ-001",
        "a member whose name has exactly 64 characters crashes the service",
        optional,
        |object| {
            if object.members().any(|(name, _)| name.len() == 64) {
                return Err(crash());
            }
            members::optional(object)
        }
    ),
];
