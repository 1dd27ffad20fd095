//! The faults: named well, and each of them seen.

use std::collections::BTreeMap;

use eks_auth_mock::{Answer, Request, Service, fault};
use eks_auth_world::{Partition, World};

use crate::stage::{moment, service};
use crate::{requests, signed};

fn answers(service: &Service, requests: &[Request]) -> Vec<Answer> {
    let nonces = 1_u128..;
    requests.iter().zip(nonces).map(|(request, nonce)| service.answer(request, moment(nonce))).collect()
}

/// A test of its own for each area: they take a while and run side by side.
macro_rules! every_fault_changes_some_answer {
    ($($area:ident)*) => {
        const AREAS: &[&str] = &[$(stringify!($area)),*];

        mod every_fault_changes_some_answer {
            $(
                #[test]
                fn $area() {
                    let unseen = super::unseen(stringify!($area));
                    assert!(unseen.is_empty(), "faults that nothing sees: {unseen:#?}");
                }
            )*
        }
    };
}

every_fault_changes_some_answer!(response error request cluster signature claims isolation http sigv4);

/// The faults of an area that change no answer. Those below requests are the business of the tests of the doors.
fn unseen(area: &str) -> Vec<&'static str> {
    // Faults of verifying signatures take hold only of a service that does.
    let verifies = area == "sigv4";
    let fresh = || if verifies { service().verifying() } else { service() };
    let whole = fresh();
    let requests = if verifies { signed::requests(whole.world()) } else { requests::all(whole.world()) };
    let sound = answers(&whole, &requests);
    let order = order(area, requests.len());
    let changes = |faulty: &Service| {
        order.iter().any(|index| {
            let nonce = u128::try_from(*index).unwrap() + 1;
            faulty.answer(&requests[*index], moment(nonce)) != sound[*index]
        })
    };
    let faults = fault::all().filter(|fault| fault.area() == area && !fault.is_below_requests());
    faults.filter(|fault| !changes(&fresh().with_fault(fault))).map(fault::Fault::id).collect()
}

/// The order in which requests are tried: as they come where one exchange may change the next, else far apart, since
/// neighbours are alike and a fault that one of them misses the next would miss too.
fn order(area: &str, count: usize) -> Vec<usize> {
    let stride = if area == "isolation" { 1 } else { 389 };
    assert!(!count.is_multiple_of(389), "the stride must lead everywhere");
    (0..count).map(|index| index * stride % count).collect()
}

#[test]
fn ids_are_unique_and_say_area_subject_and_twist() {
    let mut seen = BTreeMap::new();
    for fault in fault::all() {
        let id = fault.id();
        assert!(seen.insert(id, fault.summary()).is_none(), "{id} twice");
        assert!(id.split('.').count() >= 2, "{id}");
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        assert!(id.bytes().all(legal), "{id}");
        assert!(AREAS.contains(&fault.area()), "{id}");
        assert!(
            !fault.summary().is_empty() && fault.summary().len() < 120 && !fault.summary().ends_with('.'),
            "{id}"
        );
        assert_eq!(fault::find(id).map(eks_auth_mock::Fault::id), Some(id));
        assert_eq!(format!("{fault:?}"), format!("Fault({id})"));
    }
    assert!(seen.len() >= 300, "{}", seen.len());
    assert!(fault::find("").is_none());
}

/// Each fault with some of the requests, so that all faults together meet them all.
#[test]
fn no_fault_panics_or_leaves_the_status_codes() {
    let requests = requests::all(service().world());
    for (index, fault) in fault::all().enumerate() {
        let faulty = Service::new(World::standard(Partition::Aws)).with_fault(fault);
        let some: Vec<Request> = requests.iter().skip(index % 29).step_by(29).cloned().collect();
        for answer in answers(&faulty, &some) {
            assert!((200..600).contains(&answer.status()), "{}", fault.id());
            assert!(answer.cut().is_none_or(|cut| cut <= answer.body().len()), "{}", fault.id());
        }
    }
}

/// A fault elsewhere leaves the plain exchange alone, or it would be seen for the wrong reason.
#[test]
fn plain_exchange_is_granted_but_by_faults_of_the_answer_to_it() {
    let request = requests::all(service().world()).into_iter().next().unwrap();
    let refusing: Vec<&str> = fault::all()
        .filter(|fault| !fault.requirement().starts_with("RSP"))
        .filter(|fault| {
            let faulty = Service::new(World::standard(Partition::Aws)).with_fault(fault);
            faulty.answer(&request, moment(1)).status() != 200
        })
        .map(fault::Fault::id)
        .collect();
    assert!(refusing.is_empty(), "{refusing:#?}");
}
