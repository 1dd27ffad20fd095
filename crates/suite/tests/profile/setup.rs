//! A mock that knows the world, and a profile of it for a suite that does not.

use std::fs;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use eks_auth_mock::{RunningServer, Server, Service, fault};
use eks_auth_suite::profile::{Profile, ProfileError};
use eks_auth_suite::{Options, Report, Stop, Target, run};
use eks_auth_world::{Partition, Pod, Scene, World, defect};
use tempfile::TempDir;

/// As fast as can be, and as much as can be had.
pub(crate) const EVERYTHING: &str =
    "[limits]\nrequests_per_second = 100000\nrequests = 100000\njobs = 8\nhostile = true\nbulk = true\n";

/// A folder with tokens, and the endpoint of the service that they are for.
pub(crate) struct Setup {
    folder: TempDir,
    world: World,
    endpoint: String,
    _server: Option<RunningServer>,
}

impl Setup {
    /// The mock, whole or with a fault.
    pub(crate) async fn with_mock(fault_id: Option<&str>) -> Self {
        let service = Service::new(World::standard(Partition::Aws));
        let service = match fault_id {
            Some(id) => service.with_fault(fault::find(id).expect("a fault of the mock")),
            None => service,
        };
        let server = Server::bind(SocketAddr::from(([127, 0, 0, 1], 0)), service).await.expect("a free port");
        let server = server.spawn();
        Self { _server: Some(server), ..Self::at("") }.at_server()
    }

    /// Whatever is at this endpoint.
    pub(crate) fn at(endpoint: &str) -> Self {
        let setup = Self {
            folder: tempfile::tempdir().expect("a folder"),
            world: World::standard(Partition::Aws),
            endpoint: endpoint.to_owned(),
            _server: None,
        };
        let pod = Pod::new("payments", "ledger").with_name("quay-7d4b9c6f5d-x2x9q");
        setup.write("valid", &setup.token("conformance", pod.clone(), None));
        setup.write("expired", &setup.token("conformance", pod.clone(), Some("exp-past")));
        setup.write("foreign", &setup.token("conformance-twin", pod, None));
        let jwks = setup.world.cluster("conformance").map(eks_auth_world::Cluster::jwks).unwrap_or_default();
        setup.write("jwks", &jwks.to_string());
        setup.write("nobody", &setup.token("conformance", Pod::new("payments", "nobody"), None));
        setup.write("reporter", &setup.token("conformance", Pod::new("payments", "reporter"), None));
        setup
    }

    fn at_server(mut self) -> Self {
        self.endpoint = self._server.as_ref().map(RunningServer::uri).unwrap_or_default();
        self
    }

    /// A token of now for a pod of a cluster.
    pub(crate) fn token(&self, cluster: &str, pod: Pod, defect_id: Option<&str>) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64;
        let cluster = self.world.cluster(cluster).expect("a cluster of the world");
        let scene = Scene::new(&self.world, cluster, pod, now, "5e5e0000-0000-4000-8000-000000000001");
        match defect_id {
            Some(id) => defect::find(id).expect("a defect").mint(&scene),
            None => scene.draft().sign().into_string(),
        }
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), format!("{text}\n")).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).expect("a token").trim().to_owned()
    }

    /// The least that a profile says, with more tokens and more tables.
    pub(crate) fn text(&self, tokens: &str, more: &str) -> String {
        format!(
            "endpoint = \"{}\"\nregion = \"us-west-2\"\ncluster = \"conformance\"\n\
             [credentials]\nsource = \"world\"\n[tokens]\nvalid = {{ file = \"valid\" }}\n{tokens}{more}",
            self.endpoint
        )
    }

    /// Everything that a profile can say.
    pub(crate) fn full(&self) -> String {
        let tokens = "expired = { file = \"expired\" }\nforeign = { file = \"foreign\" }\n\
                      unassociated = { file = \"nobody\" }\n";
        let account = "111122223333";
        let of = |id: &str, name: &str| {
            format!(
                "role_arn = \"arn:aws:iam::{account}:role/{name}\"\nassociation_arn = \
                 \"arn:aws:eks:us-west-2:{account}:podidentityassociation/conformance/{id}\"\n"
            )
        };
        let expect =
            format!("[expect]\nrole_id = \"AROACONFORMANCE00001\"\n{}", of("a-conformance000001", "ledger"));
        let second = format!(
            "[[associations]]\ntoken = {{ file = \"reporter\" }}\n{}",
            of("a-conformance000002", "teams/payments/reporter")
        );
        let text = self.text(tokens, &format!("{expect}{second}{EVERYTHING}"));
        format!("jwks = \"jwks\"\n{text}")
    }

    pub(crate) fn profile(&self, text: &str) -> Result<Profile, ProfileError> {
        Profile::parse(text, self.folder.path())
    }

    pub(crate) fn target(&self, text: &str) -> Result<Target, ProfileError> {
        let caller = World::standard(Partition::Aws).caller().clone();
        Target::profiled(&self.profile(text)?, caller, "profile.toml")
    }

    /// A run as the command line would have it.
    pub(crate) async fn run(&self, text: &str, only: &[&str]) -> Report {
        let options = self.options(text, only);
        let target = self.target(text).expect("a profile that can be followed");
        run(&target, &options, |_| {}, Stop::never()).await.expect("cases that are left")
    }

    pub(crate) fn options(&self, text: &str, only: &[&str]) -> Options {
        let limits = self.profile(text).expect("a profile").limits();
        Options {
            only: only.iter().map(|pattern| (*pattern).to_owned()).collect(),
            rate: Some(limits.requests_per_second),
            budget: Some(limits.requests),
            jobs: limits.jobs,
            hostile: limits.hostile,
            bulk: limits.bulk,
            ..Options::default()
        }
    }
}
