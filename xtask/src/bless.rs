//! `cargo xtask bless`: what people see now becomes what they should see.

use crate::cargo;
use crate::failure::Failure;

pub(crate) fn run() -> Result<(), Failure> {
    cargo::run(
        cargo::cargo().args(["test", "--package", "eks-auth-snapshots"]).env("INSTA_UPDATE", "always"),
    )?;
    println!("snapshots/ now says what people see; `git diff snapshots` shows the difference");
    Ok(())
}
