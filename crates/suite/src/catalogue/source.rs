//! The witnesses that requirements rest on, each written once.

use std::fmt;

/// Makes the witnesses from one table: what each is, its short name, and where it can be read or what it says.
macro_rules! sources {
    ($(#[doc = $what:literal] $variant:ident($name:literal, $reference:literal $(,)?),)+) => {
        /// A witness for a requirement: a published document, an observation, or the harm that a breach does.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Source {
            $(#[doc = $what] $variant,)+
        }

        impl Source {
            /// Every witness.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// What it is, in a sentence.
            #[must_use]
            pub fn what(self) -> &'static str {
                match self {
                    $(Self::$variant => $what.trim_start(),)+
                }
            }

            /// Its short name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Where the witness can be read, or what it says.
            #[must_use]
            pub fn reference(self) -> &'static str {
                match self {
                    $(Self::$variant => $reference,)+
                }
            }
        }
    };
}

sources! {
    /// The service model of Amazon EKS Auth, version 2023-11-26.
    Model(
        "EKS Auth service model",
        "https://github.com/boto/botocore/blob/develop/botocore/data/eks-auth/2023-11-26/service-2.json.gz",
    ),
    /// The Amazon EKS Auth API reference.
    ApiReference(
        "EKS Auth API reference",
        "https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html",
    ),
    /// The Amazon EKS user guide on Pod Identity.
    UserGuide("EKS user guide", "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html"),
    /// The Smithy specification of the AWS restJson1 protocol and its protocol tests.
    RestJson1("AWS restJson1 protocol", "https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html"),
    /// The Smithy specification of constraint traits.
    SmithyConstraints("Smithy constraint traits", "https://smithy.io/2.0/spec/constraint-traits.html"),
    /// The API reference of AWS Security Token Service.
    Sts("STS API reference", "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"),
    /// The AWS documentation of Signature Version 4, by which requests are signed.
    Sigv4("AWS Signature Version 4", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html"),
    /// Kubernetes: service account tokens as the TokenRequest API issues them.
    Kubernetes(
        "Kubernetes service account tokens",
        "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
    ),
    /// RFC 7515, JSON Web Signature.
    Rfc7515("RFC 7515", "https://www.rfc-editor.org/rfc/rfc7515"),
    /// RFC 7518, JSON Web Algorithms.
    Rfc7518("RFC 7518", "https://www.rfc-editor.org/rfc/rfc7518"),
    /// RFC 7519, JSON Web Token.
    Rfc7519("RFC 7519", "https://www.rfc-editor.org/rfc/rfc7519"),
    /// RFC 8725, JSON Web Token best current practices.
    Rfc8725("RFC 8725", "https://www.rfc-editor.org/rfc/rfc8725"),
    /// RFC 8259, JSON.
    Rfc8259("RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259"),
    /// RFC 9110, HTTP semantics.
    Rfc9110("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110"),
    /// RFC 9112, HTTP/1.1.
    Rfc9112("RFC 9112", "https://www.rfc-editor.org/rfc/rfc9112"),
    /// RFC 9111, HTTP caching.
    Rfc9111("RFC 9111", "https://www.rfc-editor.org/rfc/rfc9111"),
    /// RFC 3986, URIs.
    Rfc3986("RFC 3986", "https://www.rfc-editor.org/rfc/rfc3986"),
    /// The source of the EKS Pod Identity Agent: the one production consumer of the API.
    Agent("EKS Pod Identity Agent", "https://github.com/aws/eks-pod-identity-agent"),
    /// What every official client was observed to do.
    EveryClient(
        "every official client, as observed",
        "boto3, aiobotocore, AWS CLI, capo, AWS SDKs for JavaScript and Rust",
    ),
    /// What some official clients were observed to do.
    SomeClients(
        "some official clients, as observed",
        "some of boto3, aiobotocore, AWS CLI, capo, AWS SDKs for JavaScript and Rust",
    ),
    /// What samples, logs and issues show of the real service.
    Observed("the real service, as observed", "public samples, logs and issues"),
    /// A breach hands credentials to the wrong pod, or gives a token or a credential away.
    Misuse("misuse", "a breach would let a token or a credential be misused"),
}

impl Source {
    /// Whether a `must` may rest on this witness alone.
    #[must_use]
    pub fn carries_must(self) -> bool {
        !matches!(self, Self::SomeClients | Self::Observed)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.reference())
    }
}
