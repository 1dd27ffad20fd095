//! To whom a signed token entitles at a moment, read with `serde_json` and nothing else.

use eks_auth_protocol::operation;
use eks_auth_world::{Association, Cluster};
use serde_json::Value;

use crate::Moment;

/// Seconds by which a token may be ahead of its time, as this crate's documentation says.
const LEEWAY: f64 = 60.0;

/// The association of the token's service account, if everything that the token says entitles to its role.
pub(super) fn owner<'w>(claims: &[u8], cluster: &'w Cluster, moment: Moment) -> Option<&'w Association> {
    let claims: Value = serde_json::from_slice(claims).ok()?;
    let text = |path: &str| claims.pointer(path).and_then(Value::as_str);
    let now = moment.seconds() as f64 + f64::from(moment.nanoseconds()) / 1e9;
    let in_time = claims.get("exp")?.as_f64()? > now
        && claims.get("nbf").is_none_or(|from| from.as_f64().is_some_and(|from| from <= now + LEEWAY));
    let for_us = match claims.get("aud")? {
        Value::Array(all) => all.iter().any(|each| each.as_str() == Some(operation::AUDIENCE)),
        one => one.as_str() == Some(operation::AUDIENCE),
    };
    let mut words = text("/sub")?.split(':');
    let (Some("system"), Some("serviceaccount"), Some(namespace), Some(name), None) =
        (words.next(), words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    let throughout = text("/kubernetes.io/namespace") == Some(namespace)
        && text("/kubernetes.io/serviceaccount/name") == Some(name);
    let entitled = in_time && for_us && throughout && text("/iss") == Some(cluster.issuer());
    cluster
        .associations()
        .iter()
        .filter(|_| entitled)
        .find(|known| known.namespace().as_str() == namespace && known.service_account().as_str() == name)
        .filter(|association| association.is_assumable())
}
