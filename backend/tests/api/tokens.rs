//! Tokens as Atlassian signs them, and forged ones.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::crypto::sign;
use jsonwebtoken::{Algorithm, EncodingKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::pkcs8::{EncodePublicKey, LineEnding};
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use std::sync::OnceLock;

pub(crate) const FORGE_APP: &str = "ari:cloud:ecosystem::app/8a1f0c9e-3c1d-4a55-9d8e-2f6b7c0d1e2f";
pub(crate) const AMIRA: &str = "5b10ac8d82e05b22cc7d4ef5";
/// The person's token that Forge sends; obviously not a real one.
pub(crate) const USER_TOKEN: &str = "SANDBOX-user-token-c4n4ryOfAmira-W2x9Qm";

/// A key pair.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) kid: String,
    pub(crate) pem: String,
    pub(crate) jwk: Value,
    pub(crate) private: EncodingKey,
}

impl Key {
    fn generate(name: &str) -> Self {
        let private = RsaPrivateKey::new(&mut OsRng, 2048).unwrap();
        let public = private.to_public_key();
        let kid = format!("forge/invocation-token/{name}");
        let number = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
        Self {
            pem: public.to_public_key_pem(LineEnding::LF).unwrap(),
            jwk: json!({ "kty": "RSA", "alg": "RS256", "kid": kid, "n": number(public.n()), "e": number(public.e()) }),
            private: EncodingKey::from_rsa_der(private.to_pkcs1_der().unwrap().as_bytes()),
            kid,
        }
    }
}

/// Atlassian's key.
pub(crate) fn atlassian_key() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    KEY.get_or_init(|| Key::generate("atlassian-1")).clone()
}

/// Someone else's key.
pub(crate) fn strangers_key() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    KEY.get_or_init(|| Key::generate("stranger-1")).clone()
}

/// `header.claims` as text, signed.
pub(crate) fn raw(header: &str, claims: &str, key: &EncodingKey, algorithm: Algorithm) -> String {
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    format!("{message}.{}", sign(message.as_bytes(), key, algorithm).unwrap())
}

/// Signed with RS256 and Atlassian's key.
pub(crate) fn rs256(header: &Value, claims: &Value) -> String {
    raw(&header.to_string(), &claims.to_string(), &atlassian_key().private, Algorithm::RS256)
}

pub(crate) fn rs256_header(kid: &str) -> Value {
    json!({ "alg": "RS256", "typ": "JWT", "kid": kid })
}

/// The claims of a Forge Invocation Token.
pub(crate) fn invocation(now: i64, cloud_id: &str, site: &str, project: &str) -> Value {
    let extension = json!({
        "type": "jira:projectSettingsPage", "project": { "id": project, "key": "SUP", "type": "service_desk" },
    });
    json!({
        "iss": "forge/invocation-token", "aud": FORGE_APP, "iat": now, "nbf": now, "exp": now + 25, "jti": "1",
        "app": {
            "id": FORGE_APP, "appVersion": "1.0.0",
            "installationId": "ari:cloud:ecosystem::installation/5f0c7c1a-0a4d-4f0e-9f5b-0d6c0f1c2b3a",
            "apiBaseUrl": "https://api.atlassian.com/ex/jira/1",
        },
        "context": { "cloudId": cloud_id, "siteUrl": site, "moduleKey": "whatsapp-business", "extension": extension },
        "principal": AMIRA,
    })
}
