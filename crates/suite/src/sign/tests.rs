//! The signer against signatures that AWS publishes: the examples of its Signature Version 4 test suite, by their names there.
//! The last is the one for paths, which are encoded once more than they are sent.

use eks_auth_protocol::Secret;
use eks_auth_world::Partition;

use super::*;

const HOST: &str = "example.amazonaws.com";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// 2015-08-30T12:36:00Z.
const AT: f64 = 1_440_938_160.0;
const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

fn signer(caller: Caller, host: &str) -> Signer {
    let world = World::standard(Partition::Aws).with_caller(caller);
    Signer::new(&world, host.to_owned()).in_region("us-east-1").for_service("service")
}

fn caller(id: &str, secret: &str) -> Caller {
    Caller::new(id, Secret::new(secret))
}

fn sign(signer: &Signer, method: &str, target: &str, headers: &[(String, String)], body: &[u8]) -> Signature {
    signer.sign(Signable { method, target, headers, body, at: AT })
}

#[track_caller]
fn is_signed(signature: &Signature, signed_headers: &str, expected: &str) {
    let authorization = signature.header("authorization");
    let end = format!("SignedHeaders={signed_headers}, Signature={expected}");
    assert!(authorization.ends_with(&end), "{authorization}");
}

#[test]
fn requests_without_a_body() {
    let signer = signer(caller("AKIDEXAMPLE", SECRET), HOST);
    for (method, target, expected) in [
        // get-vanilla, post-vanilla, get-slash-dot-slash-normalized, get-slashes-normalized
        ("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        ("GET", "/./", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("GET", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"),
    ] {
        is_signed(&sign(&signer, method, target, &[], b""), "host;x-amz-date", expected);
    }
}

#[test]
fn body_and_content_type() {
    // post-x-www-form-urlencoded
    let signer = signer(caller("AKIDEXAMPLE", SECRET), HOST);
    let headers = [("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    is_signed(
        &sign(&signer, "POST", "/", &headers, b"Param1=value1"),
        "content-type;host;x-amz-date",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    );
}

#[test]
fn session_token_is_sent_and_signed() {
    // post-sts-header-before
    let caller = caller("AKIDEXAMPLE", SECRET).with_session_token(Secret::new(TOKEN));
    let signature = sign(&signer(caller, HOST), "POST", "/", &[], b"");
    is_signed(
        &signature,
        "host;x-amz-date;x-amz-security-token",
        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
    );
    assert_eq!(signature.header(SESSION_TOKEN), TOKEN);
}

#[test]
fn path_is_encoded_twice() {
    // double-encode-path
    let caller = caller("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby");
    let signer = signer(caller, "tj9n5r0m12.execute-api.us-east-1.amazonaws.com");
    is_signed(
        &sign(&signer, "POST", "/test/@connections/JBDvjfGEIAMCERw%3D", &[], b""),
        "host;x-amz-date",
        "57d157672191bac40bae387e48bbe14b15303c001fdbb01f4abf295dccb09705",
    );
}
