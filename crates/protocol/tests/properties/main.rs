//! Properties of the types: what is printed parses again, what is accepted prints as itself, nothing panics, and
//! nothing that is printed holds a secret.

mod arns;
mod constraints;
mod messages;
mod names;
mod redaction;
mod times;
mod tokens;
