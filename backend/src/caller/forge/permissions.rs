//! Whether a person administers a project, asked with their own token.
//! Source: Jira's REST API v3, "Get my permissions".

use crate::atlassian::{self, PERMISSIONS_TIMEOUT, Reply};
use crate::error::Error;
use reqwest::RequestBuilder;
use serde::Deserialize;

const WHAT: &str = "the permissions of a person";

#[derive(Deserialize)]
struct MyPermissions {
    permissions: Permissions,
}

#[derive(Deserialize)]
struct Permissions {
    #[serde(rename = "ADMINISTER_PROJECTS")]
    administer_projects: Permission,
}

#[derive(Deserialize)]
struct Permission {
    #[serde(rename = "havePermission")]
    is_granted: bool,
}

/// Rejects a person who doesn't administer the project that `request` is about.
pub(super) async fn require_admin(request: RequestBuilder) -> Result<(), Error> {
    let Reply { status, body } = atlassian::send(request, WHAT, PERMISSIONS_TIMEOUT).await?;
    match status {
        200 => {
            let reply: MyPermissions =
                serde_json::from_slice(&body).map_err(|_| atlassian::unusable(WHAT, "it names no permission"))?;
            if reply.permissions.administer_projects.is_granted { Ok(()) } else { Err(Error::NotAllowed) }
        }
        // Jira doesn't show them the project.
        403 | 404 => Err(Error::NotAllowed),
        // Jira didn't look at the person at all, so nothing is known about their permissions.
        401 => Err(atlassian::unusable(WHAT, "Jira does not accept the person's token")),
        _ => Err(atlassian::unusable(WHAT, "its status says nothing about the person")),
    }
}
