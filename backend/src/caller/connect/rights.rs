//! Whether a person administers a project, asked as the app.
//! Source: Jira's REST API v3, "Get bulk permissions".

use super::{Connect, Tenant, qsh};
use crate::Backend;
use crate::atlassian::{self, Answer, FOR_RIGHTS};
use crate::caller::{Caller, Rights};
use crate::error::Error;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::json;

const WHAT: &str = "the rights of a person";
const PATH: &str = "/rest/api/3/permissions/check";
const PERMISSION: &str = "ADMINISTER_PROJECTS";

/// How long the app's own token lasts, in seconds.
const LASTS: i64 = 60;

/// The app's own token.
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: i64,
    exp: i64,
    qsh: String,
}

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

pub(super) async fn ask(
    connect: &Connect,
    backend: &Backend,
    tenant: &Tenant,
    caller: &Caller,
) -> Result<Rights, Error> {
    let unusable = || Error::internal("a stored site cannot be asked");
    let url = Url::parse(&tenant.site).and_then(|site| site.join(PATH)).map_err(|_| unusable())?;
    let project: u64 = caller.scope.project.as_str().parse().map_err(|_| unusable())?;
    let question = json!({
        "accountId": caller.account.id,
        "projectPermissions": [{ "permissions": [PERMISSION], "projects": [project] }],
    });
    let question = backend
        .atlassian
        .post(url)
        .header(AUTHORIZATION, authorization(connect, tenant, backend.clock.now().unix())?)
        .header(CONTENT_TYPE, "application/json")
        .body(question.to_string());
    let Answer { status, body } = atlassian::ask(question, WHAT, FOR_RIGHTS).await?;
    if status != 200 {
        return Err(atlassian::useless(WHAT, "its status says nothing about the person"));
    }
    let granted: Granted =
        serde_json::from_slice(&body).map_err(|_| atlassian::useless(WHAT, "it names no permissions"))?;
    let is_this = |grant: &Grant| grant.permission == PERMISSION && grant.projects.contains(&project);
    if granted.permissions.iter().any(is_this) { Ok(Rights::Administer) } else { Err(Error::NotAllowed) }
}

fn authorization(connect: &Connect, tenant: &Tenant, now: i64) -> Result<HeaderValue, Error> {
    let claims = Claims { iss: &connect.app_key, iat: now, exp: now + LASTS, qsh: qsh::hash("POST", "", PATH, "") };
    let key = EncodingKey::from_secret(tenant.secret.as_bytes());
    let unsigned = || Error::internal("the app's token could not be signed");
    let token = encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|_| unsigned())?;
    let mut header = HeaderValue::from_str(&format!("JWT {token}")).map_err(|_| unsigned())?;
    // No part of the client prints a header that is sensitive.
    header.set_sensitive(true);
    Ok(header)
}
