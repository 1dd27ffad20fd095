//! Small edits of bytes: what a careless or a hostile writer does to a good document.

use proptest::collection::vec;
use proptest::prelude::*;

/// Fragments that matter to a reader of JSON.
const FRAGMENTS: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"0",
    b"-",
    b".",
    b"e",
    b"E+",
    b"1e400",
    b"-0",
    b"01",
    b"null",
    b"true",
    b"fals",
    b" ",
    b"\n",
    b"\x0c",
    b"\x00",
    b"\x1f",
    b"\x7f",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\\u",
    b"\\u0000",
    b"\\ud800",
    b"\\udc00",
    b"\\uD83D\\uDE00",
    b"/*x*/",
    b"//",
    b"'",
    b"{\"a\":1}",
    b",\"a\":1",
    b"[[[[[[[[[[[[[[[[",
    b"\"a\":",
];

/// One edit at a place given as a share of the length, so that shrinking the text keeps the edit meaningful.
#[derive(Clone, Debug)]
enum Edit {
    Insert(u16, &'static [u8]),
    Overwrite(u16, u8),
    Delete(u16, u8),
    Repeat(u16, u8),
    Cut(u16),
    FlipBit(u16, u8),
}

/// A document from `documents`, with up to four edits.
pub(crate) fn mangled(documents: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (documents, vec(edit(), 0..5)).prop_map(|(mut bytes, edits)| {
        for edit in edits {
            apply(&edit, &mut bytes);
        }
        bytes
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<u16>(), prop::sample::select(FRAGMENTS)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        2 => (any::<u16>(), any::<u8>()).prop_map(|(at, byte)| Edit::Overwrite(at, byte)),
        2 => (any::<u16>(), 1..20_u8).prop_map(|(at, length)| Edit::Delete(at, length)),
        2 => (any::<u16>(), 1..60_u8).prop_map(|(at, length)| Edit::Repeat(at, length)),
        1 => any::<u16>().prop_map(Edit::Cut),
        1 => (any::<u16>(), 0..8_u8).prop_map(|(at, bit)| Edit::FlipBit(at, bit)),
    ]
}

fn apply(edit: &Edit, bytes: &mut Vec<u8>) {
    let place = |at: u16| usize::from(at) * bytes.len() / (usize::from(u16::MAX) + 1);
    match *edit {
        Edit::Insert(at, fragment) => {
            let at = place(at);
            bytes.splice(at..at, fragment.iter().copied());
        }
        Edit::Overwrite(at, new) => {
            let at = place(at);
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = new);
        }
        Edit::Delete(at, length) => {
            let at = place(at);
            bytes.drain(at..bytes.len().min(at + usize::from(length)));
        }
        Edit::Repeat(at, length) => {
            let at = place(at);
            let end = bytes.len().min(at + usize::from(length));
            let copy = bytes[at..end].to_vec();
            bytes.splice(end..end, copy);
        }
        Edit::Cut(at) => bytes.truncate(place(at)),
        Edit::FlipBit(at, bit) => {
            let at = place(at);
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << bit);
        }
    }
}
