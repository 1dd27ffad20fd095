//! How many requests, and how long, the search takes to meet each deep fault of the mock.
//!
//! `cargo bench -p eks-auth-suite --bench deep_faults` prints the table of `docs/search.md`; `-- --write` writes it there too,
//! `-- --quick` looks with one seed, and `-- ID…` for these faults alone.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use eks_auth_mock::fault::{self, Class};
use eks_auth_mock::{Fault, Service};
use eks_auth_suite::client::Limits;
use eks_auth_suite::search::{SearchEvent, SearchOptions, search};
use eks_auth_suite::{Stop, Target};
use eks_auth_world::{Partition, World};

/// With each of these seeds a fault is looked for.
const SEEDS: [u64; 3] = [1, 2, 3];
/// So many requests are made up at the most.
const CASES: u64 = 20_000;
/// Between these lines of the document stands the table.
const MARKS: [&str; 2] =
    ["<!-- deep faults: the benchmark writes this table -->", "<!-- end of deep faults -->"];

/// What it took to meet a fault.
#[derive(Clone, Copy)]
struct Met {
    cases: u64,
    requests: u64,
    time: Duration,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted: Vec<&String> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    let quick = arguments.iter().any(|word| word == "--quick");
    let mut rows = Vec::new();
    for fault in fault::deep().filter(|fault| wanted.is_empty() || wanted.iter().any(|id| *id == fault.id()))
    {
        let mut met = Vec::new();
        for seed in SEEDS.into_iter().take(if quick { 1 } else { SEEDS.len() }) {
            met.push(look_for(fault, seed).await?);
        }
        let row = row(fault, &met);
        println!("{row}");
        rows.push(row);
    }
    if arguments.iter().any(|word| word == "--write") {
        write(&rows)?;
    }
    Ok(())
}

/// Searches a mock with the fault until something is found: the whole mock shows nothing.
async fn look_for(fault: &'static Fault, seed: u64) -> std::io::Result<Option<Met>> {
    let service = Service::new(World::standard(Partition::Aws)).with_fault(fault);
    let target = Target::serving(service).await?;
    let options = SearchOptions {
        cases: CASES,
        seed,
        limits: Limits::default().with_timeout(Duration::from_secs(3)),
        ..SearchOptions::default()
    };
    let (stop, stopped) = Stop::on_call();
    let begun = Instant::now();
    let (mut sent, met) = ((0, 0), Mutex::new(None));
    let follow = |event: &SearchEvent<'_>| match event {
        SearchEvent::Progress { cases, requests } => sent = (*cases, *requests),
        SearchEvent::Found(_) => {
            let mut met = met.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            met.get_or_insert(Met { cases: sent.0, requests: sent.1, time: begun.elapsed() });
            stop();
        }
        _ => {}
    };
    search(&target, &options, str::to_owned, follow, stopped).await;
    Ok(met.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// The row of a fault: of the seeds' figures the middle one, and how many of them met it.
fn row(fault: &Fault, met: &[Option<Met>]) -> String {
    let mut hits: Vec<Met> = met.iter().copied().flatten().collect();
    hits.sort_by_key(|met| met.cases);
    let class = fault.class().map_or_else(String::new, |class: Class| class.to_string());
    let (found, tried) = (hits.len(), met.len());
    let figures = match hits.get(hits.len() / 2) {
        Some(Met { cases, requests, time }) => format!("{cases} | {requests} | {:.1}", time.as_secs_f64()),
        None => "– | – | –".to_owned(),
    };
    format!("| `{}` | {class} | {} | {figures} | {found} of {tried} |", fault.id(), fault.summary())
}

/// Puts the rows into the document, in place of those that are there.
fn write(rows: &[String]) -> std::io::Result<()> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/search.md");
    let text = std::fs::read_to_string(&path)?;
    let [begin, end] = MARKS;
    let parts = text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) =
        parts.ok_or_else(|| std::io::Error::other("the document has no place for the table"))?;
    let head = "| fault | class | what the service does wrong | cases | requests | seconds | seeds |\n\
                | --- | --- | --- | --: | --: | --: | --- |";
    std::fs::write(&path, format!("{before}{begin}\n{head}\n{}\n{end}{after}", rows.join("\n")))
}
