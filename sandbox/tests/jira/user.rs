//! Who somebody is: told to themselves by Forge's token, and to an installed Connect app.

use serde_json::{Value, json};

use crate::{
    rest::{CLOUD, hash, secret, user_token},
    tokens::{now, sign},
    world::{ACME, ATLASSIAN, Answered, OTHER, World, send},
};

const ACCOUNT: &str = "5b10ac8d82e05b22cc7d4ef5";
const USER: &str = "/rest/api/3/user";

async fn myself(world: &World, cloud: &str, token: &str) -> Answered {
    let path = format!("/ex/jira/{cloud}/rest/api/3/myself");
    send(world.ask("GET", ATLASSIAN, &path).header("authorization", format!("Bearer {token}"))).await
}

fn who(answer: &Answered) -> (Value, Value) {
    let person = answer.json();
    (person["accountId"].clone(), person["displayName"].clone())
}

#[tokio::test]
async fn a_person_is_told_who_they_are() {
    let world = World::start().await;
    let token = user_token(&world, ACME).await;
    assert_eq!(who(&myself(&world, CLOUD, &token).await), (json!(ACCOUNT), json!("Amira Costa")));
    let of_other = user_token(&world, OTHER).await;
    for (cloud, token, expected) in [(CLOUD, "another", 401), (CLOUD, &*of_other, 401), ("no-such-cloud", &*token, 404)]
    {
        assert_eq!(myself(&world, cloud, token).await.status, expected, "{cloud}");
    }
}

/// What the app asks on `site`, with a token for the request that `canonical` describes.
async fn user(world: &World, site: &str, query: &str, secret: &str, canonical: &str) -> Answered {
    let claims = json!({ "iss": "stand-in", "iat": now(), "exp": now() + 60, "qsh": hash(canonical) });
    let request = world.ask("GET", site, &format!("{USER}{query}"));
    send(request.header("authorization", format!("JWT {}", sign(&claims, secret)))).await
}

#[tokio::test]
async fn an_installed_app_is_told_who_somebody_is_and_only_for_this_request() {
    let world = World::start().await;
    let (acme, other) = (secret(&world, ACME).await, secret(&world, OTHER).await);
    let (query, canonical) = (format!("?accountId={ACCOUNT}"), format!("GET&{USER}&accountId={ACCOUNT}"));
    let told = user(&world, ACME, &query, &acme, &canonical).await;
    assert_eq!(who(&told), (json!(ACCOUNT), json!("Amira Costa")));
    for (query, secret, canonical, expected) in [
        (&*query, &other, &*canonical, 401),
        (&*query, &acme, &*format!("GET&{USER}&"), 401),
        (&*query, &acme, &*format!("POST&{USER}&accountId={ACCOUNT}"), 401),
        ("?accountId=557058%3Aa", &acme, &*format!("GET&{USER}&accountId=557058%3Aa"), 404),
        ("", &acme, &*format!("GET&{USER}&"), 400),
    ] {
        assert_eq!(user(&world, ACME, query, secret, canonical).await.status, expected, "{query} {canonical}");
    }
    assert_eq!(world.get(ACME, &format!("{USER}{query}")).await.status, 401);
}
