//! What a careless server mixes up between requests, and between connections.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::reception::{Reception, Whose};
use crate::refusal::Refusal;
use crate::reply::{REQUEST_ID, refused};
use crate::{Answer, Request};

/// How long a careless server takes between reading a request and answering it: long enough that another comes.
const DELIBERATION: Duration = Duration::from_millis(20);

/// What the connections of a careless server share.
#[derive(Default)]
pub(crate) struct Shared(Mutex<InHand>);

#[derive(Default)]
struct InHand {
    latest: Option<Request>,
    target: Option<String>,
    bodies: BTreeSet<Vec<u8>>,
}

/// What one connection of a careless server remembers.
#[derive(Default)]
pub(super) struct Habits {
    granted: Option<Answer>,
    before: Option<Answer>,
}

impl Shared {
    /// A head was read that is for this target.
    pub(super) fn begin(&self, target: &str) {
        self.with(|in_hand| in_hand.target = Some(target.to_owned()));
    }

    /// The request that is answered in the place of this one, and whether it may be answered at all.
    pub(super) async fn exchange(&self, request: Request, whose: Whose) -> Result<Request, Request> {
        match whose {
            Whose::Own | Whose::FirstGranted => Ok(request),
            Whose::LatestAnywhere => {
                self.with(|in_hand| in_hand.latest = Some(request.clone()));
                tokio::time::sleep(DELIBERATION).await;
                Ok(self.with(|in_hand| in_hand.latest.clone()).unwrap_or(request))
            }
            Whose::LatestTarget => {
                let target = self.with(|in_hand| in_hand.target.clone());
                Ok(target.map_or(request.clone(), |target| request.for_target(target)))
            }
            Whose::OneAtATime => {
                let body = request.body().to_vec();
                if !self.with(|in_hand| in_hand.bodies.insert(body.clone())) {
                    return Err(request);
                }
                tokio::time::sleep(DELIBERATION).await;
                self.with(|in_hand| in_hand.bodies.remove(&body));
                Ok(request)
            }
        }
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut InHand) -> T) -> T {
        // What is remembered stays usable whatever happened while it was held.
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Habits {
    /// The answer that is sent in the place of this one.
    pub(super) fn tell(&mut self, answer: Answer, reception: &Reception, rested: Duration) -> Answer {
        let dazed = reception.dazed_after.is_some_and(|limit| rested >= limit);
        let told = match (&self.before, &self.granted) {
            (Some(before), _) if dazed => before.clone(),
            (_, Some(granted)) if reception.whose == Whose::FirstGranted && answer.status() == 200 => {
                granted.clone()
            }
            _ => answer,
        };
        if told.status() == 200 {
            self.granted.get_or_insert_with(|| told.clone());
        }
        self.before = Some(told.clone());
        told
    }
}

/// The refusal of a body that is just being answered elsewhere.
pub(super) fn in_use(answer: &Answer) -> Answer {
    let refusal = Refusal::invalid_token("the token is in use");
    refused::answer(&refusal, answer.header(REQUEST_ID).unwrap_or_default())
}
