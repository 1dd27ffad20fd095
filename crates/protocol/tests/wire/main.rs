//! Properties of the wire form, over generated and mangled bytes.

mod json;
mod json_text;
mod mangle;
