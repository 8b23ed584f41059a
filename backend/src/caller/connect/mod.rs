//! Connect: the page in a frame inside Jira, opened by an app that the site has installed. Connect ends on 2027-01-31.
//!
//! | part | does |
//! |---|---|
//! | `descriptor` | what the app tells Connect of itself |
//! | `lifecycle` | a site installs the app, and shares a secret with it; a site removes the app |
//! | `install_keys` | the keys with which Connect signs those two |
//! | `token` | JWTs signed with the shared secret: of a page in Jira, and of an address that opens a frame |
//! | `question` | questions to a site, signed by the app |
//! | `rights` | whether a person administers a project, asked as the app |
//! | `qsh` | the hash that binds a JWT to a request |

mod descriptor;
mod install_keys;
mod lifecycle;
mod qsh;
mod question;
mod rights;
mod token;

pub use lifecycle::{Installed, Uninstalled};

use super::{Caller, Rights, jwt, name};
use crate::Backend;
use crate::atlassian::Client;
use crate::config;
use crate::error::Error;
use crate::scope::Scope;
use crate::secret::{Keyring, Unsealable, open_for_tenant, seal_for_tenant};
use crate::store::{ConnectTenant, Store};
use axum::http::{HeaderMap, Uri};
use contract::settings::{Account, Project};
use install_keys::InstallKeys;
use question::App;
use std::sync::Arc;

/// The field in which a shared secret is sealed.
const SECRET_FIELD: &str = "connect_shared_secret";

/// The Connect app.
pub struct Connect {
    app_key: String,
    /// The address of this backend, as Atlassian knows it: an origin.
    base_url: String,
    install_keys: Arc<InstallKeys>,
    script_url: String,
    script_origin: String,
}

/// A site that has the app, and the secret that it shares with us.
struct Tenant {
    client_key: String,
    site: String,
    secret: String,
}

impl Connect {
    /// The app that `config` names, at `base_url`.
    #[must_use]
    pub fn new(config: config::Connect, base_url: String, client: Client) -> Self {
        let config::Connect { app_key, keys_url, script_url, script_origin } = config;
        Self {
            app_key,
            base_url,
            install_keys: Arc::new(InstallKeys::new(keys_url, client)),
            script_url: script_url.into(),
            script_origin: script_origin.as_str().to_owned(),
        }
    }

    /// Where the script for the frame is.
    #[must_use]
    pub fn script_url(&self) -> &str {
        &self.script_url
    }

    /// Its origin.
    #[must_use]
    pub fn script_origin(&self) -> &str {
        &self.script_origin
    }

    /// What the app tells Connect of itself, as JSON.
    #[must_use]
    pub fn descriptor(&self) -> serde_json::Value {
        descriptor::describe(&self.app_key, &self.base_url)
    }

    /// A site installs the app.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where Connect has not signed it, or has signed it before.
    pub async fn install(
        &self,
        backend: &Backend,
        headers: &HeaderMap,
        uri: &Uri,
        told: Installed,
    ) -> Result<(), Error> {
        lifecycle::install(self, backend, headers, uri, told).await
    }

    /// A site removes the app.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where Connect has not signed it, or signed a later install.
    pub async fn uninstall(
        &self,
        backend: &Backend,
        headers: &HeaderMap,
        uri: &Uri,
        told: Uninstalled,
    ) -> Result<(), Error> {
        lifecycle::uninstall(self, backend, headers, uri, told).await
    }

    /// The person and project that a context JWT proves, with the right to look.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] for any fault of it.
    pub async fn caller(&self, backend: &Backend, token: &str) -> Result<Caller, Error> {
        let tenant = tenant_of(backend, token).await?;
        let person = token::of_a_page(token, &tenant, backend.clock.now())?;
        let site = jwt::origin(&tenant.site)?;
        Ok(Caller {
            scope: Scope { tenant: scope_name(&tenant.client_key), project: person.project },
            shown: Project { key: person.key, name: None, site: Some(site.authority().to_owned()) },
            account: Account { id: person.account, name: None },
            rights: Rights::View,
            installation: None,
        })
    }

    /// `caller` with the rights that they have by Jira's word of this moment and, for a request that `keeps_who`, with
    /// their name where Jira tells it as soon.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where they do not administer the project, [`Error::JiraUnreachable`] where Jira could not
    /// be asked, [`Error::SessionEnded`] where the site has removed the app by now.
    pub async fn with_rights(&self, backend: &Backend, caller: Caller, keeps_who: bool) -> Result<Caller, Error> {
        let client_key = caller.scope.tenant.strip_prefix(PREFIX).unwrap_or_default();
        let tenant = load(backend, client_key).await?;
        let app = App { connect: self, backend, tenant: &tenant };
        let id = &caller.account.id;
        let question = keeps_who.then(|| app.get(USER, &[("accountId", id)])).transpose()?;
        let name = async {
            match question {
                Some(question) => Ok(name::ask(question, id).await),
                None => Ok(None),
            }
        };
        // A refusal waits for no name.
        let (rights, name) = tokio::try_join!(rights::ask(app, &caller), name)?;
        let account = Account { name, id: caller.account.id };
        Ok(Caller { rights, account, ..caller })
    }

    /// The site whose frame the address `path` with `query` was made for, as it stands in a policy: `None` where no
    /// site of ours has signed it.
    pub async fn parent(&self, backend: &Backend, path: &str, query: &str) -> Option<String> {
        let token = token::in_query(query)?;
        let tenant = tenant_of(backend, &token).await.ok()?;
        token::of_an_address(&token, &tenant, path, query, backend.clock.now()).ok()?;
        Some(tenant.site)
    }
}

/// Where a site tells of a person.
const USER: &str = "/rest/api/3/user";

/// The tenants of Connect begin so.
const PREFIX: &str = "connect:";

fn scope_name(client_key: &str) -> String {
    format!("{PREFIX}{client_key}")
}

/// The site that `token` says it comes from, which is believed once its secret has proved it.
async fn tenant_of(backend: &Backend, token: &str) -> Result<Tenant, Error> {
    load(backend, &token::issuer(jwt::of_good_length(token)?)?).await
}

async fn load(backend: &Backend, client_key: &str) -> Result<Tenant, Error> {
    let found = backend.store.connect_tenant(client_key).await?;
    let ConnectTenant { client_key, site, secret, .. } = found.ok_or_else(|| jwt::refused("its site is unknown"))?;
    let sealed = secret.ok_or_else(|| jwt::refused("its site has removed the app"))?;
    let opened = open_for_tenant(&backend.keys, &scope_name(&client_key), SECRET_FIELD, &sealed);
    let secret = opened.map_err(|_| Error::internal("a shared secret does not open"))?;
    // Which sites are believed may have changed since the install.
    let is_believed = backend.sites.have(&jwt::origin(&site)?);
    if is_believed {
        Ok(Tenant { client_key, site, secret })
    } else {
        Err(jwt::refused("its site is believed no more"))
    }
}

/// Seals every shared secret with the current key. Keys change only with a start, so that is when it is called.
///
/// # Errors
/// Where the database fails.
pub async fn reseal(store: &Store, keys: &Keyring) -> Result<(), sqlx::Error> {
    for ConnectTenant { client_key, secret, .. } in store.connect_tenants_not_sealed_with(&keys.current().id).await? {
        let Some(sealed) = secret else { continue };
        let name = scope_name(&client_key);
        let opened = open_for_tenant(keys, &name, SECRET_FIELD, &sealed);
        match opened.and_then(|secret| seal_for_tenant(keys, &name, SECRET_FIELD, &secret)) {
            Ok(renewed) => store.reseal_connect_tenant(&client_key, &sealed, &renewed).await?,
            // Its requests will say so too; the other sites go on working.
            Err(Unsealable) => tracing::error!(client_key, "a shared secret does not open"),
        }
    }
    Ok(())
}
