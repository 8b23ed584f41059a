//! The Forge Invocation Token: a JSON Web Token signed with RS256 by Forge, for this app only, valid for half a minute.
//! Source: Forge Remote essentials and its invocation contract.

use crate::config::Origin;
use crate::error::Error;
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

const ISSUER: &str = "forge/invocation-token";
const KEY_ID_PREFIX: &str = "forge/invocation-token/";

/// The longest token that is read, in bytes. Forge's own are below 2,000.
const MAX_LENGTH: usize = 8 * 1024;

/// How much Forge's clock and ours may differ, in seconds.
const LEEWAY: i64 = 5;

/// What a token proves.
pub(super) struct Invocation {
    pub(super) cloud_id: String,
    /// The project's ID.
    pub(super) project: ProjectKey,
    /// The project's current key.
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

/// In seconds since 1970.
struct Times {
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
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

/// Rejects a token. `because` goes to the log, and must not repeat any of the token.
pub(super) fn rejected(because: &'static str) -> Error {
    tracing::info!(because, "a Forge Invocation Token was rejected");
    Error::SessionEnded
}

/// The ID of the key that `token` claims to be signed with.
pub(super) fn key_id(token: &str) -> Result<String, Error> {
    if token.len() > MAX_LENGTH {
        return Err(rejected("it is too long"));
    }
    let header = decode_header(token).map_err(|_| rejected("its header is malformed"))?;
    if header.alg != Algorithm::RS256 {
        return Err(rejected("it is not signed with RS256"));
    }
    let id = header.kid.ok_or_else(|| rejected("it names no key"))?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
    let is_forges = id.strip_prefix(KEY_ID_PREFIX).is_some_and(|rest| (1..=128).contains(&rest.len()));
    if is_forges && id.bytes().all(plain) { Ok(id) } else { Err(rejected("its key is not Forge's")) }
}

/// What `token` proves to the app `app_id` at `now`.
pub(super) fn verify(token: &str, key: &DecodingKey, app_id: &str, now: Timestamp) -> Result<Invocation, Error> {
    // The library's message may quote the token.
    let token = decode::<Claims>(token, key, &requirements(app_id))
        .map_err(|_| rejected("its signature or its claims are wrong"))?;
    // A token with critical extensions that we don't support must be rejected (RFC 7515, section 4.1.11).
    if token.header.crit.is_some() {
        return Err(rejected("it has extensions"));
    }
    let Claims { exp, iat, nbf, app, context, principal, .. } = token.claims;
    if !is_current(Times { exp, iat, nbf }, now.unix()) {
        return Err(rejected("it has ended, or has not started"));
    }
    Ok(Invocation {
        project: project_id(&context.extension.project.id)?,
        key: context.extension.project.key,
        site: Origin::parse(&context.site_url).ok_or_else(|| rejected("its site is not an origin"))?,
        account: visible(principal, 128).ok_or_else(|| rejected("its account has no ID"))?,
        installation: visible(app.installation_id, 200).ok_or_else(|| rejected("its installation has no ID"))?,
        cloud_id: cloud_id(context.cloud_id)?,
    })
}

fn requirements(app_id: &str) -> Validation {
    let mut requirements = Validation::new(Algorithm::RS256);
    requirements.set_issuer(&[ISSUER]);
    requirements.set_audience(&[app_id]);
    requirements.set_required_spec_claims(&["exp", "iss", "aud"]);
    // `is_current` checks the times by the backend's own clock, which tests can set.
    requirements.validate_exp = false;
    requirements
}

fn is_current(Times { exp, iat, nbf }: Times, now: i64) -> bool {
    let started = |at: i64| at <= now.saturating_add(LEEWAY);
    now < exp.saturating_add(LEEWAY) && started(iat) && nbf.is_none_or(started) && iat <= exp
}

/// The ID of a project, as Jira writes it: a whole number without leading zeros.
fn project_id(text: &str) -> Result<ProjectKey, Error> {
    let is_number = text.len() <= 18 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    ProjectKey::parse(text).filter(|_| is_number).ok_or_else(|| rejected("its project has no ID"))
}

/// The ID becomes part of a URL, so only plain characters are allowed.
fn cloud_id(text: String) -> Result<String, Error> {
    let plain = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if plain { Ok(text) } else { Err(rejected("its cloud has no ID")) }
}

/// `text`, if it has 1 to `max` visible ASCII characters.
fn visible(text: String, max: usize) -> Option<String> {
    let fits = (1..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_valid_between_its_times_give_or_take_five_seconds() {
        let valid = |now| is_current(Times { exp: 1_025, iat: 1_000, nbf: Some(1_000) }, now);
        assert!(valid(995) && valid(1_000) && valid(1_029));
        assert!(!valid(994) && !valid(1_030));
        assert!(!is_current(Times { exp: 1_025, iat: 1_000, nbf: Some(1_010) }, 1_004));
        assert!(!is_current(Times { exp: 999, iat: 1_000, nbf: None }, 1_000));
        assert!(!is_current(Times { exp: i64::MIN, iat: i64::MIN, nbf: None }, 0));
        assert!(!is_current(Times { exp: i64::MAX, iat: i64::MAX, nbf: None }, 0));
    }

    #[test]
    fn an_id_has_one_form() {
        assert_eq!(project_id("10000").unwrap().as_str(), "10000");
        for other in ["", "0", "010000", "10000 ", "-1", "1e4", "SUP", "1000000000000000000", "１００"] {
            assert!(project_id(other).is_err(), "{other}");
        }
        assert!(visible("5b10ac8d82e05b22cc7d4ef5".into(), 128).is_some());
        assert!(visible(String::new(), 128).is_none() && visible("a b".into(), 128).is_none());
    }
}
