//! Whether a person administers a project, asked as the app.
//! Source: Jira's REST API v3, "Get bulk permissions".

use super::question::App;
use crate::atlassian::{self, Answer, FOR_RIGHTS};
use crate::caller::{Caller, Rights};
use crate::error::Error;
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::json;

const WHAT: &str = "the rights of a person";
const PATH: &str = "/rest/api/3/permissions/check";
const PERMISSION: &str = "ADMINISTER_PROJECTS";

#[derive(Deserialize)]
struct Granted {
    #[serde(rename = "projectPermissions")]
    permissions: Vec<Grant>,
}

#[derive(Deserialize)]
struct Grant {
    permission: String,
    #[serde(default)]
    projects: Vec<u64>,
}

pub(super) async fn ask(app: App<'_>, caller: &Caller) -> Result<Rights, Error> {
    let project = caller.scope.project.as_str().parse();
    let project: u64 = project.map_err(|_| Error::internal("a project of Jira's has no ID"))?;
    let question = json!({
        "accountId": caller.account.id,
        "projectPermissions": [{ "permissions": [PERMISSION], "projects": [project] }],
    });
    let question = app.post(PATH)?.header(CONTENT_TYPE, "application/json").body(question.to_string());
    let Answer { status, body } = atlassian::ask(question, WHAT, FOR_RIGHTS).await?;
    if status != 200 {
        return Err(atlassian::useless(WHAT, "its status says nothing about the person"));
    }
    let granted: Granted =
        serde_json::from_slice(&body).map_err(|_| atlassian::useless(WHAT, "it names no permissions"))?;
    let is_this = |grant: &Grant| grant.permission == PERMISSION && grant.projects.contains(&project);
    if granted.permissions.iter().any(is_this) { Ok(Rights::Administer) } else { Err(Error::NotAllowed) }
}
