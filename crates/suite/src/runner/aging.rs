//! Carries out the probe of tokens that expire while they are in use.
//!
//! A service may grant for a minute after `exp`, and to wait that long in each run would be too dear. So each token is sent
//! shortly before the end of a usual leeway and again shortly after. Only where a known token is granted while an unknown
//! one that expired in the same second is refused does something remember it: then the minute is waited for.

use std::time::Duration;

use crate::cases::aging::{ALLOWED, age};
use crate::client::Client;
use crate::judge::disposition;
use crate::probe::{Aging, Step, Turn};

use super::perform::Performer;

/// From shortly before the end of a leeway to shortly after it.
const REST: Duration = Duration::from_millis(3_600);

/// So many seconds after the allowed minute the remembered token is sent, for clocks that differ a little.
const MARGIN: f64 = 1.5;

impl Performer {
    /// Sends the known tokens, lets them expire, and sends them again beside unknown ones.
    pub(super) async fn age(&self, aging: Aging) -> Vec<Turn> {
        let mut client = self.client();
        let mut turns = Vec::new();
        let mut granted = Vec::new();
        for (known, unknown) in aging.pairs {
            let turn = self.turn(&mut client, known.clone()).await;
            if disposition(&turn.exchange).is_granted() {
                granted.push((known, unknown));
            }
            turns.push(turn);
        }
        if !granted.is_empty() && !self.lost() {
            self.rest(REST).await;
            if let Some((known, age)) = self.remembered(&mut client, granted, &mut turns).await {
                self.rest(Duration::from_secs_f64((ALLOWED + MARGIN - age).max(0.0))).await;
                turns.push(self.turn(&mut client, known).await);
            }
        }
        turns.push(self.turn(&mut client, aging.twin).await);
        turns
    }

    /// The oldest token that is granted only because it was granted before, and its age in seconds past `exp`.
    async fn remembered(
        &self,
        client: &mut Client,
        granted: Vec<(Step, Step)>,
        turns: &mut Vec<Turn>,
    ) -> Option<(Step, f64)> {
        let mut oldest = None;
        for (known, unknown) in granted {
            let [again, first] = [known.clone(), unknown];
            let again = self.turn(client, again).await;
            let first = self.turn(client, first).await;
            let remembered =
                disposition(&again.exchange).is_granted() && disposition(&first.exchange).refusal().is_some();
            if remembered {
                oldest = age(&again).map(|age| (known, age));
            }
            turns.extend([again, first]);
        }
        oldest
    }
}
