//! Opens the database, and holds what differs between SQLite and PostgreSQL.

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Any, AnyPool, Executor, SqlSafeStr, Transaction};
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database. Clones share its connections.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    pub(super) reading: AnyPool,
    /// SQLite has one writer at a time. A pool of one connection makes writers queue instead of colliding.
    writing: AnyPool,
}

/// How long a request waits for a connection before it fails, and a start before it gives up.
pub const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// Settings of every SQLite connection. With `FULL`, committed data survives a power cut.
const SQLITE_SETTINGS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;";

/// The migrations, in order. Released ones never change, since sqlx compares their checksums.
const SQLITE_SCHEMA: [(&str, &str); 4] = [
    ("connection", include_str!("../../migrations/sqlite/0001_connection.sql")),
    ("connect tenant", include_str!("../../migrations/sqlite/0002_connect_tenant.sql")),
    ("refused at", include_str!("../../migrations/sqlite/0003_refused_at.sql")),
    ("without connect", include_str!("../../migrations/sqlite/0004_without_connect.sql")),
];
const POSTGRES_SCHEMA: [(&str, &str); 4] = [
    ("connection", include_str!("../../migrations/postgres/0001_connection.sql")),
    ("connect tenant", include_str!("../../migrations/postgres/0002_connect_tenant.sql")),
    ("refused at", include_str!("../../migrations/postgres/0003_refused_at.sql")),
    ("without connect", include_str!("../../migrations/postgres/0004_without_connect.sql")),
];

impl Store {
    /// Opens the database at `url` and migrates its schema.
    ///
    /// # Errors
    /// If it can't be reached, or a newer version has migrated it.
    pub async fn open(url: &str) -> Result<Self, sqlx::Error> {
        install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let url = &engine.create_if_missing(url);
        let writing = engine.pool(url, if engine == Engine::Sqlite { 1 } else { 10 }).await?;
        engine.migrator().run(&writing).await?;
        let reading = if engine == Engine::Sqlite { engine.pool(url, 4).await? } else { writing.clone() };
        Ok(Self { engine, reading, writing })
    }

    /// True if the database responds.
    pub async fn responds(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.reading).await.is_ok()
    }

    /// Waits for queries under way, then closes all connections.
    pub async fn close(&self) {
        self.reading.close().await;
        self.writing.close().await;
    }

    pub(super) async fn transaction(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.engine {
            // SQLite's busy timeout applies only if the write lock is taken at the start.
            Engine::Sqlite => self.writing.begin_with("BEGIN IMMEDIATE").await,
            // A write that lost a race must see the new version. At a stricter level, which may be the database's default,
            // it would get an error instead.
            Engine::Postgres => self.writing.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await,
        }
    }
}

impl Engine {
    /// Makes SQLite create a missing file, unless the URL has a mode.
    fn create_if_missing(self, url: &str) -> String {
        match self {
            Self::Sqlite if !url.contains("mode=") => {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            }
            Self::Sqlite | Self::Postgres => url.to_owned(),
        }
    }

    async fn pool(self, url: &str, connections: u32) -> Result<AnyPool, sqlx::Error> {
        let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT);
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
