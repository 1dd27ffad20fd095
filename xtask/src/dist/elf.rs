//! Whether a program is static, read from the program itself: `ldd` would start it, and only knows the machine's own kind.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

/// The program header that names the dynamic loader.
const INTERPRETER: u32 = 3;

/// Fails if the program needs a dynamic loader.
pub(crate) fn require_static(binary: &Path) -> Result<(), Failure> {
    let bytes = fs::read(binary).map_err(|error| Failure::at(binary, &error))?;
    match needs_loader(&bytes) {
        Some(false) => Ok(()),
        Some(true) => Err(Failure(format!("{}: is not static", binary.display()))),
        None => Err(Failure(format!("{}: is no program for 64-bit Linux", binary.display()))),
    }
}

/// Whether a 64-bit little-endian ELF file names a loader; `None` for anything else.
fn needs_loader(bytes: &[u8]) -> Option<bool> {
    if !bytes.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let half = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let start = u64::from_le_bytes(bytes.get(0x20..0x28)?.try_into().ok()?);
    let (size, count) = (usize::from(half(0x36)?), usize::from(half(0x38)?));
    for number in 0..count {
        let at = usize::try_from(start).ok()?.checked_add(number * size)?;
        let kind = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
        if kind == INTERPRETER {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with these program headers and nothing else.
    fn program(kinds: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0; 0x40];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        bytes[0x20] = 0x40;
        bytes[0x36] = 0x38;
        bytes[0x38] = u8::try_from(kinds.len()).expect("few");
        for kind in kinds {
            let start = bytes.len();
            bytes.resize(start + 0x38, 0);
            bytes[start..start + 4].copy_from_slice(&kind.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn static_program_names_no_loader() {
        assert_eq!(needs_loader(&program(&[1, 2, 1])), Some(false));
        assert_eq!(needs_loader(&program(&[1, INTERPRETER])), Some(true));
    }

    #[test]
    fn what_is_no_such_program() {
        assert_eq!(needs_loader(b"#!/bin/sh\n"), None);
        let whole = program(&[1, 2]);
        assert_eq!(needs_loader(&whole[..whole.len() - 0x38]), None);
        assert_eq!(needs_loader(b""), None);
    }
}
