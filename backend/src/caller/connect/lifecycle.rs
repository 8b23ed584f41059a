//! A site installs the app, or removes it. Both are signed by Connect itself (RS256), for this app, and for the site
//! that the body names.
//!
//! The signature does not cover the body. So a token counts once: what was signed before the newest install or removal
//! of a site changes nothing, or whoever has read a used token could put a secret of their own beside it.

use super::{Connect, SECRET_FIELD, load, qsh, scope_name};
use crate::Backend;
use crate::caller::jwt::{self, Timed, Times, refused};
use crate::caller::single;
use crate::error::Error;
use crate::secret::{same_text, seal_for_tenant};
use crate::store::ConnectTenant;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Uri};
use contract::access_token::SecretText;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use std::sync::Arc;

/// What Connect tells of an install, as far as it matters here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Installed {
    key: String,
    client_key: String,
    shared_secret: String,
    base_url: String,
}

/// What Connect tells of a removal.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Uninstalled {
    key: String,
    client_key: String,
}

#[derive(Deserialize)]
struct Claims {
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    /// Its being text, and its standing there once, is demanded here; its value by the verification.
    #[serde(rename = "iss")]
    _iss: String,
    qsh: String,
}

impl Timed for Claims {
    fn times(&self) -> Times {
        Times { exp: self.exp, iat: self.iat, nbf: self.nbf }
    }
}

pub(super) async fn install(
    connect: &Connect,
    backend: &Backend,
    headers: &HeaderMap,
    uri: &Uri,
    told: Installed,
) -> Result<(), Error> {
    let Installed { key, client_key, shared_secret, base_url } = told;
    let shared_secret = SecretText::new(shared_secret);
    let signed = verify(connect, backend, headers, uri, (&key, &client_key)).await?;
    let site = jwt::origin(&base_url)?;
    if !backend.sites.have(&site) {
        tracing::warn!(site = site.as_str(), "an install was refused: the site is none of CHAT_JIRA_SITES");
        return Err(Error::NotAllowed);
    }
    let fits = (16..=512).contains(&shared_secret.expose().len());
    if !fits {
        return Err(Error::Malformed("the shared secret is too short or too long"));
    }
    let sealed = seal_for_tenant(&backend.keys, &scope_name(&client_key), SECRET_FIELD, shared_secret.expose());
    let tenant = ConnectTenant {
        client_key,
        site: site.as_str().to_owned(),
        secret: Some(sealed.map_err(|_| Error::internal("a shared secret could not be sealed"))?),
        signed_at: crate::clock::at(signed.iat),
    };
    if backend.store.put_connect_tenant(&tenant).await? {
        tracing::info!(tenant = tenant.client_key, site = tenant.site, "a site has installed the Connect app");
        return Ok(());
    }
    // The same install told once more, because its answer was lost, is no fault.
    let known = load(backend, &tenant.client_key).await?;
    let has_the_secret = same_text(&backend.keys, known.secret.as_bytes(), shared_secret.expose().as_bytes());
    let is_the_same = known.site == tenant.site && has_the_secret;
    if is_the_same { Ok(()) } else { Err(refused("it was used before, or a newer one was")) }
}

pub(super) async fn uninstall(
    connect: &Connect,
    backend: &Backend,
    headers: &HeaderMap,
    uri: &Uri,
    told: Uninstalled,
) -> Result<(), Error> {
    let signed = verify(connect, backend, headers, uri, (&told.key, &told.client_key)).await?;
    let (name, at) = (&told.client_key, crate::clock::at(signed.iat));
    if backend.store.remove_connect_tenant(name, at).await? {
        tracing::info!(tenant = name, "a site has removed the Connect app");
        return Ok(());
    }
    // A site that never had the app has nothing to remove.
    let known = backend.store.connect_tenant(name).await?;
    if known.is_none() { Ok(()) } else { Err(refused("the site has installed the app again since")) }
}

/// Lets pass what Connect has signed for this request, this app and this site.
async fn verify(
    connect: &Connect,
    backend: &Backend,
    headers: &HeaderMap,
    uri: &Uri,
    (key, client_key): (&str, &str),
) -> Result<Claims, Error> {
    let token = single(headers, &AUTHORIZATION).and_then(|value| value.strip_prefix("JWT "));
    let token = jwt::of_good_length(token.ok_or_else(|| refused("there is none"))?)?;
    if key != connect.app_key {
        return Err(refused("it is for another app"));
    }
    let plain = (1..=128).contains(&client_key.len()) && client_key.bytes().all(|b| b.is_ascii_graphic());
    if !plain {
        return Err(refused("its site has no name"));
    }
    let now = backend.clock.now();
    // Each fetch counts, also that of a client that leaves; finished, it is the last one for an hour.
    let (keys, id) = (Arc::clone(&connect.install_keys), jwt::rs256_key_id(token)?);
    let public_key = backend.tasks.finish(async move { keys.find(&id, now).await }).await?;
    let demands = jwt::demands(Algorithm::RS256, client_key, Some(&connect.base_url));
    let claims: Claims = jwt::verify(token, &public_key, &demands, now)?;
    let hash = qsh::hash("POST", "", uri.path(), uri.query().unwrap_or_default());
    if claims.qsh == hash { Ok(claims) } else { Err(refused("it is for another request")) }
}
