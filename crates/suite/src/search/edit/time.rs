//! When the token was issued, from when and until when it is good.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Context, Meaning, simpler};
use crate::situation::Kind;

/// Within so many seconds of a limit a service may decide either way: a minute that the sources leave open, and one for two
/// clocks that differ and the time that passes.
const MARGIN: i64 = 120;
/// As long as the sources leave open alone: what is past by more has expired by any clock that is right to a minute.
const EXPIRED: i64 = 61;
const DAY: i64 = 86_400;
/// So far ahead, some two thousand years, every clock of a service still counts.
const FAR: i64 = 1 << 36;
/// So many seconds ahead `nbf` says beyond doubt that the token is not valid yet.
pub(super) const NOT_YET: RangeInclusive<i64> = MARGIN..=FAR;

/// A claim that is a time.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Claim {
    /// `exp`.
    Exp,
    /// `nbf`.
    Nbf,
    /// `iat`.
    Iat,
}

impl Claim {
    /// Its name in the token.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exp => "exp",
            Self::Nbf => "nbf",
            Self::Iat => "iat",
        }
    }
}

/// How a time is written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// Whole seconds, as Kubernetes does.
    Seconds,
    /// With a fraction.
    Fraction,
    /// With an exponent.
    Exponent,
    /// As a string.
    Text,
    /// In milliseconds.
    Milliseconds,
    /// In minutes.
    Minutes,
    /// In hours.
    Hours,
    /// In days.
    Days,
    /// In seconds since 1980, as GPS counts.
    Since1980,
    /// In seconds since 2001, as Apple counts.
    Since2001,
    /// As the span alone.
    Span,
    /// With a minus sign.
    Negative,
}

impl Form {
    /// Every form.
    pub(crate) const ALL: [Self; 12] = [
        Self::Seconds,
        Self::Fraction,
        Self::Exponent,
        Self::Text,
        Self::Milliseconds,
        Self::Minutes,
        Self::Hours,
        Self::Days,
        Self::Since1980,
        Self::Since2001,
        Self::Span,
        Self::Negative,
    ];

    /// Whether it reads as a number of seconds that is long past, for every time that a token could have.
    fn is_long_past(self) -> bool {
        use Form::{Days, Hours, Minutes, Negative, Since1980, Since2001, Span};
        matches!(self, Minutes | Hours | Days | Since1980 | Since2001 | Span | Negative)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Seconds => "",
            Self::Fraction => ", with a fraction",
            Self::Exponent => ", with an exponent",
            Self::Text => ", as a string",
            Self::Milliseconds => ", in milliseconds",
            Self::Minutes => ", in minutes",
            Self::Hours => ", in hours",
            Self::Days => ", in days",
            Self::Since1980 => ", in seconds since 1980",
            Self::Since2001 => ", in seconds since 2001",
            Self::Span => ", as a span and no moment",
            Self::Negative => ", with a minus sign",
        }
    }
}

/// Another time than the plain token has. Times are relative to when the request is made, so that it can be made again.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TimeEdit {
    /// One claim is so many seconds ahead, or past where that is negative.
    Claim {
        /// Which.
        claim: Claim,
        /// How far ahead.
        ahead: i64,
        /// How it is written.
        form: Form,
    },
    /// The token was issued so many seconds ago and is good for so many more.
    Lived {
        /// How old it is.
        age: i64,
        /// How long it is still good.
        left: i64,
    },
}

impl TimeEdit {
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Claim { claim: Claim::Exp, .. } => "claims.exp",
            Self::Claim { claim: Claim::Nbf, .. } => "claims.nbf",
            Self::Claim { claim: Claim::Iat, .. } => "claims.iat",
            Self::Lived { .. } => "claims.exp",
        }
    }

    pub(super) fn meaning(&self, _: Context<'_>) -> Meaning {
        let odd = Meaning::open("TOK-021");
        match *self {
            Self::Lived { age, left } => match left {
                // Kubernetes issues no token for less than ten minutes.
                MARGIN..=DAY if age >= MARGIN && (600..=DAY).contains(&(age + left)) => {
                    Meaning::nothing("TOK-001")
                }
                MARGIN.. => odd,
                _ if left <= -EXPIRED => Meaning::refused("TOK-008").about(Kind::Expired),
                _ => Meaning::open("TOK-010"),
            },
            // Within a span of some decades: further ahead the same digits are a time to come.
            Self::Claim { claim: Claim::Exp, ahead, form } if form.is_long_past() => match ahead {
                -1_000_000_000..=300_000_000 => Meaning::refused("TOK-008"),
                _ => odd,
            },
            Self::Claim { claim: Claim::Exp, ahead, form } => match form {
                Form::Seconds if ahead <= -EXPIRED => Meaning::refused("TOK-008").about(Kind::Expired),
                Form::Fraction | Form::Exponent if ahead <= -EXPIRED => Meaning::refused("TOK-008"),
                Form::Seconds if ahead < MARGIN => Meaning::open("TOK-010"),
                Form::Seconds if ahead <= DAY - 600 => Meaning::nothing("TOK-001"),
                _ => odd,
            },
            Self::Claim { claim: Claim::Nbf, ahead, form: Form::Seconds } if NOT_YET.contains(&ahead) => {
                Meaning::refused("TOK-011").about(Kind::Claims)
            }
            Self::Claim { .. } => odd,
        }
    }

    /// The text of the claims' values: name and raw JSON of each.
    pub(crate) fn claims(&self, now: i64) -> Vec<(&'static str, String)> {
        match *self {
            Self::Claim { claim, ahead, form } => {
                vec![(claim.name(), written(now.saturating_add(ahead), form))]
            }
            Self::Lived { age, left } => vec![
                ("iat", (now - age).to_string()),
                ("nbf", (now - age).to_string()),
                ("exp", (now + left).to_string()),
            ],
        }
    }

    pub(super) fn words(&self) -> String {
        let when = |ahead: i64| if ahead < 0 { format!("{} s ago", -ahead) } else { format!("in {ahead} s") };
        match *self {
            Self::Claim { claim, ahead, form } => {
                let form = form.words();
                format!("`{}` is {}{form}", claim.name(), when(ahead))
            }
            Self::Lived { age, left } => {
                format!("the token was issued {age} s ago and `exp` is {}", when(left))
            }
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        match *self {
            Self::Claim { claim, ahead, form } => {
                let plainer =
                    (form != Form::Seconds).then_some(Self::Claim { claim, ahead, form: Form::Seconds });
                let nearer =
                    simpler::integers(ahead).into_iter().map(|ahead| Self::Claim { claim, ahead, form });
                plainer.into_iter().chain(nearer).collect()
            }
            Self::Lived { age, left } => {
                let younger = simpler::integers(age).into_iter().map(|age| Self::Lived { age, left });
                let alone = Self::Claim { claim: Claim::Exp, ahead: left, form: Form::Seconds };
                let nearer = simpler::integers(left).into_iter().map(|left| Self::Lived { age, left });
                [alone].into_iter().chain(younger).chain(nearer).collect()
            }
        }
    }
}

fn written(seconds: i64, form: Form) -> String {
    match form {
        Form::Seconds => seconds.to_string(),
        Form::Fraction => format!("{seconds}.5"),
        Form::Exponent => format!("{seconds}e0"),
        Form::Text => format!("\"{seconds}\""),
        Form::Milliseconds => seconds.saturating_mul(1_000).to_string(),
        Form::Minutes => (seconds / 60).to_string(),
        Form::Hours => (seconds / 3_600).to_string(),
        Form::Days => (seconds / DAY + 1).to_string(),
        Form::Since1980 => seconds.saturating_sub(315_964_800).to_string(),
        Form::Since2001 => seconds.saturating_sub(978_307_200).to_string(),
        Form::Span => "0".to_owned(),
        Form::Negative => seconds.saturating_neg().to_string(),
    }
}
