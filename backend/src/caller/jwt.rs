//! What every token of Atlassian's has to be: short, signed by one algorithm with the right key, and of now.

use crate::config::Origin;
use crate::error::Error;
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::de::DeserializeOwned;

/// The longest token that is looked at, in bytes. Atlassian's own are below two thousand.
const LONGEST: usize = 8 * 1024;

/// By how much two clocks may differ, in seconds.
const LEEWAY: i64 = 5;

/// When a token was made, and when it ends; seconds since 1970.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) nbf: Option<i64>,
}

/// Claims that say when they hold.
pub(super) trait Timed {
    fn times(&self) -> Times;
}

/// Refuses a token. `because` goes to the log, and holds nothing of the token.
pub(super) fn refused(because: &'static str) -> Error {
    tracing::info!(because, "a token was refused");
    Error::SessionEnded
}

/// Lets pass what is short enough to be looked at.
pub(super) fn of_good_length(token: &str) -> Result<&str, Error> {
    if token.len() <= LONGEST { Ok(token) } else { Err(refused("it is too long")) }
}

/// The ID of the key that a token says it was signed with, where it says that it was signed by RS256.
pub(super) fn rs256_key_id(token: &str) -> Result<String, Error> {
    let header = decode_header(token).map_err(|_| refused("its header is none"))?;
    if header.alg != Algorithm::RS256 {
        return Err(refused("it is not signed by RS256"));
    }
    header.kid.ok_or_else(|| refused("it names no key"))
}

/// What is demanded of a token, besides its time: this one algorithm, and these claims where they are given.
pub(super) fn demands(algorithm: Algorithm, issuer: &str, audience: Option<&str>) -> Validation {
    let mut demands = Validation::new(algorithm);
    demands.set_issuer(&[issuer]);
    demands.validate_aud = audience.is_some();
    let mut required = vec!["exp", "iss"];
    if let Some(audience) = audience {
        demands.set_audience(&[audience]);
        required.push("aud");
    }
    demands.set_required_spec_claims(&required);
    // The backend's own clock decides, which a test can set: see `in_time`.
    demands.validate_exp = false;
    demands
}

/// The claims of a token that holds at `now` and is all that is demanded.
pub(super) fn verify<C: DeserializeOwned + Timed>(
    token: &str,
    key: &DecodingKey,
    demands: &Validation,
    now: Timestamp,
) -> Result<C, Error> {
    // The library's own words may quote the token.
    let token = decode::<C>(token, key, demands).map_err(|_| refused("its signature or its claims are wrong"))?;
    // What must be understood to read a token, and is not, makes it unreadable (RFC 7515, section 4.1.11).
    if token.header.crit.is_some() {
        return Err(refused("it has extensions"));
    }
    let is_of_now = in_time(token.claims.times(), now.unix());
    if is_of_now { Ok(token.claims) } else { Err(refused("it is not of now")) }
}

fn in_time(Times { exp, iat, nbf }: Times, now: i64) -> bool {
    let begun = |at: i64| at <= now.saturating_add(LEEWAY);
    now < exp.saturating_add(LEEWAY) && begun(iat) && nbf.is_none_or(begun) && iat <= exp
}

/// The ID of a project as Jira writes it: a whole number without zeros before it.
pub(super) fn project_id(text: &str) -> Result<ProjectKey, Error> {
    let is_number = text.len() <= 18 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    ProjectKey::parse(text).filter(|_| is_number).ok_or_else(|| refused("its project has no ID"))
}

/// The ID of an account: 1 to 128 visible characters.
pub(super) fn account_id(text: String) -> Result<String, Error> {
    let fits = (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if fits { Ok(text) } else { Err(refused("its account has no ID")) }
}

/// The origin of a site.
pub(super) fn origin(text: &str) -> Result<Origin, Error> {
    Origin::parse(text).ok_or_else(|| refused("its site is no origin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_from_when_it_was_made_until_it_ends_give_or_take_five_seconds() {
        let holds = |now| in_time(Times { exp: 1_025, iat: 1_000, nbf: Some(1_000) }, now);
        assert!(holds(995) && holds(1_000) && holds(1_029));
        assert!(!holds(994) && !holds(1_030));
        assert!(!in_time(Times { exp: 1_025, iat: 1_000, nbf: Some(1_010) }, 1_004));
        assert!(!in_time(Times { exp: 999, iat: 1_000, nbf: None }, 1_000));
        assert!(!in_time(Times { exp: i64::MIN, iat: i64::MIN, nbf: None }, 0));
        assert!(!in_time(Times { exp: i64::MAX, iat: i64::MAX, nbf: None }, 0));
    }

    #[test]
    fn an_id_has_one_spelling() {
        assert_eq!(project_id("10000").unwrap().as_str(), "10000");
        for other in ["", "0", "010000", "10000 ", "-1", "1e4", "SUP", "1000000000000000000", "１００"] {
            assert!(project_id(other).is_err(), "{other}");
        }
        assert!(account_id("5b10ac8d82e05b22cc7d4ef5".into()).is_ok());
        assert!(account_id(String::new()).is_err() && account_id("a b".into()).is_err());
    }
}
