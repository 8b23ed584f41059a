//! From configuration to a running service, and to its end.

use crate::atlassian;
use crate::caller::Sessions;
use crate::caller::connect::{self, Connect};
use crate::caller::forge::Forge;
use crate::caller::standalone::Admission;
use crate::clock::Clock;
use crate::config::{Config, Origin, variable};
use crate::flight::Flights;
use crate::gate::Names;
use crate::graph::Client;
use crate::limit::Limiter;
use crate::secret::{self, Keyring};
use crate::store::{self, Store};
use crate::tasks::Tasks;
use crate::{Backend, app};
use contract::settings::Graph;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// Why the backend does not run. Both hold a sentence for the person who started it.
#[derive(Debug)]
pub enum Failed {
    /// A setting is wrong.
    Misused(String),
    /// The world is not as it has to be.
    Broken(String),
}

/// How long after old writes were forgotten it is done again.
const HOUR: Duration = Duration::from_hours(1);

/// How long closing the database may take: a connection on which it does not answer closes never.
const CLOSING: Duration = Duration::from_secs(3);

/// The shortest proxy secret, in bytes.
const SHORTEST_SECRET: usize = 16;

/// Makes everything that a request may need, for a backend that listens at `address`.
///
/// # Errors
/// A sentence on what is wrong.
pub async fn prepare(config: Config, address: SocketAddr, clock: Clock) -> Result<Arc<Backend>, Failed> {
    let keys_setting = config.keys.setting();
    let keys = secret::load(&config.keys).map_err(|unusable| misused(keys_setting, &unusable.to_string()))?;
    let admission = match &config.proxy_secret_file {
        Some(path) => Admission::Proxy(proxy_secret(path)?),
        None if config.is_private() => Admission::Everybody,
        None => Admission::Nobody,
    };
    let store = Store::open(&config.database_url).await.map_err(no_database)?;
    refuse_lost_keys(&store, &keys, keys_setting).await?;
    connect::reseal(&store, &keys).await.map_err(no_database)?;
    let graph = Client::new(&config.graph, clock.clone()).map_err(no_certificates)?;
    let atlassian = atlassian::Client::new().map_err(no_certificates)?;
    let (forge, connect, sites, api) =
        (config.atlassian.forge, config.atlassian.connect, config.atlassian.sites, config.atlassian.api_url);
    let base_url = config.public_origin.as_ref().map_or_else(|| format!("http://{address}"), |o| o.as_str().to_owned());
    if !config.public_dir.join("index.html").is_file() {
        tracing::warn!(
            setting = variable::PUBLIC_DIR.name,
            "there is no built page in the folder; only the API is served"
        );
    }
    Ok(Arc::new(Backend {
        forge: forge.map(|forge| Forge::new(forge, api, atlassian.clone())),
        connect: connect.map(|connect| Connect::new(connect, base_url, atlassian.clone())),
        sites,
        atlassian,
        graph,
        who_answers: if config.graph.is_meta() { Graph::Meta } else { Graph::Sandbox },
        store,
        keys,
        sessions: Sessions::lasting(config.session),
        admission,
        limiter: Limiter::new(config.limits),
        flights: Flights::default(),
        tasks: Tasks::within(config.request_timeout),
        names: Names::new(address, config.public_origin.as_ref()),
        is_https: config.public_origin.as_ref().is_some_and(Origin::is_https),
        request_timeout: config.request_timeout,
        public_dir: config.public_dir,
        clock,
    }))
}

/// Serves until `stop` completes; then ends what was begun, and closes the database.
///
/// # Errors
/// Where the socket fails as a whole.
pub async fn serve(
    listener: TcpListener,
    backend: Arc<Backend>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failed> {
    let (tell, mut told) = watch::channel(());
    let server = axum::serve(listener, app(&backend)).with_graceful_shutdown(async move {
        stop.await;
        tracing::info!("stopping: what was begun is finished");
        tell.send_replace(());
    });
    // A client that sends nothing must not keep the process: nothing takes longer than a request may.
    let patience = async {
        let _told = told.changed().await;
        sleep(backend.request_timeout + Duration::from_secs(1)).await;
    };
    let ended = tokio::select! {
        ended = server.into_future() => ended,
        () = patience => Ok(()),
        never = forget_hourly(&backend) => match never {},
    };
    // The last request may have begun its task at its very end, and the task has as long again.
    let _done_or_elapsed = timeout(backend.request_timeout, backend.tasks.done()).await;
    if timeout(CLOSING, backend.store.close()).await.is_err() {
        tracing::warn!("the database does not answer; its connections are cut off");
    }
    ended.map_err(|error| Failed::Broken(format!("The network failed: {error}.")))
}

/// Forgets completed writes in time also where nobody writes any more: at once, and then every hour.
async fn forget_hourly(backend: &Backend) -> Infallible {
    loop {
        if let Err(error) = backend.store.forget_old(backend.clock.now()).await {
            tracing::warn!(%error, "completed writes could not be forgotten; the next hour tries again");
        }
        sleep(HOUR).await;
    }
}

/// The sentence for a socket that cannot be opened.
#[must_use]
pub fn no_socket(address: SocketAddr, error: &io::Error) -> Failed {
    Failed::Broken(if error.kind() == io::ErrorKind::AddrInUse {
        format!(
            "The backend cannot listen on {address} because another program already does: stop that program, \
             or set {} to another port.",
            variable::LISTEN.name
        )
    } else {
        format!("The backend cannot listen on {address}: {error}.")
    })
}

fn misused(name: &str, because: &str) -> Failed {
    Failed::Misused(format!("{name} {because}. `backend --help` lists all settings."))
}

/// The database's own words may repeat its URL, which may hold a password. Only those are told that cannot, and the
/// others stand in no log either.
fn no_database(error: sqlx::Error) -> Failed {
    let name = variable::DATABASE_URL.name;
    let why = match error {
        sqlx::Error::Configuration(_) => return misused(name, "has a part that its kind of database does not know"),
        sqlx::Error::Database(_) | sqlx::Error::Migrate(_) | sqlx::Error::Io(_) => format!(": {error}"),
        sqlx::Error::PoolTimedOut => format!(": it did not answer within {} seconds", store::PATIENCE.as_secs()),
        // These words may repeat a certificate of the URL.
        sqlx::Error::Tls(_) => ": either it speaks no TLS, or the certificates for it cannot be used".to_owned(),
        _ => String::new(),
    };
    Failed::Broken(format!("The database of {name} cannot be opened{why}."))
}

fn proxy_secret(path: &Path) -> Result<Vec<u8>, Failed> {
    let name = variable::PROXY_SECRET_FILE.name;
    let text = fs::read_to_string(path)
        .map_err(|error| misused(name, &format!("names a file that cannot be read: {error}")))?;
    let secret = text.trim().as_bytes().to_vec();
    if secret.len() < SHORTEST_SECRET {
        return Err(misused(name, &format!("names a file with fewer than {SHORTEST_SECRET} characters")));
    }
    Ok(secret)
}

fn no_certificates(_: reqwest::Error) -> Failed {
    Failed::Broken("The system has no certificates that TLS could trust.".to_owned())
}

/// A stored token whose key is gone would be found out only when somebody needs it.
async fn refuse_lost_keys(store: &Store, keys: &Keyring, setting: &str) -> Result<(), Failed> {
    let in_use = store.keys_in_use().await.map_err(no_database)?;
    match in_use.iter().find(|id| keys.get(id).is_none()) {
        None => Ok(()),
        Some(id) => Err(misused(
            setting,
            &format!(
                "lacks the key {id}, with which stored secrets are sealed: put its line back below the current one"
            ),
        )),
    }
}
