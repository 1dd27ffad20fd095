//! `cargo xtask bless`: what people see now becomes what they should see.

use crate::cargo;
use crate::failure::Failure;

pub(crate) fn run() -> Result<(), Failure> {
    cargo::run(
        cargo::cargo().args(["test", "--package", "eks-auth-snapshots"]).env("INSTA_UPDATE", "always"),
    )?;
    println!("snapshots/ and the README's table now say what people see; `git diff` shows the difference");
    Ok(())
}
