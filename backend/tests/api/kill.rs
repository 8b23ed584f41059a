//! Killed 200 times while saving: nothing acknowledged is lost, and the audit log matches the writes.

use crate::process::{Running, program, start};
use crate::world::{Sandbox, http, token};
use contract::endpoint;
use contract::request::{OtherApp, SaveCheck, SaveToken};
use contract::settings::{ProjectKey, Settings};
use reqwest::{Client, Method};
use std::time::Duration;
use tokio::sync::watch;

const KILLS: u32 = 200;

/// The longest time until the kill, in microseconds.
const LONGEST_LIFE: u64 = 40_000;

/// Saves until the backend is gone. Returns the last acknowledged version.
async fn save_until_killed(
    http: Client,
    address: String,
    bearer: String,
    project: ProjectKey,
    mut version: i64,
    acknowledged: watch::Sender<i64>,
) {
    let url = format!("{address}{}", endpoint::of_project(endpoint::TOKEN, &project));
    loop {
        let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
        let request = http.request(Method::PUT, &url).bearer_auth(&bearer).json(&wish);
        let request = request.header("if-match", format!("\"{version}\""));
        let request = request.header(endpoint::IDEMPOTENCY_KEY, format!("intent-{:016x}", fastrand::u64(..)));
        let Ok(response) = request.send().await else { return };
        assert_eq!(response.status(), 200);
        // The status is sent after the commit, so the save is acknowledged even if the body doesn't arrive.
        version += 1;
        acknowledged.send_replace(version);
        if response.bytes().await.is_err() {
            return;
        }
    }
}

/// The version that the backend shows, and whether a token is stored.
async fn shown(http: &Client, running: &Running, bearer: &str, project: &ProjectKey) -> (i64, bool) {
    let url = format!("{}{}", running.address, endpoint::of_project(endpoint::SETTINGS, project));
    let response = http.get(url).bearer_auth(bearer).send().await.unwrap();
    let etag = response.headers()["etag"].to_str().unwrap().trim_matches('"').parse().unwrap();
    let settings: Settings = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    (etag, settings.token.is_some())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_200_kills_nothing_acknowledged_is_lost() {
    let (sandbox, folder) = (Sandbox::start().await, tempfile::tempdir().unwrap());
    let project = ProjectKey::parse("SUP").unwrap();
    let mut promised = 0;
    for kill in 0..KILLS {
        let http = http();
        let mut running = start(&mut program(folder.path(), &sandbox.address)).await;
        let bearer = running.session(&http, &project).await;
        let (now, stored) = shown(&http, &running, &bearer, &project).await;
        // One more save may be there: the one whose response was lost in the kill.
        assert!((promised..=promised + 1).contains(&now), "kill {kill}: {promised} were acknowledged, {now} are there");
        assert_eq!(stored, now > 0);
        let (acknowledge, mut acknowledged) = watch::channel(now);
        let address = running.address.clone();
        let saver = tokio::spawn(save_until_killed(http, address, bearer, project.clone(), now, acknowledge));
        // Most backends live until their first save, so that there is something to lose. Some don't.
        if kill % 4 > 0 {
            acknowledged.changed().await.unwrap();
        }
        tokio::time::sleep(Duration::from_micros(fastrand::u64(..LONGEST_LIFE))).await;
        running.child.kill().await.unwrap();
        saver.await.unwrap();
        promised = *acknowledged.borrow();
    }

    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}", folder.path().join("chat.db").display());
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let check: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&pool).await.unwrap();
    assert_eq!(check, "ok");
    let count =
        async |statement: &'static str| -> i64 { sqlx::query_scalar(statement).fetch_one(&pool).await.unwrap() };
    let written = count("SELECT version FROM connection").await;
    assert!((promised..=promised + 1).contains(&written) && written >= i64::from(KILLS) / 4 * 3, "{written}");
    assert_eq!(count("SELECT count(*) FROM audit WHERE outcome LIKE 'saved%'").await, written);
    assert_eq!(count("SELECT count(*) FROM idempotent_responses").await, written);
}
