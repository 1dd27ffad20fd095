//! The smallest request that still shows a breach.

use super::finding::Shown;
use super::prober::Prober;

/// So many requests may be spent on one finding.
const TRIES: usize = 250;
/// So many where each takes until the time for one request is over.
const SLOW_TRIES: usize = 24;

/// Goes from simpler recipe to simpler recipe as long as each still shows the same breach.
pub(super) async fn shrunk(mut shown: Shown, prober: &mut Prober) -> Shown {
    let mut tries = if is_slow(&shown) { SLOW_TRIES } else { TRIES };
    // Where only a length matters, many edits may have come to it: then one that makes nothing but that length says so.
    for candidate in prober.of_same_lengths(&shown.recipe) {
        if let Some(simpler) = prober.show(&candidate).await
            && simpler.breach.is_like(&shown.breach)
        {
            shown = simpler;
            break;
        }
    }
    'simpler: loop {
        for candidate in shown.recipe.simpler() {
            if tries == 0 || prober.is_over() {
                return shown;
            }
            tries -= 1;
            if let Some(simpler) = prober.show(&candidate).await
                && simpler.breach.is_like(&shown.breach)
            {
                shown = simpler;
                continue 'simpler;
            }
        }
        return shown;
    }
}

fn is_slow(shown: &Shown) -> bool {
    shown.breach.finding.observed().contains("time")
}
