//! Many requests at once: one winner per ETag, one effect per Idempotency-Key. On SQLite, and on PostgreSQL if there is
//! one.

use crate::store::{database_urls, postgres_url};
use crate::world::{Response, World, http, noted, send, token};
use contract::endpoint;
use contract::problem::{Code, Problem};
use contract::request::{OtherApp, SaveCheck, SaveToken};
use reqwest::{Method, StatusCode};
use sqlx::{AnyPool, AssertSqlSafe};
use std::future::Future;
use tokio::task::JoinSet;

/// The responses to `requests`, in no order.
async fn all(asking: impl IntoIterator<Item = impl Future<Output = Response> + Send + 'static>) -> Vec<Response> {
    let mut under_way: JoinSet<Response> = JoinSet::new();
    asking.into_iter().for_each(|asking| drop(under_way.spawn(asking)));
    under_way.join_all().await
}

/// The same save, many times; `key` gives each its Idempotency-Key. Each tenth shares a client, and so connections.
async fn saves(world: &World, times: usize, key: impl Fn(usize) -> String) -> Vec<Response> {
    let person = world.person("SUP").await;
    let clients: Vec<_> = (0..10).map(|_| http()).collect();
    let url = format!("{}{}", world.address, endpoint::of_project(endpoint::TOKEN, &person.project));
    let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
    let asking = (0..times).map(|number| {
        let request = clients[number % clients.len()].request(Method::PUT, &url).bearer_auth(&person.bearer);
        send(request.json(&wish).header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, key(number)))
    });
    all(asking).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_saves_with_one_etag_one_wins() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let responses = saves(&world, 1_000, |number| format!("intent-{number}")).await;
        let (won, lost): (Vec<_>, Vec<_>) = responses.iter().partition(|response| response.status == StatusCode::OK);
        lost.iter().for_each(|response| drop(response.problem(Code::Changed)));
        assert_eq!((won.len(), lost.len()), (1, 999));
        assert_eq!(won[0].settings().1, "\"1\"");
        assert_eq!(noted(&url.text, "save", "saved").await, 1);
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_with_strict_isolation_has_one_winner_too() {
    let Some(url) = postgres_url().await else { return };
    let pool = AnyPool::connect(&url.text).await.unwrap();
    let name: String = sqlx::query_scalar("SELECT current_database()::text").fetch_one(&pool).await.unwrap();
    let strict = format!("ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'");
    sqlx::raw_sql(AssertSqlSafe(strict)).execute(&pool).await.unwrap();
    let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
    let responses = saves(&world, 100, |number| format!("intent-{number}")).await;
    let (won, lost): (Vec<_>, Vec<_>) = responses.iter().partition(|response| response.status == StatusCode::OK);
    lost.iter().for_each(|response| drop(response.problem(Code::Changed)));
    assert_eq!((won.len(), lost.len()), (1, 99));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_saves_with_one_key_have_one_effect_and_equal_responses() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let responses = saves(&world, 100, |_| "one intent".replace(' ', "-")).await;
        for response in &responses {
            assert_eq!(response.settings().1, "\"1\"");
            assert_eq!(response.body, responses[0].body);
        }
        assert_eq!(world.sandbox.asked().await, 1, "Meta is asked once");
        assert_eq!(noted(&url.text, "save", "saved").await, 1);
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_saves_with_one_key_fail_alike() {
    let world = World::with(&[("CHAT_CHECKS_PER_MINUTE", "1")]).await;
    world.sandbox.let_act("good", "meta-unavailable").await;
    let responses = saves(&world, 100, |_| "intent".to_owned()).await;
    let nameless = |response: &Response| Problem { request_id: None, ..response.problem(Code::CouldNotCheck) };
    let problems: Vec<Problem> =
        responses.iter().filter(|a| a.status == StatusCode::BAD_GATEWAY).map(nameless).collect();
    assert!(problems.iter().all(|problem| *problem == problems[0]), "who waited got what the first one got");
    // Requests after the end of the first one hit the limit, and Meta isn't asked again.
    let late = responses.iter().filter(|response| response.status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((problems.len() + late, world.sandbox.asked().await), (100, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_saved_in_a_hundred_projects_at_once_is_used_elsewhere() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let mut asking = Vec::new();
        for number in 0..100 {
            let person = world.person(&format!("P{number}")).await;
            let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
            asking.push(send(person.saving(&wish, "\"0\"", "intent")));
        }
        let responses = all(asking).await;
        let told = responses.iter().filter(|response| response.settings().0.token.unwrap().used_elsewhere).count();
        // SQLite serializes writes. On PostgreSQL concurrent writes may not see each other until both are committed.
        assert!(told <= 99 && (!url.is_sqlite() || told == 99), "{told}");
        let shown = world.person("P7").await.show().await.settings().0;
        assert!(shown.token.unwrap().used_elsewhere);
        world.stop().await;
    }
}
