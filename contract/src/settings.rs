//! What is stored for a project, and what may be shown of it: never the token.

use crate::report::{App, TokenReport};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The WhatsApp settings of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// The project they belong to, as the backend verified it.
    pub project: Project,
    /// Who answers for Meta.
    pub graph: Graph,
    /// The stored token; absent where none is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<StoredToken>,
}

/// A Jira project, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// Its key.
    pub key: ProjectKey,
    /// Its name, where the backend knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The host name of its Jira site, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// The key of a project, or, in the paths of a session inside Jira, its ID: 1 to 64 of the characters A–Z, a–z, 0–9,
/// `_`, `-`. Jira's own keys and IDs are a subset.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,64}$"))]
pub struct ProjectKey(String);

impl ProjectKey {
    /// Takes `text` for a project key, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The key as text; it may stand in a path as it is.
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

/// Who answers for Meta: the page says which of the two it is looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Graph {
    /// Meta itself.
    Meta,
    /// The sandbox, which only behaves like Meta.
    Sandbox,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// What may be known of the stored token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredToken {
    /// Its last four characters.
    pub last_four: String,
    /// The app it was made for, as far as any check of it has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<App>,
    /// Who saved it.
    pub saved_by: Account,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// The newest check of it, whatever it said.
    pub report: TokenReport,
    /// When Meta last accepted it; absent where it never has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Timestamp>,
    /// When Meta refused it, where it has not accepted it since: a later check that finds nothing out does not undo that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_at: Option<Timestamp>,
    /// True where another project of the same tenant uses the same token.
    #[serde(default)]
    pub used_elsewhere: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Their account ID; `local` for whoever sits at a machine that asks for no name.
    pub id: String,
    /// Their name, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_key_can_stand_in_a_path() {
        for good in ["SUP", "a", "A_1-b", &"K".repeat(64)] {
            assert_eq!(ProjectKey::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "..", "a/b", "a b", "ä", "a%2f", "\0", &"K".repeat(65)] {
            assert_eq!(ProjectKey::parse(bad), None, "{bad:?}");
        }
    }
}
