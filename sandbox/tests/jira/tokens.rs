//! Reads and verifies tokens, with keys as they are served.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rsa::{
    BigUint, RsaPublicKey,
    pkcs1v15::{Signature, VerifyingKey},
    pkcs8::DecodePublicKey as _,
    sha2::Sha256,
    signature::Verifier as _,
};
use serde_json::Value;

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

pub(crate) fn header(token: &str) -> Value {
    part(token, 0)
}

pub(crate) fn claims(token: &str) -> Value {
    part(token, 1)
}

/// How long a token is good for, in seconds.
pub(crate) fn lifetime(token: &str) -> u64 {
    let claims = claims(token);
    claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap()
}

fn signed(token: &str) -> (&str, Vec<u8>) {
    let (message, signature) = token.rsplit_once('.').unwrap();
    (message, URL_SAFE_NO_PAD.decode(signature).unwrap())
}

/// Whether the token is signed by the key of a JSON Web Key Set that its header names.
pub(crate) fn is_signed_by_jwks(token: &str, keys: &Value) -> bool {
    let kid = &header(token)["kid"];
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == *kid).unwrap();
    let number = |name: &str| BigUint::from_bytes_be(&URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap());
    is_signed(token, RsaPublicKey::new(number("n"), number("e")).unwrap())
}

/// Whether the token is signed by the key that this PEM holds.
pub(crate) fn is_signed_by_pem(token: &str, pem: &str) -> bool {
    is_signed(token, RsaPublicKey::from_public_key_pem(pem).unwrap())
}

fn is_signed(token: &str, key: RsaPublicKey) -> bool {
    assert_eq!(header(token)["alg"], "RS256");
    let (message, signature) = signed(token);
    let signature = Signature::try_from(signature.as_slice()).unwrap();
    VerifyingKey::<Sha256>::new(key).verify(message.as_bytes(), &signature).is_ok()
}

/// Whether the token is signed by this secret.
pub(crate) fn is_signed_by_secret(token: &str, secret: &str) -> bool {
    assert_eq!(header(token)["alg"], "HS256");
    let (message, signature) = signed(token);
    mac(message, secret).verify_slice(&signature).is_ok()
}

/// A token of these claims, signed by this secret.
pub(crate) fn sign(claims: &Value, secret: &str) -> String {
    let message = [serde_json::json!({ "alg": "HS256", "typ": "JWT" }), claims.clone()]
        .map(|part| URL_SAFE_NO_PAD.encode(part.to_string()))
        .join(".");
    let signature = URL_SAFE_NO_PAD.encode(mac(&message, secret).finalize().into_bytes());
    format!("{message}.{signature}")
}

fn mac(message: &str, secret: &str) -> Hmac<sha2::Sha256> {
    let mut mac = Hmac::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    mac
}

/// Now, in seconds since 1970.
pub(crate) fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}
