//! The decision of the whole service and of every faulty one, without a socket.

mod boundaries;
mod corpus;
mod defects;
mod faults;
mod granted;
mod manners;
mod requests;
mod secrecy;
mod signed;
mod situations;
mod stage;
mod token_boundaries;
