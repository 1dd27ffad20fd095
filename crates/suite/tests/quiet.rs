//! Quiet on the good: whatever a good service does otherwise, the suite finds nothing to fail, and warns of nothing but
//! what the manner says of itself.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use eks_auth_mock::{Clock, Manner, Service, manner};
use eks_auth_suite::catalogue::{Level, Requirement, requirement};
use eks_auth_suite::{Options, Outcome, Report, Stop, Target, Verdict, run};
use eks_auth_world::{Partition, World};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many services are tested at once. Some of them rest, so there are more than there are cores.
const AT_ONCE: usize = 4;

/// A service with as many manners as go together, no two of which break the same requirement: so whatever is warned of has
/// one manner that explains it.
type House = Vec<&'static Manner>;

fn houses() -> Vec<House> {
    let mut houses: Vec<House> = Vec::new();
    for manner in manner::all() {
        let fits = |house: &&mut House| {
            house.iter().all(|other| {
                !other.excludes(manner) && !other.warns().iter().any(|id| manner.warns().contains(id))
            })
        };
        match houses.iter_mut().filter(fits).min_by_key(|house| house.len()) {
            Some(house) => house.push(manner),
            None => houses.push(vec![manner]),
        }
    }
    houses
}

/// What all of them share: a world that remembers signatures, and the moment at which each run begins. So all of them are
/// sent the same tokens, and these are signed once.
struct Street {
    world: Arc<World>,
    moment: SystemTime,
}

impl Street {
    fn new() -> Self {
        let world = World::standard(Partition::Aws).remembering_signatures();
        Self { world: Arc::new(world), moment: SystemTime::now() }
    }

    async fn report(&self, house: &House) -> Report {
        let service = Service::new(Arc::clone(&self.world));
        let service = house.iter().fold(service, |service, manner| service.with_manner(manner));
        let clock = Clock::standing_at(self.moment);
        let target = Target::serving_by(clock, service).await.expect("a free port");
        // However busy the machine is: what is slow is not what is tested.
        let options = Options { max_time: Duration::from_secs(3_600), ..Options::default() };
        run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave something")
    }
}

/// What the report says that it should not, of a service with these manners.
fn complaints(house: &House, report: &Report) -> Vec<String> {
    let allowed: BTreeSet<&str> = house.iter().flat_map(|manner| manner.warns().iter().copied()).collect();
    let mut found = Vec::new();
    let mut warned = BTreeSet::new();
    for case in report.cases() {
        let fine = match case.outcome() {
            Outcome::Passed | Outcome::Skipped => true,
            Outcome::Warned => {
                warned.insert(case.requirement());
                allowed.contains(case.requirement())
            }
            Outcome::Failed | Outcome::Inconclusive => false,
        };
        if !fine {
            let (outcome, message) = (case.outcome().as_str(), case.message().unwrap_or_default());
            found.push(format!("{outcome} {} [{}]: {message}", case.id(), case.requirement()));
        }
    }
    found.extend(allowed.difference(&warned).map(|id| format!("{id} is not warned of")));
    if report.verdict() != Verdict::Conformant {
        found.push(format!("the verdict is {}", report.verdict().as_str()));
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_manner_is_conformant_and_warned_of_for_what_it_says_alone() {
    let (street, slots) = (Arc::new(Street::new()), Arc::new(Semaphore::new(AT_ONCE)));
    let mut running = JoinSet::new();
    for house in houses() {
        let (street, slots) = (Arc::clone(&street), Arc::clone(&slots));
        running.spawn(async move {
            let _slot = slots.acquire_owned().await.expect("a semaphore that nobody closes");
            let found = complaints(&house, &street.report(&house).await);
            (house, found)
        });
    }
    let wrong: Vec<String> = running
        .join_all()
        .await
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(house, found)| format!("{house:?}:\n  {}", found.join("\n  ")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_manner_is_in_a_house() {
    let housed: BTreeSet<&str> = houses().iter().flatten().map(|manner| manner.id()).collect();
    assert_eq!(housed, manner::all().map(Manner::id).collect());
}

#[test]
fn manners_break_no_must() {
    for manner in manner::all() {
        for id in manner.warns() {
            let level = requirement(id).map(Requirement::level);
            assert_eq!(level, Some(Level::Should), "{} may break {id}", manner.id());
        }
    }
}
