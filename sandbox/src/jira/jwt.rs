//! JSON Web Tokens, in the two algorithms that Atlassian signs with: RS256 by its own keys, HS256 by the secret that
//! it shares with an installed Connect app. Written by hand, so that it shares no reading of the rules with whoever
//! verifies what it writes.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::keys::Key;

/// How far the clocks of two servers may differ; seconds.
const LEEWAY: u64 = 3;

/// Now, in seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// A token signed by one of Atlassian's keys.
pub(crate) fn signed_by_key(claims: &Value, key: &Key) -> String {
    let unsigned = unsigned(&json!({ "typ": "JWT", "alg": "RS256", "kid": key.kid }), claims);
    let signature = URL_SAFE_NO_PAD.encode(key.sign(&unsigned));
    format!("{unsigned}.{signature}")
}

/// A token signed by a shared secret.
pub(crate) fn signed_by_secret(claims: &Value, secret: &str) -> String {
    let unsigned = unsigned(&json!({ "typ": "JWT", "alg": "HS256" }), claims);
    let signature =
        mac(&unsigned, secret).map_or_else(String::new, |mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
    format!("{unsigned}.{signature}")
}

/// The claims of a token that was signed by this secret and has not expired.
pub(crate) fn verified(token: &str, secret: &str) -> Option<Value> {
    let (unsigned, signature) = token.rsplit_once('.')?;
    let (header, claims) = unsigned.split_once('.')?;
    let header = decoded(header)?;
    if header["alg"] != "HS256" {
        return None;
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    mac(unsigned, secret)?.verify_slice(&signature).ok()?;
    let claims = decoded(claims)?;
    (claims["exp"].as_u64()? + LEEWAY > now()).then_some(claims)
}

fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
}

fn decoded(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

fn mac(message: &str, secret: &str) -> Option<Hmac<Sha256>> {
    // A key of any length will do, so this is never `None`.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(message.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made by Atlassian's own library, atlassian-jwt 2.0.3, with the secret `secret`.
    const FOREIGN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjbGllbnQta2V5LTEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDkwMCwic3ViIjoiNWIxMCIsInFzaCI6ImNvbnRleHQtcXNoIiwiY29udGV4dCI6eyJqaXJhIjp7InByb2plY3QiOnsiaWQiOiIxMDAwMCIsImtleSI6IlNVUCJ9fX19.5Vl1gJ9ma5TEQoTTnWNa_wKO-zRG4xILw7ktVqoyTxY";

    #[test]
    fn signatures_are_those_of_atlassians_library() {
        let (unsigned, signature) = FOREIGN.rsplit_once('.').unwrap();
        let ours = mac(unsigned, "secret").unwrap().finalize().into_bytes();
        assert_eq!(URL_SAFE_NO_PAD.encode(ours), signature);
        assert_eq!(verified(FOREIGN, "secret"), None, "it expired long ago");
    }

    #[test]
    fn what_is_signed_is_verified_and_nothing_else() {
        let claims = json!({ "iss": "key", "exp": now() + 60 });
        let token = signed_by_secret(&claims, "secret");
        assert_eq!(verified(&token, "secret"), Some(claims));
        assert_eq!(verified(&token, "another"), None);
        assert_eq!(verified(&format!("{token}A"), "secret"), None);
        let unsigned = unsigned(&json!({ "alg": "none" }), &json!({ "exp": now() + 60 }));
        assert_eq!(verified(&format!("{unsigned}."), "secret"), None);
    }
}
