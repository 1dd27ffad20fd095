//! Faults at one sign, one length or one spelling of a cluster's name.

use super::{Fault, Hook, crash};
use crate::decide::cluster::{find, illegal, name, percent_decoded};
use crate::refusal::Refusal;

fn decoded(label: &str) -> Result<String, Refusal> {
    percent_decoded(label).ok_or_else(illegal)
}

/// The whole service's reading of the name after a change to it.
fn read_as(label: &str, change: impl Fn(&str) -> String) -> Result<String, Refusal> {
    name(&change(&decoded(label)?))
}

/// The whole service's reading, unless the decoded name is one that crashes it.
fn unless(label: &str, crashes: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    if percent_decoded(label).is_some_and(|name| crashes(&name)) { Err(crash()) } else { name(label) }
}

/// A legal name that is refused for how it is written.
fn refuse_if(label: &str, condition: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    let name = name(label)?;
    if condition(label) { Err(illegal()) } else { Ok(name) }
}

/// The bytes of a label: what is no escape stays as it is.
fn bytes(label: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = label.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let escape = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match escape.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    bytes
}

/// The text with every `\u` or `%u` and four digits after it replaced by their character.
fn unescaped(text: &str, sign: &str) -> String {
    let mut parts = text.split(sign);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(char) => out.push_str(&format!("{char}{}", part.get(4..).unwrap_or_default())),
            None => out.push_str(&format!("{sign}{part}")),
        }
    }
    out
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("cluster.sign.tilde-dropped", "CLU-001", "a tilde in a name is left out", cluster_name, |label| {
        read_as(label, |name| name.replace('~', ""))
    }),
    stage!(
        "cluster.sign.quotes-cut",
        "CLU-001",
        "double quotes around a name are cut off",
        cluster_name,
        |label| { read_as(label, |name| name.trim_matches('"').to_owned()) }
    ),
    stage!("cluster.sign.port-cut", "CLU-001", "a name ends before a colon", cluster_name, |label| {
        read_as(label, |name| name.split(':').next().unwrap_or_default().to_owned())
    }),
    stage!("cluster.sign.user-cut", "CLU-001", "a name begins after an at sign", cluster_name, |label| {
        read_as(label, |name| name.rsplit('@').next().unwrap_or_default().to_owned())
    }),
    stage!(
        "cluster.sign.plus-is-space",
        "CLU-001",
        "a plus sign is a space, and spaces are cut",
        cluster_name,
        |label| { read_as(label, |name| name.replace('+', " ").trim().to_owned()) }
    ),
    stage!(
        "cluster.sign.caret-crash",
        "CLU-001",
        "a caret in a name crashes the service",
        cluster_name,
        |label| { unless(label, |name| name.contains('^')) }
    ),
    stage!(
        "cluster.control.escape-dropped",
        "CLU-001",
        "an escape character in a name is left out",
        cluster_name,
        |label| { read_as(label, |name| name.replace('\u{1b}', "")) }
    ),
    stage!(
        "cluster.control.delete-crash",
        "CLU-001",
        "a delete character in a name crashes the service",
        cluster_name,
        |label| { unless(label, |name| name.contains('\u{7f}')) }
    ),
    stage!(
        "cluster.odd.zero-width-dropped",
        "CLU-001",
        "zero-width spaces in a name are left out",
        cluster_name,
        |label| { read_as(label, |name| name.replace('\u{200b}', "")) }
    ),
    stage!(
        "cluster.odd.mark-cut",
        "CLU-001",
        "a byte order mark before a name is cut off",
        cluster_name,
        |label| { read_as(label, |name| name.trim_start_matches('\u{feff}').to_owned()) }
    ),
    stage!(
        "cluster.odd.accents-dropped",
        "CLU-001",
        "accents that stand alone are left out of a name",
        cluster_name,
        |label| { read_as(label, |name| name.replace('\u{301}', "")) }
    ),
    stage!(
        "cluster.odd.astral-crash",
        "CLU-001",
        "a character of four bytes in a name crashes the service",
        cluster_name,
        |label| { unless(label, |name| name.contains(|char| char > '\u{ffff}')) }
    ),
    stage!(
        "cluster.odd.cyrillic-folded",
        "CLU-001",
        "Cyrillic letters are taken for the Latin ones that look like them",
        cluster_name,
        |label| {
            read_as(label, |name| {
                name.replace('\u{43e}', "o").replace('\u{430}', "a").replace('\u{441}', "c")
            })
        }
    ),
    stage!(
        "cluster.odd.kelvin-folded",
        "CLU-001",
        "the sign for Kelvin is taken for a k",
        cluster_name,
        |label| { read_as(label, |name| name.replace('\u{212a}', "k")) }
    ),
    stage!(
        "cluster.bytes.dropped",
        "CLU-001",
        "bytes of a name that are not UTF-8 are left out",
        cluster_name,
        |label| { name(&String::from_utf8_lossy(&bytes(label)).replace('\u{fffd}', "")) }
    ),
    stage!(
        "cluster.bytes.surrogate-crash",
        "CLU-001",
        "half of a surrogate pair in a name crashes the service",
        cluster_name,
        |label| {
            if bytes(label).windows(2).any(|pair| pair == [0xed, 0xa0]) { Err(crash()) } else { name(label) }
        }
    ),
    stage!(
        "cluster.escape.broken-cut",
        "CLU-001",
        "a percent sign at the end of a name is cut off",
        cluster_name,
        |label| { name(label.trim_end_matches('%')) }
    ),
    stage!(
        "cluster.escape.script",
        "CLU-001",
        "escapes of JavaScript in a name are decoded",
        cluster_name,
        |label| { name(&unescaped(label, "%u")) }
    ),
    stage!(
        "cluster.escape.json",
        "CLU-001",
        "escapes of JSON in a name are decoded",
        cluster_name,
        |label| { read_as(label, |name| unescaped(name, "\\u")) }
    ),
    stage!(
        "cluster.escape.until-none",
        "CLU-001",
        "a name is decoded until no escape is left",
        cluster_name,
        |label| {
            let mut name_now = label.to_owned();
            for _ in 0..8 {
                name_now = decoded(&name_now)?;
            }
            name(&name_now)
        }
    ),
    stage!(
        "cluster.pattern.like",
        "CLU-001",
        "a percent sign for a name means the first cluster",
        cluster_name,
        |label| { if decoded(label)? == "%" { Ok("conformance".to_owned()) } else { name(label) } }
    ),
    stage!(
        "cluster.pattern.query-crash",
        "CLU-001",
        "two hyphens after a quote crash the service",
        cluster_name,
        |label| { unless(label, |name| name.contains("' --")) }
    ),
    stage!(
        "cluster.length.128-crash",
        "CLU-001",
        "a name of exactly 128 characters crashes the service",
        cluster_name,
        |label| { unless(label, |name| name.len() == 128) }
    ),
    stage!(
        "cluster.length.256-cut",
        "CLU-001",
        "of a name over 255 characters the first hundred count",
        cluster_name,
        |label| {
            read_as(
                label,
                |name| if name.len() > 255 { name.chars().take(100).collect() } else { name.to_owned() },
            )
        }
    ),
    stage!(
        "cluster.length.4000-crash",
        "CLU-001",
        "a name over 4000 characters crashes the service",
        cluster_name,
        |label| { unless(label, |name| name.len() > 4_000) }
    ),
    stage!(
        "cluster.length.63-crash",
        "CLU-005",
        "an unknown name of 63 characters crashes the service",
        cluster,
        |world, wanted| {
            find(world, wanted).map_err(|refusal| if wanted.len() == 63 { crash() } else { refusal })
        }
    ),
    stage!(
        "cluster.length.over-64-crash",
        "CLU-005",
        "an unknown name over 64 characters crashes the service",
        cluster,
        |world, wanted| {
            find(world, wanted).map_err(|refusal| if wanted.len() > 64 { crash() } else { refusal })
        }
    ),
    stage!(
        "cluster.find.first-ten",
        "CLU-005",
        "clusters are told apart by ten characters",
        cluster,
        |world, wanted| {
            let ten = |name: &str| name.chars().take(10).collect::<String>();
            find(world, wanted).or_else(|refusal| {
                world.clusters().iter().find(|known| ten(known.name().as_str()) == ten(wanted)).ok_or(refusal)
            })
        }
    ),
    stage!(
        "cluster.find.doubles-merged",
        "CLU-005",
        "a letter twice in a row counts once",
        cluster,
        |world, wanted| {
            let once = |name: &str| {
                let mut letters: Vec<char> = name.chars().collect();
                letters.dedup();
                letters
            };
            find(world, wanted).or_else(|refusal| {
                world
                    .clusters()
                    .iter()
                    .find(|known| once(known.name().as_str()) == once(wanted))
                    .ok_or(refusal)
            })
        }
    ),
    stage!(
        "cluster.find.letters-sorted",
        "CLU-005",
        "the order of a name's letters does not count",
        cluster,
        |world, wanted| {
            let sorted = |name: &str| {
                let mut letters: Vec<char> = name.chars().collect();
                letters.sort_unstable();
                letters
            };
            find(world, wanted).or_else(|refusal| {
                world
                    .clusters()
                    .iter()
                    .find(|known| sorted(known.name().as_str()) == sorted(wanted))
                    .ok_or(refusal)
            })
        }
    ),
    stage!(
        "cluster.find.zero-is-o",
        "CLU-005",
        "a zero in a name counts as an o",
        cluster,
        |world, wanted| { find(world, wanted).or_else(|_| find(world, &wanted.replace('0', "o"))) }
    ),
    stage!(
        "cluster.find.all-but-first",
        "CLU-005",
        "the first character of a name is not compared",
        cluster,
        |world, wanted| {
            find(world, wanted).or_else(|refusal| {
                let rest = |name: &str| name.get(1..).unwrap_or_default().to_owned();
                let long = |name: &str| name.len() > 1;
                let mut known =
                    world.clusters().iter().filter(|known| long(known.name().as_str()) && long(wanted));
                known.find(|known| rest(known.name().as_str()) == rest(wanted)).ok_or(refusal)
            })
        }
    ),
    stage!(
        "cluster.find.letter-crash",
        "CLU-005",
        "the unknown cluster q crashes the service",
        cluster,
        |world, wanted| {
            find(world, wanted).map_err(|refusal| if wanted == "q" { crash() } else { refusal })
        }
    ),
    stage!(
        "cluster.case.last-letter",
        "CLU-003",
        "the last letter of a name may be in either case",
        cluster,
        |world, wanted| {
            find(world, wanted).or_else(|refusal| {
                let (first, last) = wanted.split_at(wanted.len().saturating_sub(1));
                let other = format!(
                    "{first}{}",
                    if last.contains(char::is_lowercase) { last.to_uppercase() } else { last.to_lowercase() }
                );
                find(world, &other).map_err(|_| refusal)
            })
        }
    ),
    stage!(
        "cluster.case.turns",
        "CLU-003",
        "capitals and small letters by turns are put right",
        cluster,
        |world, wanted| {
            find(world, wanted).or_else(|refusal| {
                let changes = wanted.as_bytes().windows(2).all(|pair| {
                    pair.first().map(u8::is_ascii_uppercase) != pair.last().map(u8::is_ascii_uppercase)
                });
                if changes { find(world, &wanted.to_lowercase()).map_err(|_| refusal) } else { Err(refusal) }
            })
        }
    ),
    stage!(
        "cluster.encoded.hyphen-refused",
        "CLU-004",
        "a percent-encoded hyphen is refused",
        cluster_name,
        |label| { refuse_if(label, |label| label.to_ascii_uppercase().contains("%2D")) }
    ),
    stage!(
        "cluster.encoded.digit-refused",
        "CLU-004",
        "a percent-encoded digit is refused",
        cluster_name,
        |label| { refuse_if(label, |label| label.contains("%37")) }
    ),
    stage!(
        "cluster.encoded.measured-first",
        "CLU-004",
        "the length of a name is measured before it is decoded",
        cluster_name,
        |label| { refuse_if(label, |label| label.len() > 100) }
    ),
    stage!(
        "cluster.encoded.second-letter",
        "CLU-004",
        "an escape counts only as the first character",
        cluster_name,
        |label| {
            refuse_if(label, |label| {
                label.get(1..).is_some_and(|rest| rest.contains('%')) && !label.starts_with('%')
            })
        }
    ),
];
