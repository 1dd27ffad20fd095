//! Each member of the answer missing, null, of another type, misspelt, or in other letter case.

use super::edit::Edit;
use super::{Fault, Hook};

/// The five rows of one member: its id, its path, a value of another type, a wrong name, and its name in other case.
macro_rules! rows {
    ($($id:literal $path:literal $wrong:literal $misspelt:literal $cased:literal;)*) => { [$(
        [
            Fault::new(
                concat!("response.", $id, ".missing"),
                "RSP-002",
                concat!("a granted answer has no ", $path),
                Hook::Document(Edit::Remove($path)),
            ),
            Fault::new(
                concat!("response.", $id, ".null"),
                "RSP-002",
                concat!($path, " is null"),
                Hook::Document(Edit::Set($path, "null")),
            ),
            Fault::new(
                concat!("response.", $id, ".ill-typed"),
                "RSP-002",
                concat!($path, " is ", $wrong),
                Hook::Document(Edit::Set($path, $wrong)),
            ),
            Fault::new(
                concat!("response.", $id, ".misspelt"),
                "RSP-002",
                concat!($path, " is spelt ", $misspelt),
                Hook::Document(Edit::Rename($path, $misspelt)),
            ),
            Fault::new(
                concat!("response.", $id, ".other-case"),
                "RSP-002",
                concat!($path, " is spelt ", $cased),
                Hook::Document(Edit::Rename($path, $cased)),
            ),
        ],
    )*] };
}

static ROWS: [[Fault; 5]; 15] = rows! {
    "subject" "subject" "[]" "subjects" "Subject";
    "namespace" "subject.namespace" "7" "kubernetesNamespace" "Namespace";
    "service-account" "subject.serviceAccount" "[\"ledger\"]" "serviceAccountName" "serviceaccount";
    "audience" "audience" "[\"pods.eks.amazonaws.com\"]" "audiences" "Audience";
    "association" "podIdentityAssociation" "\"a-1\"" "podIdentityAssociations" "PodIdentityAssociation";
    "association-arn" "podIdentityAssociation.associationArn" "{}" "arn" "associationARN";
    "association-id" "podIdentityAssociation.associationId" "1" "id" "associationID";
    "assumed-role-user" "assumedRoleUser" "\"AROA\"" "assumeRoleUser" "AssumedRoleUser";
    "role-arn" "assumedRoleUser.arn" "false" "roleArn" "Arn";
    "assume-role-id" "assumedRoleUser.assumeRoleId" "{}" "assumedRoleId" "AssumeRoleId";
    "credentials" "credentials" "[]" "credential" "Credentials";
    "session-token" "credentials.sessionToken" "[]" "token" "SessionToken";
    "secret-access-key" "credentials.secretAccessKey" "0" "secretKey" "SecretAccessKey";
    "access-key-id" "credentials.accessKeyId" "true" "accessKey" "AccessKeyId";
    "expiration" "credentials.expiration" "{\"seconds\":1893456000}" "expiry" "Expiration";
};

pub(super) static FAULTS: &[Fault] = ROWS.as_flattened();
