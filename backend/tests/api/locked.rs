//! Another connection holds a lock, like that of a person who forgot to commit. On PostgreSQL, whose locks have no time
//! limit.

use crate::process::{program, terminate};
use crate::store::postgres_url;
use crate::world::World;
use backend::store::Store;
use contract::problem::Code;
use sqlx::AnyPool;

/// How many connections to the database of `pool` are waiting for a lock.
async fn waiting(pool: &AnyPool) -> i64 {
    let statement = "SELECT count(*) FROM pg_stat_activity \
                     WHERE wait_event_type = 'Lock' AND datname = current_database()";
    sqlx::query_scalar(statement).fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn a_save_that_waits_for_a_lock_does_not_block_shutdown() {
    let Some(url) = postgres_url().await else { return };
    let limits = [("CHAT_REQUEST_TIMEOUT_MS", "2000"), ("CHAT_GRAPH_BUDGET_MS", "1999")];
    let world = World::with(&[&[("CHAT_DATABASE_URL", &*url.text)], &limits[..]].concat()).await;
    let pool = AnyPool::connect(&url.text).await.unwrap();
    let row = "INSERT INTO connection (tenant, project, version) VALUES ('local', 'SUP', 0)";
    sqlx::query(row).execute(&pool).await.unwrap();
    let mut other = pool.begin().await.unwrap();
    sqlx::query("UPDATE connection SET version = version").execute(&mut *other).await.unwrap();

    world.person("SUP").await.save("good", "\"0\"", "intent").await.problem(Code::TimedOut);
    assert_eq!(waiting(&pool).await, 1);
    world.stop().await;
    other.rollback().await.unwrap();
}

#[tokio::test]
async fn a_start_that_waits_for_another_instance_can_be_stopped() {
    let Some(url) = postgres_url().await else { return };
    Store::open(&url.text).await.unwrap().close().await;
    let pool = AnyPool::connect(&url.text).await.unwrap();
    let mut other = pool.begin().await.unwrap();
    sqlx::raw_sql("LOCK TABLE _sqlx_migrations").execute(&mut *other).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), "http://127.0.0.1:1");
    let mut child = command.env("CHAT_DATABASE_URL", &url.text).spawn().unwrap();
    while waiting(&pool).await == 0 {
        tokio::task::yield_now().await;
    }
    terminate(&child).await;
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
    other.rollback().await.unwrap();
}
