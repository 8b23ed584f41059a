//! Forge: the page in a frame that our shell holds, inside Jira.
//!
//! Forge never gives the page a token. It lets the shell have one request sent from its own servers, which carries the
//! Forge Invocation Token (FIT) and a token of the person. Both are verified here and traded for a session.

mod invocation;
mod keys;
mod rights;

use super::{Caller, Rights, jwt, name};
use crate::Backend;
use crate::atlassian::Client;
use crate::config;
use crate::error::Error;
use crate::scope::Scope;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName};
use contract::request::Session;
use contract::settings::{Account, Project};
use invocation::Invocation;
use keys::Keys;
use reqwest::{RequestBuilder, Url};
use std::sync::Arc;

/// The person's token, by which Jira is asked for their rights.
/// Source: Forge Remote's invocation contract, "Headers".
pub const USER_TOKEN: &str = "x-forge-oauth-user";

/// The longest person's token, in bytes.
const LONGEST: usize = 8 * 1024;

/// The Forge app.
pub struct Forge {
    app_id: String,
    keys: Arc<Keys>,
    api: Url,
    shells: String,
}

impl Forge {
    /// The app that `config` names; `api` is Atlassian's.
    #[must_use]
    pub fn new(config: config::Forge, api: Url, client: Client) -> Self {
        let config::Forge { app_id, keys_url, shells } = config;
        Self { app_id, keys: Arc::new(Keys::new(keys_url, client)), api, shells: shells.in_policy() }
    }

    /// The origins that may hold the shell, as they stand in a policy.
    #[must_use]
    pub fn shells(&self) -> &str {
        &self.shells
    }

    /// A session for the person and project that `headers` prove.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] for any fault of the Invocation Token, [`Error::NotAllowed`] without the right to
    /// administer the project, [`Error::JiraUnreachable`] where Atlassian could not be asked, also for want of the
    /// person's token.
    pub async fn open(&self, backend: &Backend, headers: &HeaderMap) -> Result<Session, Error> {
        let now = backend.clock.now();
        let token = super::single(headers, &AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let token = jwt::of_good_length(token.ok_or_else(|| jwt::refused("there is none"))?)?;
        // Whoever leaves while the keys are fetched takes them from nobody who comes next.
        let (keys, id) = (Arc::clone(&self.keys), invocation::key_id(token)?);
        let key = backend.tasks.finish(async move { keys.find(&id, now).await }).await?;
        let invocation = invocation::verify(token, &key, &self.app_id, now)?;
        if !backend.sites.have(&invocation.site) {
            return Err(jwt::refused("its site is none of CHAT_JIRA_SITES"));
        }
        let person = super::single(headers, &HeaderName::from_static(USER_TOKEN));
        let person = person.filter(|token| (1..=LONGEST).contains(&token.len())).ok_or_else(no_token_of_the_person)?;
        let ask = |resource: &str| self.question(&backend.atlassian, &invocation.cloud_id, resource, person);
        let rights = ask(&format!("mypermissions?projectId={}&permissions=ADMINISTER_PROJECTS", invocation.project));
        let name = async { Ok(name::ask(ask("myself"), &invocation.account).await) };
        // A refusal waits for no name.
        let ((), name) = tokio::try_join!(rights::administers(rights), name)?;
        let caller = admitted(invocation, name);
        // Whoever looks for one installation's visits finds them here; who it was stands in the audit log.
        let Caller { scope: Scope { tenant, project }, installation, .. } = &caller;
        tracing::info!(tenant, project = project.as_str(), installation, "a session begins");
        backend.sessions.open(&backend.keys, caller, now)
    }

    /// A question to Jira's API on the site of this cloud, asked by the person whose token it is. `resource`, path and
    /// query, is of plain words, and so is the ID by now.
    fn question(&self, client: &Client, cloud_id: &str, resource: &str, person: &str) -> RequestBuilder {
        let mut url = self.api.clone();
        let (path, query) = resource.split_once('?').map_or((resource, None), |(path, query)| (path, Some(query)));
        url.set_path(&format!("{}/ex/jira/{cloud_id}/rest/api/3/{path}", self.api.path().trim_end_matches('/')));
        url.set_query(query);
        // `bearer_auth` marks the header as sensitive, so that no part of the client prints it.
        client.get(url).bearer_auth(person)
    }
}

/// Without it Jira cannot be asked, which says nothing about the person.
fn no_token_of_the_person() -> Error {
    tracing::warn!(header = USER_TOKEN, "Forge sent no token of the person, or one that cannot be used");
    Error::JiraUnreachable
}

fn admitted(invocation: Invocation, name: Option<String>) -> Caller {
    let Invocation { cloud_id, project, key, site, account, installation } = invocation;
    Caller {
        scope: Scope { tenant: format!("forge:{cloud_id}"), project },
        shown: Project { key, name: None, site: Some(site.authority().to_owned()) },
        account: Account { id: account, name },
        rights: Rights::Administer,
        installation: Some(installation),
    }
}
