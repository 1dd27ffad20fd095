//! The cluster in the path, and the association in it.

use eks_auth_world::Pod;

use crate::Area::Cluster;
use crate::expect::Expect::{Granted, Refused, RefusedWith};
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Kind, Situation, staged};
use crate::stage::Stage;

/// ID, title, and how the path writes the cluster's name.
type NameRow = (&'static str, &'static str, fn(&str) -> String);
/// ID, title, and which pod asks instead.
type PodRow = (&'static str, &'static str, fn(&Pod) -> Pod);

pub(super) fn situations() -> Vec<Situation> {
    [illegal(), other_case(), legal(), unknown(), no_association(), not_assumable()]
        .into_iter()
        .flatten()
        .collect()
}

/// A row whose path names the cluster in another way, made from the right name.
fn segment(id: &'static str, title: &'static str, write: fn(&str) -> String) -> Situation {
    staged(Cluster, id, title, move |stage, subject| {
        let segment = write(subject.cluster().name().as_str());
        stage.plain(subject).cluster_segment(&segment)
    })
}

/// Names that the model does not allow: CLU-001, CLU-002.
fn illegal() -> Vec<Situation> {
    let rows: [NameRow; 20] = [
        ("cluster.illegal.empty", "the cluster name is empty", |_| String::new()),
        ("cluster.illegal.space-after", "a space follows the cluster name", |name| format!("{name}%20")),
        ("cluster.illegal.space-before", "a space precedes the cluster name", |name| format!("%20{name}")),
        ("cluster.illegal.tab", "a tab follows the cluster name", |name| format!("{name}%09")),
        ("cluster.illegal.newline", "a line break follows the cluster name", |name| format!("{name}%0A")),
        ("cluster.illegal.nul", "a NUL follows the cluster name", |name| format!("{name}%00")),
        ("cluster.illegal.nul-and-more", "a NUL and more follow the cluster name", |name| {
            format!("{name}%00more")
        }),
        ("cluster.illegal.slash", "an encoded slash and more follow the cluster name", |name| {
            format!("{name}%2Fmore")
        }),
        ("cluster.illegal.slash-before", "an encoded path precedes the cluster name", |name| {
            format!("..%2F{name}")
        }),
        ("cluster.illegal.resolved", "the cluster name is an encoded path that leads to a cluster", |name| {
            format!("another%2F..%2F{name}")
        }),
        ("cluster.illegal.question-mark", "an encoded `?` follows the cluster name", |name| {
            format!("{name}%3Fmore")
        }),
        ("cluster.illegal.hash", "an encoded `#` follows the cluster name", |name| format!("{name}%23more")),
        ("cluster.illegal.semicolon", "a parameter follows the cluster name", |name| {
            format!("{name}%3Bmore")
        }),
        ("cluster.illegal.dot", "a dot follows the cluster name", |name| format!("{name}.")),
        ("cluster.illegal.star", "the cluster name is a star", |_| "*".to_owned()),
        ("cluster.illegal.quote", "a quote follows the cluster name", |name| format!("{name}%27--")),
        ("cluster.illegal.underscore-first", "the cluster name begins with an underscore", |name| {
            format!("_{name}")
        }),
        ("cluster.illegal.accent", "the cluster name has a letter with an accent", |name| {
            format!("{name}%C3%A9")
        }),
        ("cluster.illegal.encoded-twice", "a letter of the cluster name is encoded twice", |name| {
            format!("%25{:02X}{}", name.as_bytes()[0], &name[1..])
        }),
        ("cluster.illegal.not-utf8", "the cluster name is not UTF-8", |name| format!("{name}%FF")),
    ];
    let hyphen = segment("cluster.illegal.hyphen-first", "the cluster name begins with a hyphen", |name| {
        format!("-{name}")
    })
    .before_operation()
    .expect("CLU-001", RefusedWith(&[400, 403, 404]))
    .also("status", "CLU-002", RefusedWith(&[400, 404]));
    let long = segment(
        "cluster.illegal.101-characters",
        "the cluster name of 100 characters has one more",
        |name| format!("{name}x"),
    )
    .subject(longest_name);
    rows.into_iter()
        .map(|(id, title, write)| segment(id, title, write))
        .chain([long])
        .map(|row| {
            // Where a router cuts the path elsewhere, no route is left: 404.
            let leads_away =
                ["empty", "slash", "slash-before", "resolved"].iter().any(|twist| row.has_twist(twist));
            let status = if leads_away { RefusedWith(&[400, 404]) } else { RefusedWith(&[400]) };
            row.before_operation()
                .expect("CLU-001", RefusedWith(&[400, 403, 404]))
                .also("status", "CLU-002", status)
        })
        .chain([hyphen])
        .collect()
}

fn longest_name(stage: &Stage) -> Subject {
    stage.subject_where(|subject| subject.cluster().name().as_str().len() == 100)
}

fn name_with_hyphen(stage: &Stage) -> Subject {
    stage.subject_where(|subject| {
        let name = subject.cluster().name().as_str();
        name.contains('-') && !name.contains("--") && name.len() < 64
    })
}

fn name_of_one_character(stage: &Stage) -> Subject {
    stage.subject_where(|subject| subject.cluster().name().as_str().len() == 1)
}

fn name_with_capitals(stage: &Stage) -> Subject {
    stage.subject_where(|subject| {
        subject.cluster().name().as_str().bytes().any(|byte| byte.is_ascii_uppercase())
    })
}

fn name_with_every_sign(stage: &Stage) -> Subject {
    stage.subject_where(|subject| subject.cluster().name().as_str().contains("--"))
}

/// CLU-003.
fn other_case() -> Vec<Situation> {
    vec![
        segment("cluster.case.capital", "the cluster name is written with a capital", |name| {
            format!("{}{}", name[..1].to_uppercase(), &name[1..])
        })
        .expect("CLU-003", Refused),
        segment("cluster.case.all-capitals", "the cluster name is written in capitals", str::to_uppercase)
            .expect("CLU-003", Refused),
        segment(
            "cluster.case.small",
            "a cluster name with capitals is written in small letters",
            str::to_lowercase,
        )
        .subject(name_with_capitals)
        .expect("CLU-003", Refused),
    ]
}

/// CLU-004. The twin is the plain request of the usual cluster, so that only the name differs.
fn legal() -> Vec<Situation> {
    let same = |name: &str| name.to_owned();
    vec![
        segment("cluster.legal.one-character", "the cluster name is one character", same)
            .subject(name_of_one_character),
        segment("cluster.legal.100-characters", "the cluster name is 100 characters long", same)
            .subject(longest_name),
        segment("cluster.legal.capitals", "the cluster name has capitals", same).subject(name_with_capitals),
        segment(
            "cluster.legal.digit-and-signs",
            "the cluster name begins with a digit and has `_`, `-` and `--`",
            same,
        )
        .subject(name_with_every_sign),
        segment("cluster.legal.encoded-letter", "a letter of the cluster name is percent-encoded", |name| {
            format!("%{:02X}{}", name.as_bytes()[0], &name[1..])
        }),
        segment(
            "cluster.legal.encoded-name",
            "every letter of the cluster name is percent-encoded",
            |name| name.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        ),
    ]
    .into_iter()
    .map(|row| row.twin_of_usual().expect("CLU-004", Granted))
    .collect()
}

/// CLU-005, and the name by CLU-006.
fn unknown() -> Vec<Situation> {
    let rows: [NameRow; 4] = [
        ("cluster.unknown.other-name", "no cluster has this name", |_| "no-such-cluster".to_owned()),
        ("cluster.unknown.longer", "the cluster name has a letter more than a known one", |name| {
            format!("{name}x")
        }),
        ("cluster.unknown.shorter", "the cluster name has a letter less than a known one", |name| {
            name[..name.len() - 1].to_owned()
        }),
        ("cluster.unknown.hyphen-after", "a hyphen follows the name of a known cluster", |name| {
            format!("{name}-")
        }),
    ];
    let signs = segment(
        "cluster.unknown.other-sign",
        "a cluster name has `_` where a known one has a hyphen",
        |name| name.replace('-', "_"),
    )
    .subject(name_with_hyphen);
    rows.into_iter()
        .map(|(id, title, write)| segment(id, title, write))
        .chain([signs])
        .map(|row| row.kind(Kind::UnknownCluster).expect("CLU-005", Refused))
        .collect()
}

/// ASC-001, its names too, and ASC-002.
fn no_association() -> Vec<Situation> {
    let none =
        staged(Cluster, "association.none", "the service account has no association", |stage, subject| {
            stage.plain_of_nobody(subject)
        });
    let rows: [PodRow; 8] = [
        ("association.other-namespace", "the namespace has no association", |pod| {
            Pod::new("unassociated", pod.service_account())
        }),
        ("association.longer-account", "the service account's name begins with an associated one's", |pod| {
            Pod::new(pod.namespace(), &format!("{}-2", pod.service_account()))
        }),
        (
            "association.shorter-account",
            "the service account's name is the beginning of an associated one's",
            |pod| {
                let name = pod.service_account();
                Pod::new(pod.namespace(), &name[..name.len() - 1])
            },
        ),
        ("association.longer-namespace", "the namespace's name begins with an associated one's", |pod| {
            Pod::new(&format!("{}-2", pod.namespace()), pod.service_account())
        }),
        (
            "association.shorter-namespace",
            "the namespace's name is the beginning of an associated one's",
            |pod| {
                let name = pod.namespace();
                Pod::new(&name[..name.len() - 1], pod.service_account())
            },
        ),
        ("association.other-case", "namespace and service account begin with capitals", |pod| {
            let capital = |name: &str| format!("{}{}", name[..1].to_uppercase(), &name[1..]);
            Pod::new(&capital(pod.namespace()), &capital(pod.service_account()))
        }),
        ("association.exchanged", "namespace and service account are exchanged", |pod| {
            Pod::new(pod.service_account(), pod.namespace())
        }),
        ("association.default-account", "it is the default service account of the namespace", |pod| {
            Pod::new(pod.namespace(), "default")
        }),
    ];
    let others = rows.into_iter().map(|(id, title, other)| {
        staged(Cluster, id, title, move |stage, subject| stage.plain_of_pod(subject, other(subject.pod())))
    });
    [none]
        .into_iter()
        .chain(others)
        .chain([of_another_cluster()])
        .map(|row| {
            // Kubernetes has no names with capitals: such a token may as well be called invalid.
            let row = if row.has_twist("other-case") { row } else { row.kind(Kind::NoAssociation) };
            row.expect("ASC-001", Refused)
        })
        .collect()
}

/// A service account that has an association, but in another cluster only.
fn of_another_cluster() -> Situation {
    staged(
        Cluster,
        "association.of-another-cluster",
        "the service account is associated in another cluster only",
        |stage, subject| {
            let here = subject.cluster();
            let foreign = stage.subject_where(|other| {
                let pod = other.pod();
                other.cluster().name() != here.name()
                    && here.association(pod.namespace(), pod.service_account()).is_none()
            });
            stage.plain_of_pod(subject, foreign.pod().clone())
        },
    )
}

/// ASC-003, its names too, and ASC-004.
fn not_assumable() -> Vec<Situation> {
    let make = |stage: &mut Stage, _: &Subject| -> RequestSpec {
        let world = std::sync::Arc::clone(stage.world());
        let (cluster, association) = world.not_assumable();
        let host = stage.subject_where(|subject| subject.cluster().name() == cluster.name());
        stage.plain_of_pod(&host, Pod::of(association))
    };
    vec![
        staged(Cluster, "association.not-assumable", "the associated role cannot be assumed", make)
            .kind(Kind::NotAssumable)
            .expect("ASC-003", Refused),
    ]
}
