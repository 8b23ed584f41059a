//! The Forge Invocation Token: signed with RS256 by Forge, for this app only, valid for half a minute.
//! Source: Forge Remote essentials and its invocation contract.

use crate::caller::jwt::{self, Timed, Times, rejected};
use crate::config::Origin;
use crate::error::Error;
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;

const ISSUER: &str = "forge/invocation-token";

const KEY_ID_PREFIX: &str = "forge/invocation-token/";

/// What a token proves.
pub(super) struct Invocation {
    pub(super) cloud_id: String,
    /// The project's ID.
    pub(super) project: ProjectKey,
    /// The project's key at this moment.
    pub(super) key: ProjectKey,
    pub(super) site: Origin,
    pub(super) account: String,
    pub(super) installation: String,
}

#[derive(Deserialize)]
struct Claims {
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    /// serde checks that it is a string and not repeated; the verification checks its value.
    #[serde(rename = "iss")]
    _iss: String,
    app: App,
    context: Context,
    principal: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct App {
    installation_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    cloud_id: String,
    site_url: String,
    extension: Extension,
}

#[derive(Deserialize)]
struct Extension {
    project: Project,
}

#[derive(Deserialize)]
struct Project {
    id: String,
    key: ProjectKey,
}

impl Timed for Claims {
    fn times(&self) -> Times {
        Times { exp: self.exp, iat: self.iat, nbf: self.nbf }
    }
}

/// The ID of the key that `token` claims to be signed with.
pub(super) fn key_id(token: &str) -> Result<String, Error> {
    let id = jwt::rs256_key_id(token)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
    let is_forges = id.strip_prefix(KEY_ID_PREFIX).is_some_and(|rest| (1..=128).contains(&rest.len()));
    if is_forges && id.bytes().all(plain) { Ok(id) } else { Err(rejected("its key is not Forge's")) }
}

/// What `token` proves to the app `app_id`.
pub(super) fn verify(token: &str, key: &DecodingKey, app_id: &str, now: Timestamp) -> Result<Invocation, Error> {
    let requirements = jwt::requirements(Algorithm::RS256, ISSUER, app_id);
    let Claims { app, context, principal, .. } = jwt::verify(token, key, &requirements, now)?;
    Ok(Invocation {
        project: jwt::project_id(&context.extension.project.id)?,
        key: context.extension.project.key,
        site: jwt::origin(&context.site_url)?,
        account: jwt::account_id(principal)?,
        installation: installation(app.installation_id)?,
        cloud_id: cloud_id(context.cloud_id)?,
    })
}

/// The ID becomes part of a URL, so only plain characters are allowed.
fn cloud_id(text: String) -> Result<String, Error> {
    let plain = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if plain { Ok(text) } else { Err(rejected("its cloud has no ID")) }
}

fn installation(text: String) -> Result<String, Error> {
    let fits = (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if fits { Ok(text) } else { Err(rejected("its installation has no ID")) }
}
