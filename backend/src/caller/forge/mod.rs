//! Forge: the page in a frame inside Jira, held by our shell.
//!
//! Forge never gives the page a token. The shell has Forge's servers send one request, which carries the Forge Invocation
//! Token and a token of the person. Both are verified here and exchanged for a session.

mod invocation_token;
mod keys;
mod permissions;

use super::{Caller, Rights, name, single_header};
use crate::atlassian::Client;
use crate::clock::Clock;
use crate::config::{Atlassian, Sites};
use crate::error::Error;
use crate::scope::Scope;
use crate::tasks::Tasks;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName};
use contract::settings::{Account, Project};
use invocation_token::{Invocation, rejected};
use keys::Keys;
use reqwest::{RequestBuilder, Url};
use std::sync::Arc;

/// The header with the person's token, which authorizes requests to Jira.
/// Source: Forge Remote's invocation contract, "Headers".
pub const USER_TOKEN: &str = "x-forge-oauth-user";

/// The longest person's token, in bytes.
const MAX_USER_TOKEN: usize = 8 * 1024;

/// The Forge app.
pub struct Forge {
    app_id: String,
    keys: Arc<Keys>,
    sites: Sites,
    api: Url,
    client: Client,
    tasks: Tasks,
    clock: Clock,
}

impl Forge {
    /// The Forge app, if `config` has one.
    #[must_use]
    pub fn new(config: &Atlassian, client: Client, tasks: Tasks, clock: Clock) -> Option<Self> {
        let Atlassian { forge_app_id, forge_keys_url, jira_sites, atlassian_api_url, .. } = config.clone();
        let keys = Arc::new(Keys::new(forge_keys_url, client.clone()));
        Some(Self { app_id: forge_app_id?, keys, sites: jira_sites, api: atlassian_api_url, client, tasks, clock })
    }

    /// The person and project that `headers` prove.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] for any fault of the Invocation Token, [`Error::NotAllowed`] if the person doesn't
    /// administer the project, and [`Error::JiraUnreachable`] if Jira couldn't be asked, for example because the
    /// person's token is missing.
    pub async fn authenticate(&self, headers: &HeaderMap) -> Result<Caller, Error> {
        let now = self.clock.now();
        let token = single_header(headers, &AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let token = token.ok_or_else(|| rejected("it is missing"))?;
        // A task, so that a client that disconnects doesn't cancel the fetch for others.
        let (keys, id) = (Arc::clone(&self.keys), invocation_token::key_id(token)?);
        let key = self.tasks.run(async move { keys.find(&id, now).await }).await?;
        let invocation = invocation_token::verify(token, &key, &self.app_id, now)?;
        if !self.sites.contain(&invocation.site) {
            return Err(rejected("its site is not in CHAT_JIRA_SITES"));
        }
        let person = single_header(headers, &HeaderName::from_static(USER_TOKEN));
        let person = person.filter(|token| (1..=MAX_USER_TOKEN).contains(&token.len())).ok_or_else(no_user_token)?;
        let jira = |resource: &str| self.jira_request(&invocation.cloud_id, resource, person);
        let permissions =
            jira(&format!("mypermissions?projectId={}&permissions=ADMINISTER_PROJECTS", invocation.project));
        let name = async { Ok(name::fetch(jira("myself"), &invocation.account).await) };
        // If the person isn't allowed, this doesn't wait for the name.
        let ((), name) = tokio::try_join!(permissions::require_admin(permissions), name)?;
        let caller = caller(invocation, name);
        // Who it was is only in the audit log.
        let Caller { scope: Scope { tenant, project }, installation, .. } = &caller;
        tracing::info!(tenant, project = project.as_str(), installation, "a Forge session starts");
        Ok(caller)
    }

    /// A request to Jira's REST API on the site with this cloud ID, authorized by the person's token. Both `resource`
    /// (path and query) and the cloud ID have only plain characters.
    fn jira_request(&self, cloud_id: &str, resource: &str, person: &str) -> RequestBuilder {
        let mut url = self.api.clone();
        let (path, query) = resource.split_once('?').map_or((resource, None), |(path, query)| (path, Some(query)));
        url.set_path(&format!("{}/ex/jira/{cloud_id}/rest/api/3/{path}", self.api.path().trim_end_matches('/')));
        url.set_query(query);
        // `bearer_auth` marks the header as sensitive, so that the client never prints it.
        self.client.get(url).bearer_auth(person)
    }
}

/// Without the token Jira can't be asked, which says nothing about the person.
fn no_user_token() -> Error {
    tracing::warn!(header = USER_TOKEN, "Forge sent no user token, or one that cannot be used");
    Error::JiraUnreachable
}

fn caller(invocation: Invocation, name: Option<String>) -> Caller {
    let Invocation { cloud_id, project, key, site, account, installation } = invocation;
    Caller {
        scope: Scope { tenant: format!("forge:{cloud_id}"), project },
        shown: Project { key, name: None, site: Some(site.authority().to_owned()) },
        account: Account { id: account, name },
        rights: Rights::Administer,
        installation: Some(installation),
    }
}
