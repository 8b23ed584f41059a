//! Many at once: one winner for one ETag, one effect for one Idempotency-Key. On SQLite, and on PostgreSQL where there
//! is one.

use crate::store::{database_urls, postgres_url};
use crate::world::{Answer, World, http, noted, send, token};
use contract::endpoint;
use contract::problem::{Code, Problem};
use contract::request::{OtherApp, SaveCheck, SaveToken};
use reqwest::{Method, StatusCode};
use sqlx::{AnyPool, AssertSqlSafe};
use std::future::Future;
use tokio::task::JoinSet;

/// The answers of `asking`, in no order.
async fn all(asking: impl IntoIterator<Item = impl Future<Output = Answer> + Send + 'static>) -> Vec<Answer> {
    let mut under_way: JoinSet<Answer> = JoinSet::new();
    asking.into_iter().for_each(|asking| drop(under_way.spawn(asking)));
    under_way.join_all().await
}

/// The same save, many times; `key` gives each its Idempotency-Key. Each tenth shares a client, and so connections.
async fn saves(world: &World, times: usize, key: impl Fn(usize) -> String) -> Vec<Answer> {
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
async fn of_a_thousand_saves_on_one_etag_one_wins() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let answers = saves(&world, 1_000, |number| format!("intent-{number}")).await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == StatusCode::OK);
        lost.iter().for_each(|answer| drop(answer.problem(Code::Changed)));
        assert_eq!((won.len(), lost.len()), (1, 999));
        assert_eq!(won[0].settings().1, "\"1\"");
        assert_eq!(noted(&url.text, "save", "saved").await, 1);
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_strict_by_default_has_one_winner_too() {
    let Some(url) = postgres_url().await else { return };
    let pool = AnyPool::connect(&url.text).await.unwrap();
    let name: String = sqlx::query_scalar("SELECT current_database()::text").fetch_one(&pool).await.unwrap();
    let strict = format!("ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'");
    sqlx::raw_sql(AssertSqlSafe(strict)).execute(&pool).await.unwrap();
    let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
    let answers = saves(&world, 100, |number| format!("intent-{number}")).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == StatusCode::OK);
    lost.iter().for_each(|answer| drop(answer.problem(Code::Changed)));
    assert_eq!((won.len(), lost.len()), (1, 99));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_a_hundred_times_is_one_effect_and_a_hundred_equal_answers() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let answers = saves(&world, 100, |_| "one intent".replace(' ', "-")).await;
        for answer in &answers {
            assert_eq!(answer.settings().1, "\"1\"");
            assert_eq!(answer.body, answers[0].body);
        }
        assert_eq!(world.sandbox.asked().await, 1, "Meta is asked once");
        assert_eq!(noted(&url.text, "save", "saved").await, 1);
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_a_hundred_times_fails_alike_where_it_fails() {
    let world = World::with(&[("CHAT_CHECKS_PER_MINUTE", "1")]).await;
    world.sandbox.let_act("good", "meta-unavailable").await;
    let answers = saves(&world, 100, |_| "intent".to_owned()).await;
    let nameless = |answer: &Answer| Problem { request_id: None, ..answer.problem(Code::CouldNotCheck) };
    let problems: Vec<Problem> = answers.iter().filter(|a| a.status == StatusCode::BAD_GATEWAY).map(nameless).collect();
    assert!(problems.iter().all(|problem| *problem == problems[0]), "who waited got what the first one got");
    // Whoever came after it was over had the limit to reckon with, and not another question to Meta.
    let late = answers.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((problems.len() + late, world.sandbox.asked().await), (100, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_token_saved_in_a_hundred_projects_at_once_is_told_to_all_but_the_first() {
    for url in database_urls().await {
        let world = World::with(&[("CHAT_DATABASE_URL", &url.text)]).await;
        let mut asking = Vec::new();
        for number in 0..100 {
            let person = world.person(&format!("P{number}")).await;
            let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
            asking.push(send(person.saving(&wish, "\"0\"", "intent")));
        }
        let answers = all(asking).await;
        let told = answers.iter().filter(|answer| answer.settings().0.token.unwrap().used_elsewhere).count();
        // SQLite writes one after the other; PostgreSQL may let writes pass each other unseen until both are done.
        assert!(told <= 99 && (!url.is_sqlite() || told == 99), "{told}");
        let shown = world.person("P7").await.show().await.settings().0;
        assert!(shown.token.unwrap().used_elsewhere);
        world.stop().await;
    }
}
