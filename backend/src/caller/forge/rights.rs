//! Whether a person administers a project, asked with their own token.
//! Source: Jira's REST API v3, "Get my permissions".

use super::invocation::Invocation;
use crate::atlassian::{self, Answer, Client, FOR_RIGHTS};
use crate::error::Error;
use reqwest::Url;
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

/// Lets only those pass who administer the project.
pub(super) async fn administers(
    client: &Client,
    api: &Url,
    invocation: &Invocation,
    person: &str,
) -> Result<(), Error> {
    const WHAT: &str = "the rights of a person";
    let mut url = api.clone();
    // Both IDs are plain words by now.
    url.set_path(&format!(
        "{}/ex/jira/{}/rest/api/3/mypermissions",
        api.path().trim_end_matches('/'),
        invocation.cloud_id
    ));
    url.set_query(Some(&format!("projectId={}&permissions=ADMINISTER_PROJECTS", invocation.project)));
    // `bearer_auth` marks the header as sensitive, so that no part of the client prints it.
    let question = client.get(url).bearer_auth(person);
    let Answer { status, body } = atlassian::ask(question, WHAT, FOR_RIGHTS).await?;
    match status {
        200 => {
            let read = serde_json::from_slice::<Permissions>(&body);
            let told = read.map_err(|_| atlassian::useless(WHAT, "it names no permission"))?;
            if told.permissions.administer_projects.is_given { Ok(()) } else { Err(Error::NotAllowed) }
        }
        // Jira does not take the person's token, or does not show them the project.
        401 | 403 | 404 => Err(Error::NotAllowed),
        _ => Err(atlassian::useless(WHAT, "its status says nothing about the person")),
    }
}
