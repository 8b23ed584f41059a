//! The RSA key that signs Invocation Tokens. It's made when it's first needed, and never stored. The tokens are written
//! by hand, so that they share no reading of the rules with the code that verifies them.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{
    RsaPrivateKey, pkcs1v15,
    rand_core::{OsRng, RngCore as _},
    sha2::Sha256,
    signature::{SignatureEncoding as _, Signer as _},
    traits::PublicKeyParts as _,
};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::error::Error;

/// The size that Atlassian uses.
const BITS: usize = 2048;

#[derive(Default)]
pub(crate) struct SigningKey(OnceCell<Pair>);

struct Pair {
    id: String,
    private: pkcs1v15::SigningKey<Sha256>,
    public: Value,
}

impl SigningKey {
    /// A token of these claims, signed with RS256.
    pub(crate) async fn sign(&self, claims: &Value) -> Result<String, Error> {
        let pair = self.pair().await?;
        let header = json!({ "typ": "JWT", "alg": "RS256", "kid": pair.id });
        let [header, claims] = [&header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let message = format!("{header}.{claims}");
        let signature = URL_SAFE_NO_PAD.encode(pair.private.sign(message.as_bytes()).to_vec());
        Ok(format!("{message}.{signature}"))
    }

    /// The public key as a JSON Web Key (RFC 7517).
    pub(crate) async fn jwk(&self) -> Result<Value, Error> {
        Ok(self.pair().await?.public.clone())
    }

    async fn pair(&self) -> Result<&Pair, Error> {
        // It takes a while, and everything else runs on this one thread.
        let generate = || async { tokio::task::spawn_blocking(Pair::generate).await.map_err(|_| Error::Key)? };
        self.0.get_or_try_init(generate).await
    }
}

impl Pair {
    fn generate() -> Result<Self, Error> {
        let private = RsaPrivateKey::new(&mut OsRng, BITS).map_err(|_| Error::Key)?;
        let id = format!("forge/invocation-token/{}", random_hex(16));
        let [modulus, exponent] = [private.n(), private.e()].map(|number| URL_SAFE_NO_PAD.encode(number.to_bytes_be()));
        let public = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": id, "n": modulus, "e": exponent });
        Ok(Self { id, private: pkcs1v15::SigningKey::new(private), public })
    }
}

/// Now, in seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// So many random bytes, in lower-case hexadecimal.
pub(crate) fn random_hex(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    OsRng.fill_bytes(&mut random);
    random.iter().map(|byte| format!("{byte:02x}")).collect()
}
