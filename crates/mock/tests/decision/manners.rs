//! The manners: named well, and each of them seen.

use std::collections::BTreeMap;

use eks_auth_mock::{Answer, Manner, Request, Service, manner};
use eks_auth_world::{Partition, World};

use crate::requests;
use crate::stage::{moment, service};

fn mannered(manner: &'static Manner) -> Service {
    Service::new(World::standard(Partition::Aws)).with_manner(manner)
}

fn answer(service: &Service, requests: &[Request], index: usize) -> Answer {
    service.answer(&requests[index], moment(u128::try_from(index).unwrap() + 1))
}

#[test]
fn every_manner_changes_some_answer() {
    let whole = service();
    let requests = requests::all(whole.world());
    let usual: Vec<Answer> = (0..requests.len()).map(|index| answer(&whole, &requests, index)).collect();
    let unseen: Vec<&str> = manner::all()
        .filter(|manner| {
            let other = mannered(manner);
            (0..requests.len()).all(|index| answer(&other, &requests, index) == usual[index])
        })
        .map(Manner::id)
        .collect();
    assert!(unseen.is_empty(), "manners that nothing sees: {unseen:#?}");
}

#[test]
fn ids_are_unique_and_say_area_subject_and_twist() {
    let mut seen = BTreeMap::new();
    for manner in manner::all() {
        let id = manner.id();
        assert!(seen.insert(id, manner.summary()).is_none(), "{id} twice");
        assert!(id.split('.').count() >= 2, "{id}");
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        assert!(id.bytes().all(legal), "{id}");
        let summary = manner.summary();
        assert!(!summary.is_empty() && summary.len() < 120 && !summary.ends_with('.'), "{id}");
        assert!(manner.warns().is_sorted(), "{id}");
        assert_eq!(manner::find(id).map(Manner::id), Some(id));
        assert_eq!(format!("{manner:?}"), format!("Manner({id})"));
        assert!(manner.excludes(manner), "{id}");
    }
    assert!(seen.len() >= 80, "{}", seen.len());
    assert!(manner::find("").is_none());
}

#[test]
fn plain_exchange_is_granted_but_where_it_must_be_signed_or_comes_too_often() {
    let request = requests::all(service().world()).into_iter().next().unwrap();
    for manner in manner::all() {
        let due = match manner.id() {
            "http.throttled" => 429,
            "sigv4.verified" => 403,
            _ => 200,
        };
        assert_eq!(mannered(manner).answer(&request, moment(1)).status(), due, "{}", manner.id());
    }
}

#[test]
fn service_tells_its_manners_in_order() {
    let manners: Vec<&Manner> = manner::all().take(3).collect();
    let service = manners.iter().fold(service(), |service, manner| service.with_manner(manner));
    assert!(service.manners().map(Manner::id).eq(manners.iter().map(|manner| manner.id())));
    assert!(format!("{service:?}").contains(manners[2].id()));
}
