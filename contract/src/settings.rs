//! What is stored for a project, without the token itself.

use crate::report::{App, TokenReport};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The WhatsApp settings of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// The project, as the backend verified it.
    pub project: Project,
    /// Where responses come from.
    pub graph: Graph,
    /// The stored token, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<StoredToken>,
}

/// A Jira project, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// Its key.
    pub key: ProjectKey,
    /// Its name, if the backend knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The host name of its Jira site, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// The key of a project or, in paths of a session inside Jira, its ID: 1 to 64 of the characters A–Z, a–z, 0–9, `_`,
/// `-`. Jira's own keys and IDs are a subset.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,64}$"))]
pub struct ProjectKey(String);

impl ProjectKey {
    /// `None` if `text` isn't a project key.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The key as text. It needs no encoding in a path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProjectKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("expected a project key")
    }
}

impl fmt::Display for ProjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where responses about tokens come from. The page tells the admin if it's the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Graph {
    /// Meta itself.
    Meta,
    /// The sandbox, which simulates Meta.
    Sandbox,
    /// A source that this version doesn't know.
    #[serde(other)]
    Unknown,
}

/// What anyone may know about the stored token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredToken {
    /// Its last four characters.
    pub last_four: String,
    /// The app it was generated for, if any check has found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<App>,
    /// Who saved it.
    pub saved_by: Account,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// The latest check of it.
    pub report: TokenReport,
    /// When Meta last accepted it, if ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Timestamp>,
    /// When Meta rejected it, if Meta hasn't accepted it since. A later check with an unknown result keeps this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_at: Option<Timestamp>,
    /// True if another project of the same tenant uses the same token.
    #[serde(default)]
    pub used_elsewhere: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Their account ID. `local` if the backend doesn't ask who people are.
    pub id: String,
    /// Their name, if it's known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_key_needs_no_encoding_in_a_path() {
        for good in ["SUP", "a", "A_1-b", &"K".repeat(64)] {
            assert_eq!(ProjectKey::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "..", "a/b", "a b", "ä", "a%2f", "\0", &"K".repeat(65)] {
            assert_eq!(ProjectKey::parse(bad), None, "{bad:?}");
        }
    }
}
