//! What a service makes of the Content-Type.

use eks_auth_protocol::Exception;

use super::{Hook, Manner};
use crate::decide::media;

pub(super) static MANNERS: &[Manner] = &[
    stage!("request.content-type.absent", &[], "a request need not have a Content-Type", media, |request| {
        if request.header("content-type").is_none() { Ok(()) } else { media::check(request) }
    }),
    stage!(
        "request.content-type.ignored",
        &["REQ-010"],
        "the body is read as JSON whatever it is called",
        media,
        |_| Ok(())
    ),
    stage!(
        "request.content-type.parameter",
        &[],
        "another Content-Type is refused with InvalidParameterException at 400",
        media,
        |request| {
            media::check(request).map_err(|refusal| refusal.renamed(400, Exception::InvalidParameter.name()))
        }
    ),
];
