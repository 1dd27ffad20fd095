//! `cargo xtask fuzz`: the fuzz targets over their own finds and the examples of the corpus.

mod campaign;
mod dictionary;
mod index;
mod oss_fuzz;
mod progress;
mod promote;
mod seeding;
mod seeds;
mod table;
mod tool;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cargo::root;
use crate::failure::Failure;
use crate::vectors;
use campaign::Effort;
use promote::Promotion;
use seeds::Seeds;
use tool::Sanitizer;

/// Seconds for each target, where all run in turn and nobody says how long.
const SECONDS: u32 = 60;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The fuzz target, a file of fuzz/fuzz_targets; without it, all in turn
    target: Option<String>,
    /// Stop each target after this many seconds; without it, one target runs until something is found or
    /// Ctrl-C, and of all targets each runs for a minute
    #[arg(long, value_name = "SECONDS")]
    time: Option<u32>,
    /// Run each target in this many processes
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    jobs: u32,
    /// What watches memory
    #[arg(long, value_enum, default_value_t)]
    sanitizer: Sanitizer,
    /// Write what each target did to this file, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Only fill fuzz/corpus/TARGET, where a bare `cargo fuzz run TARGET` looks for seeds
    #[arg(long, conflicts_with_all = ["time", "jobs", "json", "sanitizer", "promote"])]
    seed_only: bool,
    /// Only run the build script of ClusterFuzzLite and OSS-Fuzz in a folder, and look at what it packed
    #[arg(long, conflicts_with_all = ["target", "time", "jobs", "json", "promote", "seed_only"])]
    oss_fuzz_check: bool,
    #[command(flatten)]
    promotion: Option<Promotion>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let seeds = Seeds::read(root())?;
    let targets: Vec<String> = match &arguments.target {
        Some(target) => {
            seeds.kinds(target)?;
            vec![target.clone()]
        }
        None => seeds.targets().map(str::to_owned).collect(),
    };
    if arguments.seed_only {
        return seed(&seeds, &targets);
    }
    if let (Some(promotion), Some(target)) = (&arguments.promotion, &arguments.target) {
        promote::run(root(), target, promotion)?;
        return vectors::write(&root().join("corpus"));
    }
    tool::installed(arguments.sanitizer)?;
    if arguments.oss_fuzz_check {
        return oss_fuzz::check(root(), &seeds, arguments.sanitizer);
    }
    let all = if arguments.target.is_none() { Some(SECONDS) } else { None };
    let effort =
        Effort { seconds: arguments.time.or(all), jobs: arguments.jobs, sanitizer: arguments.sanitizer };
    fuzz(&seeds, &targets, effort, arguments)
}

fn fuzz(seeds: &Seeds, targets: &[String], effort: Effort, arguments: &Arguments) -> Result<(), Failure> {
    if arguments.target.is_none() {
        campaign::build(effort)?;
    }
    let table = campaign::run(root(), seeds, targets, effort)?;
    println!("== fuzz\n{table}");
    if let Some(path) = &arguments.json {
        write(path, &format!("{:#}\n", table.json())).map_err(|error| Failure::at(path, &error))?;
    }
    match table.unwell().as_slice() {
        [] => Ok(()),
        unwell => Err(Failure(format!("something was found by: {}", unwell.join(", ")))),
    }
}

/// Writes a file, in a folder that need not be there yet: a long run must not be in vain.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Fills the folders of these targets.
fn seed(seeds: &Seeds, targets: &[String]) -> Result<(), Failure> {
    for target in targets {
        let start = seeding::prepare(root(), seeds, target)?;
        let copied = seeding::copy(root(), &start)?;
        println!("fuzz/corpus/{target}: {copied} seeds");
        if let Some(dictionary) = &start.dictionary {
            println!("cargo fuzz run --sanitizer none {target} -- -dict={}", dictionary.display());
        }
    }
    Ok(())
}
