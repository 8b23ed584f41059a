//! What the last version with Atlassian Connect wrote still works: `tests/fixtures/6bbe511` says how it was made.

use crate::process::{ended, program};
use crate::store::database_urls;
use crate::world::{Person, World, send};
use backend::caller::{Caller, Rights};
use backend::crypto::{Keyring, TOKEN_FIELD, open};
use backend::scope::Scope;
use backend::store::{ConnectData, Store};
use contract::endpoint;
use contract::settings::{Account, Project, ProjectKey};
use reqwest::Method;
use sqlx::AnyPool;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FORGE_TENANT: &str = "forge:11111111-2222-3333-4444-555555555555";
const CONNECT_TENANT: &str = "connect:client-key-of-acme";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/6bbe511").join(name)
}

/// A folder with copies of the old database and key file.
fn old_files() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["chat.db", "chat.key"] {
        fs::copy(fixture(name), folder.path().join(name)).unwrap();
    }
    fs::set_permissions(folder.path().join("chat.key"), fs::Permissions::from_mode(0o600)).unwrap();
    folder
}

fn scope(tenant: &str, project: &str) -> Scope {
    Scope { tenant: tenant.into(), project: ProjectKey::parse(project).unwrap() }
}

fn old_token() -> String {
    format!("EAASANDBOXGood{}Z001", "0".repeat(102))
}

async fn old_world(folder: &TempDir) -> World {
    let database = format!("sqlite:{}", folder.path().join("chat.db").display());
    let key = folder.path().join("chat.key").display().to_string();
    World::with(&[("CHAT_DATABASE_URL", &database), ("CHAT_KEY_FILE", &key)]).await
}

#[tokio::test]
async fn saved_tokens_of_standalone_and_forge_tenants_still_work() {
    let folder = old_files();
    let world = old_world(&folder).await;
    let keys = Keyring::parse(&fs::read_to_string(fixture("chat.key")).unwrap()).unwrap();
    for scope in [scope("local", "SUP"), scope(FORGE_TENANT, "10000")] {
        let stored = world.app.state.store.load(&scope).await.unwrap().stored.unwrap();
        assert_eq!(open(&keys, &scope, TOKEN_FIELD, &stored.sealed).unwrap(), old_token());

        let asked = world.sandbox.asked().await;
        let caller = Caller {
            shown: Project { key: scope.project.clone(), name: None, site: None },
            account: Account { id: "amira".into(), name: None },
            rights: Rights::Administer,
            installation: None,
            scope,
        };
        let project = caller.scope.project.clone();
        let bearer = world.app.state.sessions.open(caller).unwrap().bearer.expose().to_owned();
        let person = Person { world: &world, project, bearer };
        let (settings, etag) = person.show().await.settings();
        assert_eq!((settings.token.unwrap().last_four, &*etag), ("Z001".to_owned(), "\"1\""));
        person.check_again().await.settings();
        assert!(world.sandbox.asked().await > asked, "Meta is asked about the stored token");
        assert_eq!(person.disconnect(&etag).await.settings().1, "\"2\"");
    }
}

#[tokio::test]
async fn a_save_repeated_across_the_upgrade_gets_its_old_response() {
    let folder = old_files();
    let world = old_world(&folder).await;
    let person = world.person("SUP").await;
    let asked = world.sandbox.asked().await;
    let body = format!("{{\"token\": \"{}\", \"check\": \"required\", \"other_app\": \"refuse\"}}", old_token());
    let save = person.request(Method::PUT, endpoint::TOKEN).header("content-type", "application/json").body(body);
    let save = save.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "standalone-1");
    assert_eq!(send(save).await.settings().1, "\"1\"");
    assert_eq!(world.sandbox.asked().await, asked);
}

#[tokio::test]
async fn an_old_environment_starts_and_its_connect_data_is_counted_until_it_is_deleted() {
    let folder = old_files();
    fs::write(folder.path().join("proxy.secret"), "a secret of the proxy\n").unwrap();
    let environment = fs::read_to_string(fixture("environment")).unwrap();
    let settings: Vec<(&str, &str)> = environment.lines().map(|line| line.split_once('=').unwrap()).collect();
    let command = |more: &[(&str, &str)]| {
        let mut command = program(folder.path(), "http://127.0.0.1:1");
        command.envs(settings.iter().copied()).envs(more.iter().copied());
        command
    };
    let log = crate::process::log_of_a_start(&mut command(&[])).await;
    let ignored = "CHAT_CONNECT_* settings are ignored";
    assert_eq!(log.matches(ignored).count(), 1, "{log}");
    assert!(log.contains("connections=1 installations=2"), "{log}");

    // Without another way to identify people it doesn't start.
    let only_connect = [("CHAT_FORGE_APP_ID", ""), ("CHAT_PROXY_SECRET_FILE", "")];
    let (code, stdout, stderr) = ended(&mut command(&only_connect)).await;
    assert_eq!((code, &*stdout), (Some(2), ""), "{stderr}");
    assert!(stderr.starts_with("CHAT_CONNECT_APP_KEY no longer identifies people"), "{stderr}");

    let (code, ..) = ended(command(&[]).arg("forget")).await;
    assert_eq!(code, Some(2), "what to forget must be named");
    let (code, stdout, stderr) = ended(command(&[]).args(["forget", "--connect"])).await;
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(stdout, "Deleted the data of Atlassian Connect (connections: 1, installations: 2).\n");
    let log = crate::process::log_of_a_start(&mut command(&[])).await;
    assert!(!log.contains("installations="), "{log}");
}

/// The migrations of the last version with Connect.
fn old_schema(is_sqlite: bool) -> Migrator {
    let kind = if is_sqlite { "sqlite" } else { "postgres" };
    let names = ["connection", "connect tenant", "refused at"];
    let migrations = (1..).zip(names).map(|(number, name)| {
        let file = format!("migrations/{kind}/000{number}_{}.sql", name.replace(' ', "_"));
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let text = sqlx::AssertSqlSafe(text).into_sql_str();
        Migration::new(number, name.into(), MigrationType::Simple, text, false)
    });
    Migrator::with_migrations(migrations.collect())
}

#[tokio::test]
async fn the_migration_marks_connect_rows_and_keeps_all_others() {
    sqlx::any::install_default_drivers();
    for url in database_urls().await {
        let create = if url.is_sqlite() { format!("{}?mode=rwc", url.text) } else { url.text.clone() };
        let pool = AnyPool::connect(&create).await.unwrap();
        old_schema(url.is_sqlite()).run(&pool).await.unwrap();
        for tenant in ["local", FORGE_TENANT, CONNECT_TENANT, "connected:not-by-connect"] {
            let connection = "INSERT INTO connection (tenant, project, version) VALUES ($1, '10000', 3)";
            sqlx::query(connection).bind(tenant).execute(&pool).await.unwrap();
            let kept = "INSERT INTO kept VALUES ($1, '10000', 'k', 9000000000, $2, 3, '{}')";
            sqlx::query(kept).bind(tenant).bind(vec![7_u8]).execute(&pool).await.unwrap();
        }
        let installation =
            "INSERT INTO connect_tenant VALUES ('client-key-of-acme', 'https://a.example', 'k9', 'x', 1)";
        sqlx::query(installation).execute(&pool).await.unwrap();

        let store = Store::open(&url.text).await.unwrap();
        let data = ConnectData { connections: 1, installations: 1 };
        assert_eq!(store.connect_data().await.unwrap(), data);
        assert_eq!(store.keys_in_use().await.unwrap(), Vec::<String>::new(), "a Connect secret needs no key");
        assert_eq!(store.forget_connect().await.unwrap(), data);
        assert_eq!(store.connect_data().await.unwrap(), ConnectData { connections: 0, installations: 0 });
        let now = contract::timestamp::Timestamp::from_unix(9_000_000_000).unwrap();
        for (tenant, version) in [("local", 3), (FORGE_TENANT, 3), ("connected:not-by-connect", 3), (CONNECT_TENANT, 0)]
        {
            let scope = scope(tenant, "10000");
            assert_eq!(store.load(&scope).await.unwrap().version, version, "{tenant}");
            let response = store.idempotent_response(&scope, "k", now).await.unwrap();
            assert_eq!(response.map(|response| response.request_hash), (version == 3).then(|| vec![7]), "{tenant}");
        }
    }
}
