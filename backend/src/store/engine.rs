//! Opening the database, and what differs between the two.

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyPool, Executor, SqlSafeStr, Transaction};
use std::time::Duration;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside this process.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The database.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    pub(super) reading: AnyPool,
    /// SQLite has one writer at a time; a pool of one connection lets them queue in order instead of colliding.
    writing: AnyPool,
}

/// How long a request waits for a connection before it is told that the backend cannot work, and a start before it
/// gives up.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// What every connection to SQLite is told first. With `FULL`, what was committed survives a power cut.
const SQLITE_SETTINGS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;";

/// What is done to a database, in order; what stands in a released version is never changed.
const SQLITE_SCHEMA: [(&str, &str); 3] = [
    ("connection", include_str!("../../migrations/sqlite/0001_connection.sql")),
    ("connect tenant", include_str!("../../migrations/sqlite/0002_connect_tenant.sql")),
    ("refused at", include_str!("../../migrations/sqlite/0003_refused_at.sql")),
];
const POSTGRES_SCHEMA: [(&str, &str); 3] = [
    ("connection", include_str!("../../migrations/postgres/0001_connection.sql")),
    ("connect tenant", include_str!("../../migrations/postgres/0002_connect_tenant.sql")),
    ("refused at", include_str!("../../migrations/postgres/0003_refused_at.sql")),
];

impl Store {
    /// Opens the database at `url` and brings its schema up to date.
    ///
    /// # Errors
    /// Where it cannot be reached, or holds a schema that this version does not know.
    pub async fn open(url: &str) -> Result<Self, sqlx::Error> {
        install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let url = &engine.made_on_first_use(url);
        let writing = engine.pool(url, if engine == Engine::Sqlite { 1 } else { 10 }).await?;
        engine.migrator().run(&writing).await?;
        let reading = if engine == Engine::Sqlite { engine.pool(url, 4).await? } else { writing.clone() };
        Ok(Self { engine, reading, writing })
    }

    /// True when it answers.
    pub async fn answers(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.reading).await.is_ok()
    }

    /// Waits for what is under way, and closes.
    pub async fn close(&self) {
        self.reading.close().await;
        self.writing.close().await;
    }

    pub(super) async fn transaction(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.engine {
            // Taking the write lock at once, rather than at the first write, is what SQLite waits for patiently.
            Engine::Sqlite => self.writing.begin_with("BEGIN IMMEDIATE").await,
            // Whoever was overtaken finds another version, and is told so; at a stricter level, which a database may have
            // as its default, it would find an error instead.
            Engine::Postgres => self.writing.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await,
        }
    }
}

impl Engine {
    /// A file that is not there yet is made, unless the URL says how it is to be opened.
    fn made_on_first_use(self, url: &str) -> String {
        match self {
            Self::Sqlite if !url.contains("mode=") => {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            }
            Self::Sqlite | Self::Postgres => url.to_owned(),
        }
    }

    async fn pool(self, url: &str, connections: u32) -> Result<AnyPool, sqlx::Error> {
        let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        let options = options.after_connect(move |connection, _metadata| {
            Box::pin(async move {
                if self == Self::Sqlite {
                    connection.execute(SQLITE_SETTINGS).await?;
                }
                Ok(())
            })
        });
        options.connect(url).await
    }

    fn migrator(self) -> Migrator {
        let schema = match self {
            Self::Sqlite => SQLITE_SCHEMA,
            Self::Postgres => POSTGRES_SCHEMA,
        };
        let migrations = (1..).zip(schema).map(|(number, (name, text))| {
            Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false)
        });
        Migrator::with_migrations(migrations.collect())
    }
}
