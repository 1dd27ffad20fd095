//! The witnesses that requirements rest on, each written once.

use std::fmt;

/// A witness for a requirement: a published document, an observation, or the harm that a breach does.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Source {
    /// The service model of Amazon EKS Auth, version 2023-11-26.
    Model,
    /// The Amazon EKS Auth API reference.
    ApiReference,
    /// The Amazon EKS user guide on Pod Identity.
    UserGuide,
    /// The Smithy specification of the AWS restJson1 protocol and its protocol tests.
    RestJson1,
    /// The Smithy specification of constraint traits.
    SmithyConstraints,
    /// The API reference of AWS Security Token Service.
    Sts,
    /// Kubernetes: service account tokens as the TokenRequest API issues them.
    Kubernetes,
    /// RFC 7515, JSON Web Signature.
    Rfc7515,
    /// RFC 7518, JSON Web Algorithms.
    Rfc7518,
    /// RFC 7519, JSON Web Token.
    Rfc7519,
    /// RFC 8725, JSON Web Token best current practices.
    Rfc8725,
    /// RFC 8259, JSON.
    Rfc8259,
    /// RFC 9110, HTTP semantics.
    Rfc9110,
    /// RFC 9112, HTTP/1.1.
    Rfc9112,
    /// RFC 9111, HTTP caching.
    Rfc9111,
    /// RFC 3986, URIs.
    Rfc3986,
    /// The source of the EKS Pod Identity Agent: the one production consumer of the API.
    Agent,
    /// What every official client was observed to do.
    EveryClient,
    /// What some official clients were observed to do.
    SomeClients,
    /// What samples, logs and issues show of the real service.
    Observed,
    /// A breach hands credentials to the wrong pod, or gives a token or a credential away.
    Misuse,
}

impl Source {
    /// Where the witness can be read, or what it says.
    #[must_use]
    pub fn reference(self) -> &'static str {
        match self {
            Self::Model => {
                "https://github.com/boto/botocore/blob/develop/botocore/data/eks-auth/2023-11-26/service-2.json.gz"
            }
            Self::ApiReference => {
                "https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html"
            }
            Self::UserGuide => "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
            Self::RestJson1 => "https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html",
            Self::SmithyConstraints => "https://smithy.io/2.0/spec/constraint-traits.html",
            Self::Sts => "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
            Self::Kubernetes => {
                "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"
            }
            Self::Rfc7515 => "https://www.rfc-editor.org/rfc/rfc7515",
            Self::Rfc7518 => "https://www.rfc-editor.org/rfc/rfc7518",
            Self::Rfc7519 => "https://www.rfc-editor.org/rfc/rfc7519",
            Self::Rfc8725 => "https://www.rfc-editor.org/rfc/rfc8725",
            Self::Rfc8259 => "https://www.rfc-editor.org/rfc/rfc8259",
            Self::Rfc9110 => "https://www.rfc-editor.org/rfc/rfc9110",
            Self::Rfc9112 => "https://www.rfc-editor.org/rfc/rfc9112",
            Self::Rfc9111 => "https://www.rfc-editor.org/rfc/rfc9111",
            Self::Rfc3986 => "https://www.rfc-editor.org/rfc/rfc3986",
            Self::Agent => "https://github.com/aws/eks-pod-identity-agent",
            Self::EveryClient => "boto3, aiobotocore, AWS CLI, capo, AWS SDKs for JavaScript and Rust",
            Self::SomeClients => {
                "some of boto3, aiobotocore, AWS CLI, capo, AWS SDKs for JavaScript and Rust"
            }
            Self::Observed => "public samples, logs and issues",
            Self::Misuse => "a breach would let a token or a credential be misused",
        }
    }

    /// Its short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "EKS Auth service model",
            Self::ApiReference => "EKS Auth API reference",
            Self::UserGuide => "EKS user guide",
            Self::RestJson1 => "AWS restJson1 protocol",
            Self::SmithyConstraints => "Smithy constraint traits",
            Self::Sts => "STS API reference",
            Self::Kubernetes => "Kubernetes service account tokens",
            Self::Rfc7515 => "RFC 7515",
            Self::Rfc7518 => "RFC 7518",
            Self::Rfc7519 => "RFC 7519",
            Self::Rfc8725 => "RFC 8725",
            Self::Rfc8259 => "RFC 8259",
            Self::Rfc9110 => "RFC 9110",
            Self::Rfc9112 => "RFC 9112",
            Self::Rfc9111 => "RFC 9111",
            Self::Rfc3986 => "RFC 3986",
            Self::Agent => "EKS Pod Identity Agent",
            Self::EveryClient => "every official client, as observed",
            Self::SomeClients => "some official clients, as observed",
            Self::Observed => "the real service, as observed",
            Self::Misuse => "misuse",
        }
    }

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
