//! The places where AWS's own tools look for credentials, in their order: environment, profile files, web identity,
//! container, instance metadata. Single sign-on is left out: it would cost two more clients of AWS.

use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use eks_auth_protocol::Secret;
use eks_auth_world::Caller;

use super::CredentialsError;

/// Of this profile of the files, if one is named.
pub(super) async fn caller(profile: Option<&str>) -> Result<Caller, CredentialsError> {
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let config = ProviderConfig::default().with_http_client(http);
    let chain = DefaultCredentialsChain::builder().configure(config);
    let chain = profile.into_iter().fold(chain, |chain, name| chain.profile_name(name)).build().await;
    let found = chain.provide_credentials().await.map_err(CredentialsError::Nowhere)?;
    let caller = Caller::new(found.access_key_id(), Secret::new(found.secret_access_key()));
    Ok(match found.session_token() {
        Some(token) => caller.with_session_token(Secret::new(token)),
        None => caller,
    })
}
