//! Both databases behave alike: one suite for both.

use crate::world::World;
use backend::crypto::Sealed;
use backend::scope::Scope;
use backend::store::{AuditEntry, IdempotentResponse, Store, StoredConnection};
use contract::finding::Finding;
use contract::report::{App, Facts, TokenReport};
use contract::settings::{Account, ProjectKey};
use contract::timestamp::Timestamp;
use sqlx::{AnyPool, AssertSqlSafe};
use tempfile::TempDir;

/// An empty database. It is deleted with its folder, or with the server that the tests are given.
pub(crate) struct DatabaseUrl {
    pub(crate) text: String,
    _folder: Option<TempDir>,
}

impl DatabaseUrl {
    pub(crate) fn is_sqlite(&self) -> bool {
        self.text.starts_with("sqlite:")
    }
}

/// An empty SQLite, and an empty PostgreSQL if there is one.
pub(crate) async fn database_urls() -> Vec<DatabaseUrl> {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("sqlite:{}", folder.path().join("chat.db").display());
    let sqlite = DatabaseUrl { text, _folder: Some(folder) };
    [sqlite].into_iter().chain(postgres_url().await).collect()
}

/// An empty PostgreSQL, if there is one.
pub(crate) async fn postgres_url() -> Option<DatabaseUrl> {
    let cluster = std::env::var("CHAT_TEST_POSTGRES_URL").ok()?;
    sqlx::any::install_default_drivers();
    let name = format!("chat_{:016x}", fastrand::u64(..));
    let pool = AnyPool::connect(&cluster).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&pool).await.unwrap();
    pool.close().await;
    let mut url = reqwest::Url::parse(&cluster).unwrap();
    url.set_path(&name);
    Some(DatabaseUrl { text: url.into(), _folder: None })
}

fn scope(tenant: &str, project: &str) -> Scope {
    Scope { tenant: tenant.into(), project: ProjectKey::parse(project).unwrap() }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix(seconds).unwrap()
}

fn stored(fingerprint: u8, full: bool) -> StoredConnection {
    let app = App { id: "634974688087057".into(), name: full.then(|| "Acme — Süd 💬".into()) };
    let facts = Facts { app: Some(app.clone()), ..Facts::default() };
    StoredConnection {
        sealed: Sealed { key_id: "k1".into(), text: "v4.local.AAAA".into() },
        fingerprint: vec![fingerprint; 32],
        last_four: "Z001".into(),
        app: full.then_some(app),
        saved_by: Account { id: "local".into(), name: full.then(|| "Amira".into()) },
        saved_at: at(1_000),
        accepted_at: full.then(|| at(2_000)),
        refused_at: full.then(|| at(1_500)),
        report: TokenReport::new(at(1_000), [Finding::Reached, Finding::Accepted], facts),
    }
}

/// A stored connection, in a form that can be compared.
fn told(stored: &StoredConnection) -> String {
    format!("{stored:?}")
}

#[tokio::test]
async fn a_write_is_read_back_only_in_its_own_project() {
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let home = scope("one", "SUP");
        assert_eq!(store.load(&home).await.unwrap().version, 0);
        for (version, full) in [(0, true), (1, false)] {
            let mut write = store.write().await.unwrap();
            assert!(write.replace(&home, version, Some(&stored(1, full))).await.unwrap());
            write.commit().await.unwrap();
            let row = store.load(&home).await.unwrap();
            assert_eq!((row.version, told(&row.stored.unwrap())), (version + 1, told(&stored(1, full))));
        }
        for other in [scope("two", "SUP"), scope("one", "HR")] {
            assert!(store.load(&other).await.unwrap().stored.is_none());
        }
        let mut write = store.write().await.unwrap();
        assert!(write.replace(&home, 2, None).await.unwrap());
        write.commit().await.unwrap();
        let row = store.load(&home).await.unwrap();
        assert_eq!((row.version, row.stored.is_none()), (3, true));
        assert_eq!(store.keys_in_use().await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_different_version_is_not_overwritten() {
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let home = scope("one", "SUP");
        let mut write = store.write().await.unwrap();
        assert!(!write.replace(&home, 7, Some(&stored(1, true))).await.unwrap());
        assert!(write.replace(&home, 0, Some(&stored(1, true))).await.unwrap());
        write.commit().await.unwrap();
        let mut write = store.write().await.unwrap();
        assert!(!write.replace(&home, 0, Some(&stored(2, true))).await.unwrap());
        assert!(!write.renew(&home, 2, &stored(2, true)).await.unwrap());
        assert!(write.renew(&home, 1, &stored(3, true)).await.unwrap());
        write.commit().await.unwrap();
        let row = store.load(&home).await.unwrap();
        assert_eq!((row.version, row.stored.unwrap().fingerprint[0]), (1, 3));
    }
}

#[tokio::test]
async fn a_dropped_write_writes_nothing() {
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let home = scope("one", "SUP");
        let mut write = store.write().await.unwrap();
        assert!(write.replace(&home, 0, Some(&stored(1, true))).await.unwrap());
        let entry = AuditEntry {
            at: at(1),
            account: "local",
            action: "save",
            outcome: "x",
            request_id: "r",
            token_hash: Some(vec![1]),
        };
        write.audit(&home, &entry).await.unwrap();
        drop(write);
        assert_eq!(store.load(&home).await.unwrap().version, 0);
        // The next write isn't blocked.
        store.audit(&home, &entry).await.unwrap();
        let pool = AnyPool::connect(&url.text).await.unwrap();
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM audit").fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 1);
    }
}

#[tokio::test]
async fn fingerprints_are_searched_in_other_projects_of_the_tenant() {
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let mut write = store.write().await.unwrap();
        assert!(write.replace(&scope("one", "SUP"), 0, Some(&stored(1, true))).await.unwrap());
        write.commit().await.unwrap();
        let used = async |scope: Scope, marks: &[Vec<u8>]| store.used_elsewhere(&scope, marks).await.unwrap();
        assert!(used(scope("one", "HR"), &[vec![1; 32]]).await);
        assert!(used(scope("one", "HR"), &[vec![9; 32], vec![1; 32]]).await);
        assert!(!used(scope("one", "HR"), &[vec![9; 32]]).await);
        assert!(!used(scope("one", "SUP"), &[vec![1; 32]]).await);
        assert!(!used(scope("two", "HR"), &[vec![1; 32]]).await);
    }
}

#[tokio::test]
async fn responses_are_kept_for_a_day() {
    const DAY: i64 = 86_400;
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let home = scope("one", "SUP");
        let kept = IdempotentResponse { request_hash: vec![1, 2], version: 1, body: "{}".into() };
        let keep = async |key: &str, seconds: i64| {
            let mut write = store.write().await.unwrap();
            write.keep_response(&home, key, at(seconds), &kept).await.unwrap();
            write.commit().await.unwrap();
        };
        let found =
            async |scope: &Scope, key: &str, now: i64| store.idempotent_response(scope, key, at(now)).await.unwrap();
        keep("first", DAY).await;
        keep("second", 2 * DAY).await;
        assert_eq!(found(&home, "first", 2 * DAY).await, Some(kept.clone()));
        assert_eq!(found(&home, "first", 2 * DAY + 1).await, None, "it expires even without another save");
        assert_eq!(found(&scope("one", "HR"), "first", DAY).await, None);
        keep("third", 2 * DAY + 1).await;
        assert_eq!(found(&home, "first", DAY).await, None);
        assert_eq!(found(&home, "second", 2 * DAY).await, Some(kept.clone()));
    }
}

#[tokio::test]
async fn old_responses_of_all_projects_are_deleted_together() {
    const DAY: i64 = 86_400;
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let kept = IdempotentResponse { request_hash: vec![1, 2], version: 1, body: "{}".into() };
        let homes = [scope("one", "SUP"), scope("one", "HR"), scope("two", "SUP")];
        for home in &homes {
            for (key, seconds) in [("old", DAY - 1), ("new", DAY)] {
                let mut write = store.write().await.unwrap();
                write.keep_response(home, key, at(seconds), &kept).await.unwrap();
                write.commit().await.unwrap();
            }
        }
        store.delete_old_responses(at(2 * DAY)).await.unwrap();
        for home in &homes {
            assert_eq!(store.idempotent_response(home, "old", at(0)).await.unwrap(), None);
            assert_eq!(store.idempotent_response(home, "new", at(0)).await.unwrap(), Some(kept.clone()));
        }
        let mut write = store.write().await.unwrap();
        write.delete_responses(&homes[0]).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(store.idempotent_response(&homes[0], "new", at(0)).await.unwrap(), None);
        assert_eq!(store.idempotent_response(&homes[1], "new", at(0)).await.unwrap(), Some(kept.clone()));
    }
}

#[tokio::test]
async fn a_starting_backend_deletes_old_responses() {
    for url in database_urls().await {
        let store = Store::open(&url.text).await.unwrap();
        let kept = IdempotentResponse { request_hash: vec![1, 2], version: 1, body: "{}".into() };
        let mut write = store.write().await.unwrap();
        write.keep_response(&scope("one", "SUP"), "old", at(1_000), &kept).await.unwrap();
        write.commit().await.unwrap();
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        while store.idempotent_response(&scope("one", "SUP"), "old", at(0)).await.unwrap().is_some() {
            tokio::task::yield_now().await;
        }
        world.stop().await;
    }
}
