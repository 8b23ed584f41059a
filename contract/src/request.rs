//! The request bodies that the page sends: the two that carry a token, and the one that opens a session.

use crate::access_token::{AccessToken, SecretText, WrongShape};
use crate::settings::ProjectKey;
use serde::{Deserialize, Serialize};

/// `POST …/token-checks`: check a token that isn't saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckToken {
    #[serde(with = "on_the_wire")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, write_only))]
    token: SecretText,
}

impl CheckToken {
    /// Checks `token`.
    #[must_use]
    pub fn new(token: AccessToken) -> Self {
        Self { token: token.into_text() }
    }

    /// The token.
    ///
    /// # Errors
    /// Why the text can't be a token.
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
    /// Whether Meta has to accept it first.
    #[serde(default)]
    pub check: SaveCheck,
    /// Whether it may belong to a different app than the stored token.
    #[serde(default)]
    pub other_app: OtherApp,
}

impl SaveToken {
    /// Saves `token`.
    #[must_use]
    pub fn new(token: AccessToken, check: SaveCheck, other_app: OtherApp) -> Self {
        Self { token: token.into_text(), check, other_app }
    }

    /// The token.
    ///
    /// # Errors
    /// Why the text can't be a token.
    pub fn token(&self) -> Result<AccessToken, WrongShape> {
        AccessToken::parse(&self.token)
    }
}

/// Whether a save needs Meta's approval. A token that Meta rejects is never saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SaveCheck {
    /// Save only if Meta accepts the token.
    #[default]
    Required,
    /// Also save if Meta couldn't be reached. The admin has chosen this.
    IfPossible,
}

/// What a save does if the token belongs to a different app than the stored token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OtherApp {
    /// Reject it so that the page can ask the admin first: webhooks of the stored app would stop.
    #[default]
    Refuse,
    /// Replace the stored token. The admin has agreed.
    Replace,
}

/// `POST /api/session`: open a session, if the backend creates sessions itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// The project that the page was opened for.
    pub project: ProjectKey,
}

/// The response to [`OpenSession`]: a bearer token for the `Authorization` header, kept in memory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The bearer token.
    #[serde(with = "on_the_wire")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub bearer: SecretText,
    /// Seconds until it ends.
    pub expires_in: u32,
}

/// The only code that writes a secret to the wire or reads one.
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
