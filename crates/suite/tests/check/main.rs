//! `check` against what others say of the same documents: the corpus, judged by hand, and the verdicts of the cases on every
//! defect of a token; and each of its requirements, broken once.

mod corpus;
mod defects;
mod messages;
