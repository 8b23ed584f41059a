//! The two RSA keys of the pretend Atlassian: one signs Invocation Tokens, the other what Connect tells on installing.
//! Two, so that a backend that mixes them up is caught. They are made when they are first needed, and never kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{
    RsaPrivateKey,
    pkcs1v15::SigningKey,
    pkcs8::{EncodePublicKey as _, LineEnding},
    rand_core::{OsRng, RngCore as _},
    sha2::Sha256,
    signature::{SignatureEncoding as _, Signer as _},
    traits::PublicKeyParts as _,
};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::Fault;

/// What Atlassian uses.
const BITS: usize = 2048;

/// A key with its name.
pub(crate) struct Key {
    pub(crate) kid: String,
    signing: SigningKey<Sha256>,
    pem: String,
    jwk: Value,
}

impl Key {
    fn generate(kid: String) -> Result<Self, Fault> {
        let private = RsaPrivateKey::new(&mut OsRng, BITS).map_err(|_| Fault::Key)?;
        let public = private.to_public_key();
        let pem = public.to_public_key_pem(LineEnding::LF).map_err(|_| Fault::Key)?;
        let [modulus, exponent] = [public.n(), public.e()].map(|number| URL_SAFE_NO_PAD.encode(number.to_bytes_be()));
        let jwk = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": modulus, "e": exponent });
        Ok(Self { kid, signing: SigningKey::new(private), pem, jwk })
    }

    /// The RS256 signature over `message`.
    pub(crate) fn sign(&self, message: &str) -> Vec<u8> {
        self.signing.sign(message.as_bytes()).to_vec()
    }

    /// The public half, as Connect's server of keys gives it.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// The public half, as a JSON Web Key (RFC 7517).
    pub(crate) fn jwk(&self) -> &Value {
        &self.jwk
    }
}

/// Both keys.
#[derive(Default)]
pub(crate) struct Keys {
    invocation: OnceCell<Key>,
    install: OnceCell<Key>,
}

impl Keys {
    /// The key that Forge signs Invocation Tokens with.
    pub(crate) async fn invocation(&self) -> Result<&Key, Fault> {
        made(&self.invocation, || format!("forge/invocation-token/{}", random_hex(16))).await
    }

    /// The key that Connect signs lifecycle calls with.
    pub(crate) async fn install(&self) -> Result<&Key, Fault> {
        made(&self.install, || random_hex(16)).await
    }
}

async fn made(cell: &OnceCell<Key>, kid: fn() -> String) -> Result<&Key, Fault> {
    // Looking for primes takes a while, and everything else runs on this one thread.
    let generate =
        || async move { tokio::task::spawn_blocking(move || Key::generate(kid())).await.map_err(|_| Fault::Key)? };
    cell.get_or_try_init(generate).await
}

/// So many random bytes, in lower-case hexadecimal.
pub(crate) fn random_hex(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    OsRng.fill_bytes(&mut random);
    random.iter().map(|byte| format!("{byte:02x}")).collect()
}
