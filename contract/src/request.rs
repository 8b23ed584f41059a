//! The bodies that the page sends: the only two that carry a token, and the one that asks for a session.

use crate::access_token::{AccessToken, SecretText, WrongShape};
use crate::settings::ProjectKey;
use serde::{Deserialize, Serialize};

/// `POST …/token-checks`: check a token that is not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckToken {
    #[serde(with = "on_the_wire")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, write_only))]
    token: SecretText,
}

impl CheckToken {
    /// Asks about `token`.
    #[must_use]
    pub fn new(token: AccessToken) -> Self {
        Self { token: token.into_text() }
    }

    /// The token, if what came can be one.
    ///
    /// # Errors
    /// Why it certainly is none.
    pub fn token(&self) -> Result<AccessToken, WrongShape> {
        AccessToken::parse(&self.token)
    }
}

/// `PUT …/token`: check a token and save it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveToken {
    #[serde(with = "on_the_wire")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, write_only))]
    token: SecretText,
    /// Whether it is saved only when Meta accepts it.
    #[serde(default)]
    pub check: SaveCheck,
    /// Whether it may belong to another app than the stored one.
    #[serde(default)]
    pub other_app: OtherApp,
}

impl SaveToken {
    /// Asks to save `token`.
    #[must_use]
    pub fn new(token: AccessToken, check: SaveCheck, other_app: OtherApp) -> Self {
        Self { token: token.into_text(), check, other_app }
    }

    /// The token, if what came can be one.
    ///
    /// # Errors
    /// Why it certainly is none.
    pub fn token(&self) -> Result<AccessToken, WrongShape> {
        AccessToken::parse(&self.token)
    }
}

/// What a save demands of Meta's answer. A refusal by Meta is never saved either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SaveCheck {
    /// Save only what Meta accepts.
    #[default]
    Required,
    /// Save also where Meta could not be asked: the admin's own choice.
    IfPossible,
}

/// What a save does when the token belongs to another app than the stored one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OtherApp {
    /// Refuse it, so that the admin is asked: webhooks of the stored app would stop.
    #[default]
    Refuse,
    /// Replace it: the admin has said yes.
    Replace,
}

/// `POST /api/session`: ask for a session where the backend hands them out by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// The project that the page was opened for.
    pub project: ProjectKey,
}

/// The answer to [`OpenSession`]: a bearer for the `Authorization` header, kept in memory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The bearer.
    #[serde(with = "on_the_wire")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub bearer: SecretText,
    /// Seconds until it ends.
    pub expires_in: u32,
}

/// The one place where a secret is written to and read from the wire.
mod on_the_wire {
    use super::SecretText;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(secret: &SecretText, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(secret.expose())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretText, D::Error> {
        String::deserialize(deserializer).map(SecretText::new)
    }
}
