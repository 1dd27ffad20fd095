//! Times: to come and past, by every span that somebody could have in mind.

use super::Raw;
use crate::search::edit::{Claim, Edit, Form, TimeEdit};

/// Spans in seconds: of clocks, leeways, units and lifetimes, each with its neighbours.
const SPANS: &[i64] = &[
    61,
    62,
    63,
    65,
    70,
    75,
    80,
    89,
    90,
    91,
    100,
    110,
    119,
    120,
    121,
    122,
    130,
    150,
    179,
    180,
    181,
    200,
    239,
    240,
    241,
    299,
    300,
    301,
    302,
    360,
    420,
    480,
    540,
    599,
    600,
    601,
    660,
    720,
    899,
    900,
    901,
    1_000,
    1_024,
    1_200,
    1_500,
    1_799,
    1_800,
    1_801,
    2_000,
    2_400,
    2_700,
    3_000,
    3_599,
    3_600,
    3_601,
    3_660,
    4_000,
    5_400,
    7_199,
    7_200,
    7_201,
    10_000,
    10_800,
    14_400,
    18_000,
    21_599,
    21_600,
    21_601,
    25_200,
    28_800,
    32_400,
    36_000,
    39_600,
    43_199,
    43_200,
    43_201,
    50_000,
    54_000,
    60_000,
    64_800,
    65_535,
    65_536,
    69_120,
    72_000,
    75_600,
    79_200,
    82_800,
    86_000,
    86_399,
    86_400,
    86_401,
    100_000,
    172_800,
    259_200,
    604_800,
    1_000_000,
    1_209_600,
    2_592_000,
    5_184_000,
    7_776_000,
    15_552_000,
    31_536_000,
    31_622_400,
    63_072_000,
    315_360_000,
    1_000_000_000,
];

pub(super) fn walks() -> Vec<Raw> {
    let claim = |claim, form, ahead| Edit::Time(TimeEdit::Claim { claim, ahead, form });
    let both = || SPANS.iter().flat_map(|span| [*span, -span]).chain([0, 1, -1, 30, -30, 59, -59, 60, -60]);
    let plain = |which| both().map(|ahead| claim(which, Form::Seconds, ahead)).collect::<Vec<_>>();
    let forms = |which| {
        let spans = both().step_by(7).collect::<Vec<_>>();
        Form::ALL
            .into_iter()
            .flat_map(|form| spans.iter().map(move |ahead| claim(which, form, *ahead)).collect::<Vec<_>>())
            .collect()
    };
    let lived = SPANS
        .iter()
        .flat_map(|age| {
            [
                120, 180, 300, 599, 601, 1_800, 3_600, 7_200, 21_600, 43_200, 80_000, -61, -90, -300, -600,
                -3_600,
            ]
            .map(|left| (*age, left))
        })
        .map(|(age, left)| Edit::Time(TimeEdit::Lived { age, left }))
        .collect();
    // What has just expired is what services get wrong most, and leave to conditions that seem to have nothing to do with it.
    let recently = SPANS
        .iter()
        .filter(|span| **span <= 3_600)
        .flat_map(|span| {
            [Form::Seconds, Form::Fraction, Form::Exponent].map(|form| claim(Claim::Exp, form, -span))
        })
        .collect();
    vec![
        (6, recently),
        (4, plain(Claim::Exp)),
        (3, plain(Claim::Nbf)),
        (2, plain(Claim::Iat)),
        (5, lived),
        (3, forms(Claim::Exp)),
        (1, forms(Claim::Nbf)),
        (1, forms(Claim::Iat)),
    ]
}
