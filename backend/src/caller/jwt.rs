//! Verifies JSON Web Tokens: their length, algorithm, signature, issuer, audience and time.

use crate::config::Origin;
use crate::error::Error;
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::de::DeserializeOwned;

/// The longest token that is read, in bytes. Atlassian's own are below 2,000.
const MAX_LENGTH: usize = 8 * 1024;

/// How much two clocks may differ, in seconds.
const LEEWAY: i64 = 5;

/// The time claims of a token, in seconds since 1970.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) nbf: Option<i64>,
}

/// Claims with times.
pub(super) trait Timed {
    fn times(&self) -> Times;
}

/// Rejects a token. `because` goes to the log, and must not repeat any of the token.
pub(super) fn rejected(because: &'static str) -> Error {
    tracing::info!(because, "a token was rejected");
    Error::SessionEnded
}

/// Rejects a token that is too long to read.
pub(super) fn check_length(token: &str) -> Result<&str, Error> {
    if token.len() <= MAX_LENGTH { Ok(token) } else { Err(rejected("it is too long")) }
}

/// The ID of the RS256 key that a token claims to be signed with.
pub(super) fn rs256_key_id(token: &str) -> Result<String, Error> {
    let header = decode_header(token).map_err(|_| rejected("its header is malformed"))?;
    if header.alg != Algorithm::RS256 {
        return Err(rejected("it is not signed with RS256"));
    }
    header.kid.ok_or_else(|| rejected("it names no key"))
}

/// The algorithm and claims that a token must have, besides its times.
pub(super) fn requirements(algorithm: Algorithm, issuer: &str, audience: &str) -> Validation {
    let mut requirements = Validation::new(algorithm);
    requirements.set_issuer(&[issuer]);
    requirements.set_audience(&[audience]);
    requirements.set_required_spec_claims(&["exp", "iss", "aud"]);
    // `is_current` checks the times by the backend's own clock, which tests can set.
    requirements.validate_exp = false;
    requirements
}

/// The claims of a token that meets the requirements at `now`.
pub(super) fn verify<C: DeserializeOwned + Timed>(
    token: &str,
    key: &DecodingKey,
    requirements: &Validation,
    now: Timestamp,
) -> Result<C, Error> {
    // The library's message may quote the token.
    let token = decode::<C>(token, key, requirements).map_err(|_| rejected("its signature or its claims are wrong"))?;
    // A token with critical extensions that we don't support must be rejected (RFC 7515, section 4.1.11).
    if token.header.crit.is_some() {
        return Err(rejected("it has extensions"));
    }
    let is_current = is_current(token.claims.times(), now.unix());
    if is_current { Ok(token.claims) } else { Err(rejected("it has ended, or has not started")) }
}

fn is_current(Times { exp, iat, nbf }: Times, now: i64) -> bool {
    let started = |at: i64| at <= now.saturating_add(LEEWAY);
    now < exp.saturating_add(LEEWAY) && started(iat) && nbf.is_none_or(started) && iat <= exp
}

/// The ID of a project, as Jira writes it: a whole number without leading zeros.
pub(super) fn project_id(text: &str) -> Result<ProjectKey, Error> {
    let is_number = text.len() <= 18 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    ProjectKey::parse(text).filter(|_| is_number).ok_or_else(|| rejected("its project has no ID"))
}

/// The ID of an account: 1 to 128 visible characters.
pub(super) fn account_id(text: String) -> Result<String, Error> {
    let fits = (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if fits { Ok(text) } else { Err(rejected("its account has no ID")) }
}

/// The origin of a site.
pub(super) fn origin(text: &str) -> Result<Origin, Error> {
    Origin::parse(text).ok_or_else(|| rejected("its site is not an origin"))
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
        assert!(account_id("5b10ac8d82e05b22cc7d4ef5".into()).is_ok());
        assert!(account_id(String::new()).is_err() && account_id("a b".into()).is_err());
    }
}
