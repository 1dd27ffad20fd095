//! What the mock answers when it grants. The credentials are drawn from the nonce and open nothing.

use eks_auth_mock::{Answer, Service};
use eks_auth_world::{Partition, World};

use crate::stage::{good, moment};

pages! { "wire":
    granted_in_aws => granted(Partition::Aws),
    granted_in_aws_cn => granted(Partition::AwsCn),
    granted_in_aws_us_gov => granted(Partition::AwsUsGov),
}

fn granted(partition: Partition) -> String {
    let service = Service::new(World::standard(partition));
    let answer = service.answer(&good(service.world()), moment());
    assert_eq!(answer.status(), 200);
    http(&answer)
}

/// An answer as it goes over the wire, without what a door adds.
pub(crate) fn http(answer: &Answer) -> String {
    let headers: String = answer.headers().iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    format!("status {}\n{headers}\n{}", answer.status(), String::from_utf8_lossy(answer.body()))
}
