//! Properties of the wire form, over generated and mangled bytes.

mod corpus;
mod json;
mod json_text;
mod mangle;
mod message;
mod model_text;
mod reading;
mod token;
