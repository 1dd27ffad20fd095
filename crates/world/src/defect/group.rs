//! The kinds of input that defects are.

/// Makes the groups from one table: what each means, and its name.
macro_rules! groups {
    ($($(#[doc = $meaning:literal])+ $group:ident,)+) => {
        /// What kind of input a [`Defect`](super::Defect) is. *Genuine* means: signed by a key of the cluster's set, over
        /// exactly the first two parts of the token.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Group {
            $($(#[doc = $meaning])+ $group,)+
        }

        impl Group {
            /// What it means, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$group => concat!($($meaning),+).trim_start(),)+
                }
            }
        }
    };
}

groups! {
    /// Entitles like the plain token and differs in what Kubernetes or RFC 7519 leave free.
    Legitimate,
    /// Entitles, but lacks jti, iat or nbf, as older clusters' tokens do, or is signed ES256.
    Uncommon,
    /// Entitles, and is longer than 4 KiB.
    Large,
    /// No key of the cluster's set signed exactly these bytes. What they say would entitle, if they say anything.
    Forged,
    /// Genuine, but `kid`, or the letter case of `alg`, is not as the key set has it.
    KeyReference,
    /// Genuine, but `alg` or the way of signing is not the one that the key is for.
    OtherAlgorithm,
    /// Genuine, and `exp`, a whole number above zero, passed more than a minute ago.
    Expired,
    /// Genuine, and `exp` is a number long past, but an odd one: zero, negative, or with a fraction or exponent.
    ExpiredOddly,
    /// Genuine, with `exp` or `nbf` within a minute of now.
    Margin,
    /// Genuine, and `nbf` is a number more than a minute ahead.
    NotYetValid,
    /// Genuine; `exp` is absent or not a number, and nothing in it could be read as a time to come.
    ExpiryUnreadable,
    /// Genuine, but `iss` is absent or not the cluster's issuer.
    Issuer,
    /// Genuine, but `aud` is absent or does not hold the right audience as one of its strings.
    Audience,
    /// Genuine; `sub` is absent or of another kind, `sub` and `kubernetes.io` disagree, or there is no namespace.
    Subject,
    /// Genuine; `kubernetes.io` agrees with `sub` in what it says, but lacks a part other than the namespace.
    Incomplete,
    /// Genuine, but bound to no pod.
    NoPod,
    /// Genuine; `crit` names an extension that nobody can know.
    Critical,
    /// Genuine; `crit` breaks RFC 7515 in another way, or names `b64`.
    CriticalOddly,
    /// Genuine, would entitle, and has something odd that verifiers differ about.
    Oddity,
    /// Genuine, would entitle, and is written more loosely than RFC 7515 or RFC 7519 allow.
    LooseForm,
    /// Genuine; one member stands twice with different values.
    Contradiction,
    /// Genuine, would entitle, and its header or payload is JSON for a lenient reader only.
    LooseJson,
    /// Genuine, but the payload is not a JSON object, or one without claims.
    UnreadablePayload,
    /// Genuine, but the header is not a JSON object.
    UnreadableHeader,
    /// Expired by an hour, and no key of the cluster's set signed exactly these bytes.
    ExpiredAndForged,
    /// Genuine, expired by an hour, and wrong in another way too.
    ExpiredAndMore,
    /// A match of the API's pattern for tokens, and more parts before or after it.
    ManyParts,
    /// A match of the API's pattern for tokens, and characters around it that no part can have.
    Surrounded,
    /// The JSON serialization of a JWS (RFC 7515, section 7.2) where the compact one is due.
    JsonForm,
    /// Nothing in it matches the API's pattern for tokens.
    Unmatched,
}
