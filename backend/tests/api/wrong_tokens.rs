//! Invocation Tokens that are wrong in one way: each gets a 401, and neither Meta nor Jira is asked.

use crate::atlassian::Asked;
use crate::jira::Jira;
use crate::spoiled::{Right, Wrong, in_general, of_claims, of_keys};
use crate::tokens::{atlassian_key, rs256_header};
use crate::world::{Response, send, token};
use contract::endpoint;
use contract::request::CheckToken;
use jsonwebtoken::Algorithm::RS256;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// Sends `ask` with each of these tokens, and expects a rejection.
async fn all_rejected(wrong: &[Wrong], ask: impl Fn(&str) -> RequestBuilder) {
    for (what, token) in wrong {
        let response: Response = send(ask(token)).await;
        let problem: Value = serde_json::from_str(&response.body).unwrap_or_else(|_| panic!("{what}: {response:?}"));
        assert_eq!((response.status.as_u16(), &problem["code"]), (401, &json!("session_ended")), "{what}");
    }
}

fn named(what: &str, token: &str) -> Wrong {
    (what.to_owned(), token.to_owned())
}

/// Meta was never asked, and Jira only for the one session that was opened.
async fn nothing_was_asked(jira: &Jira) {
    assert_eq!(jira.world.sandbox.asked().await, 0);
    assert_eq!(jira.atlassian.count(Asked::Rights), 1);
}

#[tokio::test]
async fn no_wrong_invocation_token_opens_a_session() {
    let jira = Jira::new().await;
    let (site, key) = (jira.site("acme"), atlassian_key());
    let session = jira.forge_session("10000").await.bearer.expose().to_owned();
    let right = &Right {
        header: rs256_header(&key.kid),
        claims: jira.invocation("10000"),
        key: key.private.clone(),
        algorithm: RS256,
    };
    let mut wrong = in_general(right, jira.now());
    let kids = ["", "forge/invocation-token/", "forge/invocation-token/unknown", "atlassian-1", "other/atlassian-1"];
    let odd = [format!("{}/", key.kid), "x".repeat(500), format!("forge/invocation-token/{}", "x".repeat(200))];
    wrong.extend(of_keys(right, &key, &kids));
    wrong.extend(of_keys(right, &key, &odd.each_ref().map(String::as_str)));
    let none = Value::Null;
    let project = "/context/extension/project";
    let site_urls = [
        none.clone(),
        json!("http://acme.jira.localhost"),
        json!("https://evil.example"),
        json!(format!("{site}/x")),
        json!(format!("{site}.evil.example")),
        json!("javascript:0"),
    ];
    let bad: [(&str, &[Value]); 12] = [
        ("/iss", &[json!("forge/invocation-tokens"), json!("https://evil.example"), json!("")]),
        ("/aud", &[none.clone(), json!("ari:cloud:ecosystem::app/another"), json!([]), json!(["other"]), json!(1)]),
        ("/principal", &[none.clone(), json!(""), json!("a b"), json!(7), json!("x".repeat(129))]),
        ("/app", &[none.clone(), json!("app")]),
        ("/app/installationId", &[none.clone(), json!(""), json!("a b")]),
        ("/context", &[none.clone(), json!("context")]),
        (
            "/context/cloudId",
            &[none.clone(), json!(""), json!("../1"), json!("a/b"), json!("a?b"), json!("x".repeat(65))],
        ),
        ("/context/siteUrl", &site_urls),
        ("/context/extension", &[none.clone(), json!({})]),
        (project, &[none.clone(), json!("SUP")]),
        (
            &format!("{project}/id"),
            &[none.clone(), json!("SUP"), json!("010000"), json!("-1"), json!(""), json!(10_000)],
        ),
        (&format!("{project}/key"), &[none, json!(""), json!("a/b"), json!("<b>")]),
    ];
    wrong.extend(of_claims(right, &bad));
    wrong.push(named("a session", &session));
    assert!(wrong.len() >= 98, "{}", wrong.len());
    all_rejected(&wrong, |token| jira.forge(token)).await;

    let good = right.signed();
    let (bearer, other) = (format!("Bearer {good}"), format!("bearer {good}"));
    let (jwt, twice) = (format!("JWT {good}"), ["Bearer x", &bearer]);
    for headers in [&[][..], &[&*other], &[&*jwt], &[&*good], &[&*bearer, &*bearer], &twice] {
        let request = jira.world.request(Method::POST, endpoint::FORGE_SESSION).header("x-forge-oauth-user", "person");
        let request = headers.iter().fold(request, |request, header| request.header("authorization", *header));
        all_rejected(&[named(&format!("{headers:?}"), "")], |_| request.try_clone().unwrap()).await;
    }
    // As a session, none of them is accepted, and neither is the right one.
    wrong.retain(|(_, token)| *token != session);
    wrong.push(named("an invocation token", &good));
    let path = endpoint::TOKEN_CHECKS.replace("{project}", "10000");
    let check = CheckToken::new(token("good"));
    all_rejected(&wrong, |token| jira.world.request(Method::POST, &path).bearer_auth(token).json(&check)).await;
    nothing_was_asked(&jira).await;
    // The token that all of them were made from is accepted.
    assert_eq!(send(jira.forge(&good)).await.status, 200);
}
