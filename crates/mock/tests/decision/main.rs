//! The decision of the whole service and of every faulty one, without a socket.

mod granted;
mod situations;
mod stage;
