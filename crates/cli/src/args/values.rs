//! How single values are read, and what is said of those that cannot be.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use eks_auth_mock::{Fault, Manner, fault, manner};
use eks_auth_suite::{Implementation, MOST_JOBS, RATES, Sigv4, first_release, this_release};
use eks_auth_world::Partition;
use eks_auth_world::defect::{self, Defect};
use semver::Version;
use thiserror::Error;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::near;

/// The longest time that can be asked for, in seconds: a day.
const LONGEST: f64 = 86_400.0;
/// The bounds in bytes that make sense: an answer has to fit, and memory too.
const BYTES: RangeInclusive<usize> = 1_024..=64 * 1024 * 1024;

/// Why a value is none.
#[derive(Debug, Error, PartialEq)]
pub(super) enum ValueError {
    #[error("it is not a number of seconds from 0 to {LONGEST}")]
    Seconds,
    #[error("it must be more than 0 seconds")]
    NoTime,
    #[error("it is not a number from 1 to {MOST_JOBS}")]
    Jobs,
    #[error("it is not a number of 1 or more")]
    Count,
    #[error("it is not a number of requests a second, from {} to {}", RATES.start(), RATES.end())]
    Rate,
    #[error("it is not a number of bytes from {} to {}", BYTES.start(), BYTES.end())]
    Bytes,
    #[error("it is not an address such as 127.0.0.1:8080")]
    Address,
    #[error("it is neither a number of seconds since 1970 nor a time such as 2026-11-23T10:00:00Z")]
    Time,
    #[error("it is not a version such as {}", first_release())]
    Version,
    #[error("the first release was {}", first_release())]
    BeforeAll,
    #[error("this suite is {} and knows no case of a later one", this_release())]
    ToCome,
    #[error("a name is missing; write NAME or NAME@VERSION")]
    Implementation,
    #[error("the mock has no such fault{0}; `eks-auth-conformance mock --help` names them all")]
    Fault(String),
    #[error("the mock has no such manner{0}; `eks-auth-conformance mock --help` names them all")]
    Manner(String),
    #[error("there is no such defect{0}; `eks-auth-conformance token mint --help` names them all")]
    Defect(String),
}

pub(super) fn seconds(text: &str) -> Result<Duration, ValueError> {
    let seconds: f64 = text.parse().map_err(|_| ValueError::Seconds)?;
    if !(0.0..=LONGEST).contains(&seconds) {
        return Err(ValueError::Seconds);
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| ValueError::Seconds)
}

pub(super) fn some_seconds(text: &str) -> Result<Duration, ValueError> {
    let duration = seconds(text)?;
    if duration < Duration::from_millis(1) { Err(ValueError::NoTime) } else { Ok(duration) }
}

pub(super) fn jobs(text: &str) -> Result<usize, ValueError> {
    text.parse().ok().filter(|jobs| (1..=MOST_JOBS).contains(jobs)).ok_or(ValueError::Jobs)
}

/// A moment in epoch seconds.
pub(super) fn time(text: &str) -> Result<f64, ValueError> {
    if let Ok(seconds) = text.parse::<f64>() {
        return if seconds.is_finite() { Ok(seconds) } else { Err(ValueError::Time) };
    }
    let moment = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| ValueError::Time)?;
    Ok(moment.unix_timestamp() as f64 + f64::from(moment.nanosecond()) / 1e9)
}

pub(super) fn count(text: &str) -> Result<u64, ValueError> {
    text.parse().ok().filter(|count| *count > 0).ok_or(ValueError::Count)
}

pub(super) fn rate(text: &str) -> Result<f64, ValueError> {
    text.parse().ok().filter(|rate| RATES.contains(rate)).ok_or(ValueError::Rate)
}

pub(super) fn bytes(text: &str) -> Result<usize, ValueError> {
    text.parse().ok().filter(|bytes| BYTES.contains(bytes)).ok_or(ValueError::Bytes)
}

pub(super) fn address(text: &str) -> Result<SocketAddr, ValueError> {
    text.parse().map_err(|_| ValueError::Address)
}

/// A version of the suite, from the first to this one.
pub(super) fn release(text: &str) -> Result<Version, ValueError> {
    let version = Version::parse(text).map_err(|_| ValueError::Version)?;
    if version < *first_release() {
        return Err(ValueError::BeforeAll);
    }
    if version > this_release() { Err(ValueError::ToCome) } else { Ok(version) }
}

pub(super) fn implementation(text: &str) -> Result<Implementation, ValueError> {
    let implementation = Implementation::parse(text);
    let named = !implementation.name().is_empty() && !implementation.name().starts_with('@');
    if named { Ok(implementation) } else { Err(ValueError::Implementation) }
}

pub(super) fn fault(text: &str) -> Result<&'static Fault, ValueError> {
    let unknown = || ValueError::Fault(near::suggestion(text, fault::every().map(Fault::id)));
    fault::find(text).ok_or_else(unknown)
}

pub(super) fn manner(text: &str) -> Result<&'static Manner, ValueError> {
    let unknown = || ValueError::Manner(near::suggestion(text, manner::all().map(Manner::id)));
    manner::find(text).ok_or_else(unknown)
}

pub(super) fn defect(text: &str) -> Result<&'static Defect, ValueError> {
    let unknown = || ValueError::Defect(near::suggestion(text, defect::all().map(Defect::id)));
    defect::find(text).ok_or_else(unknown)
}

pub(super) fn sigv4() -> impl TypedValueParser<Value = Sigv4> {
    PossibleValuesParser::new(["required"]).map(|_| Sigv4::Required)
}

pub(super) fn partition() -> impl TypedValueParser<Value = Partition> {
    PossibleValuesParser::new(Partition::ALL.iter().map(|partition| partition.as_str()))
        .try_map(|text| text.parse::<Partition>())
}

/// Names and what they mean, in two columns.
pub(super) fn rows<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let rows: Vec<(&str, &str)> = rows.collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let lines: Vec<String> =
        rows.iter().map(|(name, meaning)| format!("  {name:<width$}  {meaning}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(seconds("0"), Ok(Duration::ZERO));
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["", "-1", "1e30", "inf", "NaN", "ten", "86401"] {
            assert_eq!(seconds(text), Err(ValueError::Seconds), "{text}");
        }
        assert_eq!(some_seconds("0"), Err(ValueError::NoTime));
    }

    #[test]
    fn moments() {
        assert_eq!(time("1795428000.5"), Ok(1_795_428_000.5));
        assert_eq!(time("2026-11-23T10:00:00Z"), Ok(1_795_428_000.0));
        assert_eq!(time("2026-11-23T11:00:00.25+01:00"), Ok(1_795_428_000.25));
        for text in ["", "now", "2026-11-23", "NaN", "inf", "2026-13-23T10:00:00Z"] {
            assert_eq!(time(text), Err(ValueError::Time), "{text}");
        }
    }

    #[test]
    fn job_counts() {
        assert_eq!(jobs("256"), Ok(256));
        for text in ["0", "257", "-1", "many"] {
            assert_eq!(jobs(text), Err(ValueError::Jobs), "{text}");
        }
    }

    #[test]
    fn counts_and_rates() {
        assert_eq!((count("1"), rate("0.5")), (Ok(1), Ok(0.5)));
        for text in ["0", "-1", "many", ""] {
            assert_eq!(count(text), Err(ValueError::Count), "{text}");
        }
        for text in ["0", "-1", "NaN", "inf", "fast"] {
            assert_eq!(rate(text), Err(ValueError::Rate), "{text}");
        }
    }

    #[test]
    fn byte_counts() {
        assert_eq!(bytes("65536"), Ok(65_536));
        for text in ["0", "1023", "67108865", "64k", ""] {
            assert_eq!(bytes(text), Err(ValueError::Bytes), "{text}");
        }
    }

    #[test]
    fn releases() {
        assert_eq!(release("0.1.0"), Ok(Version::new(0, 1, 0)));
        assert_eq!(release(&this_release().to_string()), Ok(this_release()));
        assert_eq!(
            (release("0.0.9"), release("999.0.0")),
            (Err(ValueError::BeforeAll), Err(ValueError::ToCome))
        );
        for text in ["", "1", "0.1", "v0.1.0", "latest"] {
            assert_eq!(release(text), Err(ValueError::Version), "{text}");
        }
    }

    #[test]
    fn implementations() {
        assert_eq!(implementation("").err(), Some(ValueError::Implementation));
        assert_eq!(implementation("@1").err(), Some(ValueError::Implementation));
        let version = implementation("mine@1.2").map(|known| known.version().map(str::to_owned));
        assert_eq!(version, Ok(Some("1.2".to_owned())));
    }

    #[test]
    fn unknown_defect_has_suggestions() {
        let error = defect("exp-psat").expect_err("unknown").to_string();
        assert!(error.contains("did you mean `exp-past`"), "{error}");
    }
}
