//! Tokens as Atlassian signs them, and as others would like to.

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
pub(crate) const CONNECT_APP: &str = "com.example.chat";
pub(crate) const AMIRA: &str = "5b10ac8d82e05b22cc7d4ef5";
/// The person's token that Forge sends along: visibly none of anybody's.
pub(crate) const USER_TOKEN: &str = "SANDBOX-user-token-c4n4ryOfAmira-W2x9Qm";

/// A key pair. Its ID is Forge's form; Connect's is what follows the last `/`.
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

    /// Its ID at Connect.
    pub(crate) fn install_kid(&self) -> &str {
        self.kid.rsplit('/').next().unwrap()
    }
}

/// Atlassian's own.
pub(crate) fn atlassian_key() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    KEY.get_or_init(|| Key::generate("atlassian-1")).clone()
}

/// Somebody else's, under Atlassian's name where `kid` is set so.
pub(crate) fn strangers_key() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    KEY.get_or_init(|| Key::generate("stranger-1")).clone()
}

/// `header.claims` as text, signed.
pub(crate) fn raw(header: &str, claims: &str, key: &EncodingKey, algorithm: Algorithm) -> String {
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    format!("{message}.{}", sign(message.as_bytes(), key, algorithm).unwrap())
}

/// By RS256, with Atlassian's key.
pub(crate) fn rs256(header: &Value, claims: &Value) -> String {
    raw(&header.to_string(), &claims.to_string(), &atlassian_key().private, Algorithm::RS256)
}

/// By HS256.
pub(crate) fn hs256(claims: &Value, secret: &str) -> String {
    let header = json!({ "alg": "HS256", "typ": "JWT" }).to_string();
    raw(&header, &claims.to_string(), &EncodingKey::from_secret(secret.as_bytes()), Algorithm::HS256)
}

pub(crate) fn rs256_header(kid: &str) -> Value {
    json!({ "alg": "RS256", "typ": "JWT", "kid": kid })
}

/// What a Forge Invocation Token says.
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

/// What the token of a page says.
pub(crate) fn context(now: i64, client_key: &str, project: &str) -> Value {
    json!({
        "iss": client_key, "iat": now, "exp": now + 900, "sub": AMIRA, "qsh": "context-qsh",
        "context": { "jira": { "project": { "id": project, "key": "SUP" } } },
    })
}

/// What the token of an install or a removal says.
pub(crate) fn lifecycle(now: i64, client_key: &str, base_url: &str, qsh: &str) -> Value {
    json!({ "iss": client_key, "aud": [base_url], "iat": now, "exp": now + 180, "qsh": qsh })
}

/// Hashes of the two requests, made beside the program: SHA-256 of `POST&/connect/installed&` and of
/// `POST&/connect/uninstalled&`.
pub(crate) const QSH_INSTALLED: &str = "72c0a77bd4d709a202e9b2561ed003fdb400318f7a1cfabe47576d1e1d5b5dd7";
pub(crate) const QSH_UNINSTALLED: &str = "ef0c0673ed4cf59a823d82cdc5c397c8643d79db724ce7d567342ea15e02acfe";
/// And of `GET&/rest/api/3/user&accountId=` and Amira's account.
pub(crate) const QSH_NAME: &str = "da9611fde0e495b137d8ca3044bd6068533d751f4f6dde33751180a139b2c269";
/// And of `POST&/rest/api/3/permissions/check&`.
pub(crate) const QSH_RIGHTS: &str = "f376e8d4bd28bfbf285b9f7344dc08f1fbaa95eb13c4f4decdc9331ac60f6cf1";
