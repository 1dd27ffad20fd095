//! `iss`: nearly the cluster's issuer.

use eks_auth_world::boundary::{JSON, Sample, near};

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::Refused;
use crate::situation::{Kind, Situation};

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.iss.near", "`iss` is nearly the right one", |values| {
            let issuer = right(values);
            let places = values.places(issuer.len());
            let mut samples = near::cut_at(&issuer, places.iter().copied().step_by(2));
            samples.extend(near::changed(&issuer, places.iter().copied()));
            samples.extend(near::without(&issuer, places.iter().copied().step_by(3)));
            samples.extend(near::doubled(&issuer, places.iter().copied().skip(1).step_by(3)));
            samples.extend(near::exchanged(&issuer, places.iter().copied().step_by(3)));
            samples.extend(values.some_of(near::letter_cases(&issuer), 12));
            samples.extend(values.some_of(near::look_alikes(&issuer), 4));
            send(values, samples);
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.iss.url", "`iss` is another URL of the same place", |values| {
            let samples = urls(&right(values));
            send(values, samples);
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.iss.more", "`iss` is the right one and more", |values| {
            let issuer = right(values);
            let samples = values.with_more(&issuer, 5);
            send(values, samples);
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.iss.value", "`iss` is of every type", |values| {
            for sample in values.some_of(JSON, 4) {
                values.genuine(sample.what(), |draft| draft.claims_mut().set_raw("iss", sample.text()));
            }
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
    ]
}

fn right(values: &Values<'_>) -> String {
    values.subject().cluster().issuer().to_owned()
}

fn send(values: &mut Values<'_>, samples: impl IntoIterator<Item = Sample>) {
    for sample in samples {
        values.genuine(sample.what(), |draft| draft.claims_mut().set("iss", sample.text()));
    }
}

/// What URL libraries take for the same place, or nearly.
fn urls(issuer: &str) -> Vec<Sample> {
    let rest = issuer.strip_prefix("https://").unwrap_or(issuer);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (folder, id) = path.rsplit_once('/').unwrap_or(("", path));
    let last = id.chars().last().unwrap_or('0');
    let start = id.get(..id.len().saturating_sub(1)).unwrap_or_default();
    let rows = [
        ("with two slashes after it", format!("{issuer}//")),
        ("with a dot segment after it", format!("{issuer}/.")),
        ("with an empty query after it", format!("{issuer}?")),
        ("with an empty fragment after it", format!("{issuer}#")),
        ("with a matrix parameter after it", format!("{issuer};a=b")),
        ("with a further segment", format!("{issuer}/keys")),
        ("with its document of metadata", format!("{issuer}/.well-known/openid-configuration")),
        ("with two slashes before its path", format!("https://{host}//{path}")),
        ("with two slashes in its path", format!("https://{host}/{folder}//{id}")),
        ("with a segment up and down again", format!("https://{host}/{folder}/../{folder}/{id}")),
        ("with a segment up past its root", format!("https://{host}/../{path}")),
        (
            "with its last digit percent-encoded",
            format!("https://{host}/{folder}/{start}%{:02X}", u32::from(last)),
        ),
        ("with a slash percent-encoded", format!("https://{host}/{folder}%2F{id}")),
        ("with a backslash in its path", format!("https://{host}/{folder}\\{id}")),
        ("with its port", format!("https://{host}:443/{path}")),
        ("with its port and a zero", format!("https://{host}:0443/{path}")),
        ("with an empty port", format!("https://{host}:/{path}")),
        ("with another port", format!("https://{host}:8443/{path}")),
        ("with an empty user name", format!("https://@{host}/{path}")),
        ("with a user name and a password", format!("https://a:b@{host}/{path}")),
        ("with its host as the user name of another", format!("https://{host}@issuer.invalid/{path}")),
        ("with its host as a label of another", format!("https://{host}.issuer.invalid/{path}")),
        ("with its host in the path of another", format!("https://issuer.invalid/{host}/{path}")),
        ("with a label before its host", format!("https://www.{host}/{path}")),
        ("with a dot after its host", format!("https://{host}./{path}")),
        ("with its host in capitals", format!("https://{}/{path}", host.to_uppercase())),
        ("with its path in capitals", format!("https://{host}/{}", path.to_uppercase())),
        ("with its scheme in capitals", format!("HTTPS://{rest}")),
        ("with a scheme of one letter more", format!("httpss://{rest}")),
        ("with the scheme wss", format!("wss://{rest}")),
        ("with no scheme and its slashes", format!("//{rest}")),
        ("with one slash after its scheme", format!("https:/{rest}")),
        ("with no slash after its scheme", format!("https:{rest}")),
        ("with three slashes after its scheme", format!("https:///{rest}")),
        ("with backslashes after its scheme", format!("https:\\\\{rest}")),
        ("in angle brackets", format!("<{issuer}>")),
        ("in quotes", format!("\"{issuer}\"")),
        ("twice, with a space", format!("{issuer} {issuer}")),
        ("twice, with a comma", format!("{issuer},{issuer}")),
        ("without its ID", format!("https://{host}/{folder}/")),
        ("without its path", format!("https://{host}")),
        ("with nothing but its path", format!("/{path}")),
        ("with nothing but its ID", id.to_owned()),
    ];
    rows.into_iter().map(|(what, url)| Sample::new(what, url)).collect()
}
