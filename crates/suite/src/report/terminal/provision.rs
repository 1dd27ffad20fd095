//! What a run would send, and what a profile lacks, as text for people.

use std::collections::BTreeMap;

use super::{INDENT, NAMED, Page, Sheet, of_cases, of_count};
use crate::client::Endpoint;
use crate::options::Options;
use crate::profile::Profile;
use crate::provision::Provision;

/// The plan of a run in one line.
#[must_use]
pub fn write_plan(provision: &Provision, options: &Options) -> String {
    let requests = of_count(provision.requests(), "request", "requests");
    let all = provision.cases().len() + provision.left_out().len();
    let mut line = format!("plan: {requests} for {} of {}", provision.cases().len(), of_cases(all));
    if let Some(rate) = options.rate {
        line.push_str(&format!("; at most {rate} a second"));
    }
    if let Some(budget) = options.budget {
        line.push_str(&format!("; at most {budget} in all"));
    }
    line
}

/// The plan of a run: which cases are sent, and what the others lack.
#[must_use]
pub fn write_provision(provision: &Provision, options: &Options, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let mut lacking: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, why) in provision.left_out() {
        lacking.entry(why).or_default().push(id);
    }
    for (why, ids) in lacking {
        sheet.prose(0, "", &format!("{} not sent: {why}", of_cases(ids.len())));
        let more = ids.len().saturating_sub(NAMED);
        let mut named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        if more > 0 {
            named.push_str(&format!(" and {more} more"));
        }
        sheet.prose(INDENT, "", &named);
    }
    for id in provision.cases() {
        sheet.line(&format!("sent: {id}"));
    }
    sheet.line("");
    sheet.line(&write_plan(provision, options));
    sheet.into_text()
}

/// Which service a profile describes, at this endpoint, and what it leaves out.
#[must_use]
pub fn write_profile(profile: &Profile, endpoint: &Endpoint, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let (cluster, region) = (profile.cluster(), profile.region());
    sheet.prose(0, "", &format!("cluster {cluster} in {region}, at {endpoint}"));
    sheet.line("its tokens are what they are said to be");
    for (key, what) in profile.missing() {
        sheet.prose(0, "", &format!("`{key}` is missing: it would show {what}"));
    }
    sheet.line("");
    sheet.into_text()
}
