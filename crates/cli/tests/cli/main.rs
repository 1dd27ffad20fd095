//! The built binary, as its users meet it: every test starts it as a process of its own.

mod callback;
mod check;
mod ci;
mod faults;
mod foreign;
mod fuzz;
mod hostile;
mod interrupt;
mod junit;
mod ledger;
mod observe;
mod process;
mod profile;
mod sdk;
mod secrets;
mod selftest;
mod server;
mod service;
mod setup;
mod sigv4;
mod target;
mod telling;
mod token;
mod usage;
mod world;
