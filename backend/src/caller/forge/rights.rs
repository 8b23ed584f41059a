//! Whether a person administers a project, asked with their own token.
//! Source: Jira's REST API v3, "Get my permissions".

use crate::atlassian::{self, Answer, FOR_RIGHTS};
use crate::error::Error;
use reqwest::RequestBuilder;
use serde::Deserialize;

#[derive(Deserialize)]
struct Permissions {
    permissions: Named,
}

#[derive(Deserialize)]
struct Named {
    #[serde(rename = "ADMINISTER_PROJECTS")]
    administer_projects: Permission,
}

#[derive(Deserialize)]
struct Permission {
    #[serde(rename = "havePermission")]
    is_given: bool,
}

/// Lets only those pass who administer the project that `question` is about.
pub(super) async fn administers(question: RequestBuilder) -> Result<(), Error> {
    const WHAT: &str = "the rights of a person";
    let Answer { status, body } = atlassian::ask(question, WHAT, FOR_RIGHTS).await?;
    match status {
        200 => {
            let read = serde_json::from_slice::<Permissions>(&body);
            let told = read.map_err(|_| atlassian::useless(WHAT, "it names no permission"))?;
            if told.permissions.administer_projects.is_given { Ok(()) } else { Err(Error::NotAllowed) }
        }
        // Jira does not show them the project.
        403 | 404 => Err(Error::NotAllowed),
        // Who it is was not even looked at, so nothing is known of what they may do.
        401 => Err(atlassian::useless(WHAT, "Jira does not accept the person's token")),
        _ => Err(atlassian::useless(WHAT, "its status says nothing about the person")),
    }
}
