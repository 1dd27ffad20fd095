//! What the mock's answers look like, as `service --observe` writes it: what any other service is compared with.

use std::fs;
use std::path::PathBuf;

use eks_auth_suite::observe::{Observation, Observer, diff};
use eks_auth_suite::{Options, Stop, Target, run};
use eks_auth_world::Partition;

/// Many values that are answered alike, or all but alike, say nothing more of the shape.
const SKIPPED: [&str; 3] = ["boundary.*", "wire.*", "isolation.*"];

#[test]
fn of_the_mock() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("observation/mock.json");
    let now = observed();
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(&path, now.to_string()).expect("the folder `observation` can be written to");
    }
    let known = fs::read_to_string(&path).expect("`cargo xtask bless` writes it");
    let differences = diff(&Observation::read(&known).expect("an observation"), &now);
    assert!(differences.is_empty(), "{differences:#?}");
    assert_eq!(known, now.to_string());
}

fn observed() -> Observation {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let target = Target::embedded(Partition::Aws, None).await.expect("a free port");
        let skip = SKIPPED.iter().map(|pattern| (*pattern).to_owned()).collect();
        let mut observer = Observer::default();
        let options = Options { skip, ..Options::default() };
        run(&target, &options, |event| observer.follow(event), Stop::never()).await.expect("cases are left");
        observer.finish()
    })
}
