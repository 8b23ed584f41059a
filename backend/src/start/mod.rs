//! From settings to an [`App`].

mod error;

pub use error::{StartError, no_socket};

use crate::app::App;
use crate::atlassian;
use crate::caller::Sessions;
use crate::caller::forge::Forge;
use crate::caller::standalone::StandaloneAuth;
use crate::clock::Clock;
use crate::config::{Config, Origin};
use crate::connection::Connections;
use crate::crypto::{self, Keyring};
use crate::graph::Client;
use crate::idempotency::InFlightSaves;
use crate::limit::Limiter;
use crate::middleware::{AllowedHosts, Framing, Rules};
use crate::routes::AppState;
use crate::store::{ConnectData, Store};
use crate::tasks::Tasks;
use contract::settings::Graph;
use error::{no_certificates, no_database};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

/// The shortest proxy secret, in bytes.
const MIN_PROXY_SECRET: usize = 16;

/// Prepares a backend that listens on `address`.
///
/// # Errors
/// What is wrong, as a sentence.
pub async fn prepare(config: Config, address: SocketAddr, clock: Clock) -> Result<App, StartError> {
    let source = config.key_source();
    let keys = crypto::load(&source).map_err(|error| StartError::setting(source.setting(), error.to_string()))?;
    let standalone = match &config.proxy_secret_file {
        Some(path) => StandaloneAuth::Proxy(proxy_secret(path)?),
        None if config.is_private() => StandaloneAuth::Open,
        None => StandaloneAuth::Off,
    };
    let store = Store::open(&config.database_url).await.map_err(no_database)?;
    check_keys(&store, &keys, source.setting()).await?;
    warn(&config, store.connect_data().await.map_err(no_database)?);

    let (keys, tasks) = (Arc::new(keys), Tasks::with_limit(config.request_timeout));
    let graph = Client::new(&config.graph, clock.clone()).map_err(no_certificates)?;
    let atlassian = atlassian::Client::new().map_err(no_certificates)?;
    let forge = Forge::new(&config.atlassian, atlassian, tasks.clone(), clock.clone());
    let framing = forge.is_some().then(|| {
        let (sites, shells) = (&config.atlassian.jira_sites, &config.atlassian.forge_shells);
        format!("{} {}", sites.in_policy(), shells.in_policy())
    });
    let connections = Connections {
        store: store.clone(),
        keys: Arc::clone(&keys),
        graph,
        graph_environment: if config.graph.is_meta() { Graph::Meta } else { Graph::Sandbox },
        limiter: Limiter::new(config.limits),
        in_flight: InFlightSaves::default(),
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let rules = Rules {
        hosts: AllowedHosts::new(address, config.public_origin.as_ref()),
        framing: Framing::new(framing),
        is_https: config.public_origin.as_ref().is_some_and(Origin::is_https),
        request_timeout: config.request_timeout,
    };
    let state = AppState {
        connections: Arc::new(connections),
        sessions: Arc::new(Sessions::new(keys, clock.clone(), config.session)),
        standalone: Arc::new(standalone),
        forge: forge.map(Arc::new),
        store,
    };
    Ok(App { state, rules: Arc::new(rules), public_dir: config.public_dir, tasks, clock })
}

/// Deletes the data of Atlassian Connect sites. Returns a sentence on what was deleted.
///
/// # Errors
/// If the database can't be opened or fails.
pub async fn forget_connect(config: &Config) -> Result<String, StartError> {
    let store = Store::open(&config.database_url).await.map_err(no_database)?;
    let deleted = store.forget_connect().await.map_err(no_database)?;
    store.close().await;
    let ConnectData { connections, installations } = deleted;
    Ok(format!("Deleted the data of Atlassian Connect (connections: {connections}, installations: {installations})."))
}

/// Logs what works, but may not be what was meant.
fn warn(config: &Config, connect: ConnectData) {
    if !config.public_dir.join("index.html").is_file() {
        tracing::warn!(setting = "CHAT_PUBLIC_DIR", "the folder has no built page, so only the API is served");
    }
    if config.has_connect_settings {
        tracing::warn!("CHAT_CONNECT_* settings are ignored: Atlassian Connect is not supported anymore");
    }
    let ConnectData { connections, installations } = connect;
    if connections > 0 || installations > 0 {
        tracing::warn!(
            connections,
            installations,
            "the database has data of Atlassian Connect sites, whose admins must paste their tokens again in the Forge \
             app; `backend forget --connect` deletes it"
        );
    }
}

fn proxy_secret(path: &Path) -> Result<Vec<u8>, StartError> {
    const NAME: &str = "CHAT_PROXY_SECRET_FILE";
    let text = fs::read_to_string(path)
        .map_err(|error| StartError::setting(NAME, format!("names a file that can't be read: {error}")))?;
    let secret = text.trim().as_bytes().to_vec();
    if secret.len() < MIN_PROXY_SECRET {
        let because = format!("names a file with fewer than {MIN_PROXY_SECRET} characters");
        return Err(StartError::setting(NAME, because));
    }
    Ok(secret)
}

/// Rejects a keyring without the key of a stored token, which otherwise would go unnoticed until the token is needed.
async fn check_keys(store: &Store, keys: &Keyring, setting: &str) -> Result<(), StartError> {
    let in_use = store.keys_in_use().await.map_err(no_database)?;
    match in_use.iter().find(|id| keys.get(id).is_none()) {
        None => Ok(()),
        Some(id) => {
            let because =
                format!("lacks the key {id}, which stored tokens need: add its line back below the current one");
            Err(StartError::setting(setting, because))
        }
    }
}
