//! The command that sends something again, as reports print it.

use crate::client::Limits;
use crate::target::{Target, TargetKind};

/// `replay` of this case or file against the same target within the same bounds.
pub(crate) fn replay(what: &str, target: &Target, limits: &Limits) -> String {
    let endpoint = match target.kind() {
        _ if target.profile_file().is_some() => String::new(),
        TargetKind::Mock => String::new(),
        TargetKind::Remote => format!(" --endpoint {}", target.endpoint()),
        TargetKind::Aws => " --endpoint aws".to_owned(),
    };
    let profile = target.profile_file().map(|file| format!(" --profile {file}")).unwrap_or_default();
    let (options, limits) = (target.options(), limits.options());
    format!("eks-auth-conformance replay {what}{endpoint}{profile}{options}{limits}")
}

#[cfg(test)]
mod tests {
    use eks_auth_world::{Partition, World};

    use super::*;
    use crate::aws::Variant;

    #[test]
    fn command_leads_to_the_same_target() {
        let world = World::standard(Partition::Aws);
        let target = Target::aws("us-east-1".parse().expect("a region"), Variant::Standard, world);
        let target = target.expect("a host").with_options(["--region us-east-1", "--caller aws"]);
        assert_eq!(
            replay("exchange.granted", &target, &Limits::default().with_head_bytes(2048)),
            "eks-auth-conformance replay exchange.granted --endpoint aws --region us-east-1 --caller aws --max-head 2048"
        );
    }
}
