//! Signatures and the token's text: every bit, every length, every signer; and the named defects.

use eks_auth_world::defect;

use super::names::odd;
use super::{Raw, many_lengths};
use crate::cases::verdict_on_defect;
use crate::expect::Expect;
use crate::judge::Subject;
use crate::search::edit::{Edit, Signatory, SignatureEdit, TextEdit};

/// The bits of an RSA signature of 2048 bits.
const BITS: usize = 2_048;
/// Texts of tokens are about so long.
const TEXT: usize = 1_500;

pub(super) fn walks(subject: &Subject) -> Vec<Raw> {
    let of = |weight, edits: Vec<SignatureEdit>| (weight, edits.into_iter().map(Edit::Signature).collect());
    let keys = 1..subject.cluster().keys().len();
    let others = subject.world().clusters().len().saturating_sub(1);
    let associations = subject.cluster().associations().len();
    // Of a token of two subjects either may be granted: that is for the cases.
    let is_of_one = |defect: &&'static defect::Defect| {
        verdict_on_defect(defect).is_some_and(|(_, expect, _)| expect != Expect::OneSubject)
    };
    let defects = defect::all().filter(|defect| defect.applies_to(subject.cluster())).filter(is_of_one);
    vec![
        of(5, (0..BITS).map(SignatureEdit::Flipped).collect()),
        of(2, (0..256).map(SignatureEdit::Cut).collect()),
        of(1, many_lengths(70, 1_025).into_iter().skip(1).map(SignatureEdit::Extended).collect()),
        of(1, (0..256).map(SignatureEdit::Zeroed).collect()),
        of(6, vec![SignatureEdit::Stale]),
        of(2, (0..associations).map(SignatureEdit::Borrowed).collect()),
        of(4, keys.map(|key| SignatureEdit::Signed(Signatory::Key(key))).collect()),
        of(
            3,
            (0..others)
                .map(|other| SignatureEdit::Signed(Signatory::OtherCluster(other)))
                .chain([SignatureEdit::Signed(Signatory::Foreign)])
                .collect(),
        ),
        (6, defects.map(|defect| Edit::Defect(defect.id().to_owned())).collect()),
        (5, texts()),
    ]
}

fn texts() -> Vec<Edit> {
    let places = || (0..TEXT).step_by(13);
    let put_in = places().zip(odd().chain([".", "=", "==", "A", "%2E", "\r\n"]).cycle());
    let signs = "AQgw_-=+/.~%09z".chars().cycle();
    let inserts = put_in.map(|(at, text)| TextEdit::Insert(at, text.to_owned()));
    let ends = odd().flat_map(|text| {
        [TextEdit::Insert(0, text.to_owned()), TextEdit::Insert(usize::MAX, text.to_owned())]
    });
    let removed = places()
        .zip([1, 1, 2, 3, 4, 8, 40].into_iter().cycle())
        .map(|(at, count)| TextEdit::Remove(at, count));
    let replaced = (0..TEXT).step_by(3).zip(signs).map(|(at, sign)| TextEdit::Replace(at, sign));
    let exchanged = places().map(|at| TextEdit::Exchange(at + 5));
    let doubled =
        places().zip([1, 2, 4, 30].into_iter().cycle()).map(|(at, count)| TextEdit::Double(at, count));
    let whole = ["Bearer ", "bearer ", "\"", "JWT "].map(|text| TextEdit::Insert(0, text.to_owned()));
    inserts
        .chain(ends)
        .chain(removed)
        .chain(replaced)
        .chain(exchanged)
        .chain(doubled)
        .chain(whole)
        .map(Edit::Text)
        .collect()
}
