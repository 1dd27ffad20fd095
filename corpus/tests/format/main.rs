//! The corpus is in the form that its `README.md` and `schema.json` describe.

mod files;
mod schema;
mod validator;
