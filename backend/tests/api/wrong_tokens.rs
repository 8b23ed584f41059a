//! Tokens that are wrong in one thing only: each is answered 401, and neither Meta nor Jira is asked because of any.

use crate::atlassian::Asked;
use crate::jira::{Jira, Site};
use crate::spoiled::{Right, Wrong, in_general, of_claims, of_keys};
use crate::tokens::{QSH_INSTALLED, QSH_UNINSTALLED, atlassian_key, context, hs256, lifecycle, rs256_header};
use crate::world::{Answer, send, token};
use contract::endpoint;
use contract::request::CheckToken;
use jsonwebtoken::Algorithm::{HS256, HS384, HS512, RS256};
use jsonwebtoken::EncodingKey;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// A right token of each kind, which must not pass as one of another kind.
struct Kinds {
    invocation: Right,
    page: Right,
    install: Right,
    session: String,
}

impl Kinds {
    async fn new(jira: &Jira, site: &Site) -> Self {
        let (now, key) = (jira.now(), atlassian_key());
        let by_rs256 =
            |kid: &str, claims| Right { header: rs256_header(kid), claims, key: key.private.clone(), algorithm: RS256 };
        let install = lifecycle(now + 1, &site.client_key, &jira.world.address, QSH_INSTALLED);
        Self {
            invocation: by_rs256(&key.kid, jira.invocation("10000")),
            install: by_rs256(key.install_kid(), install),
            page: Right {
                header: json!({ "alg": "HS256", "typ": "JWT" }),
                claims: context(now, &site.client_key, "10000"),
                key: EncodingKey::from_secret(site.secret.as_bytes()),
                algorithm: HS256,
            },
            session: jira.forge_session("10000").await.bearer.expose().to_owned(),
        }
    }
}

/// Sends `ask` with each of these tokens, and demands a refusal.
async fn refused(wrong: &[Wrong], ask: impl Fn(&str) -> RequestBuilder) {
    for (what, token) in wrong {
        let answer: Answer = send(ask(token)).await;
        let problem: Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{what}: {answer:?}"));
        assert_eq!((answer.status.as_u16(), &problem["code"]), (401, &json!("session_ended")), "{what}");
    }
}

fn named(what: &str, token: &str) -> Wrong {
    (what.to_owned(), token.to_owned())
}

/// Meta was never asked, and Jira only for the one session that was opened rightly.
async fn nobody_was_asked(jira: &Jira) {
    assert_eq!(jira.world.sandbox.asked().await, 0);
    assert_eq!(jira.atlassian.count(Asked::Rights), 1);
}

#[tokio::test]
async fn no_wrong_invocation_token_opens_a_session() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    let kinds = Kinds::new(&jira, &site).await;
    let (right, key) = (&kinds.invocation, atlassian_key());
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
        json!(format!("{}/x", site.url)),
        json!(format!("{}.evil.example", site.url)),
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
    wrong.extend([
        named("the token of a page", &kinds.page.signed()),
        named("the token of an install", &kinds.install.signed()),
        named("a session", &kinds.session),
    ]);
    assert!(wrong.len() >= 100, "{}", wrong.len());
    refused(&wrong, |token| jira.forge(token)).await;

    let good = right.signed();
    let (bearer, other) = (format!("Bearer {good}"), format!("bearer {good}"));
    let (jwt, twice) = (format!("JWT {good}"), ["Bearer x", &bearer]);
    for headers in [&[][..], &[&*other], &[&*jwt], &[&*good], &[&*bearer, &*bearer], &twice] {
        let request = jira.world.request(Method::POST, endpoint::FORGE_SESSION).header("x-forge-oauth-user", "person");
        let request = headers.iter().fold(request, |request, header| request.header("authorization", *header));
        refused(&[named(&format!("{headers:?}"), "")], |_| request.try_clone().unwrap()).await;
    }
    nobody_was_asked(&jira).await;
    // The token that all of them were made from is good.
    assert_eq!(send(jira.forge(&good)).await.status, 200);
}

#[tokio::test]
async fn no_wrong_token_of_a_page_is_answered() {
    let jira = Jira::new().await;
    let (site, other) = (jira.installed("acme").await, jira.installed("other").await);
    let removed = jira.installed("removed").await;
    assert_eq!(jira.uninstall(&removed, &jira.uninstall_token(&removed, jira.now() + 1)).await.status, 204);
    let kinds = Kinds::new(&jira, &site).await;
    let (right, now) = (&kinds.page, jira.now());
    let mut wrong = in_general(right, now);
    let (none, secret) = (Value::Null, |text: &str| EncodingKey::from_secret(text.as_bytes()));
    let project = "/context/jira/project";
    let bad: [(&str, &[Value]); 8] = [
        ("/iss", &[json!(other.client_key), json!("nobody"), json!(""), json!("com.example.chat")]),
        ("/qsh", &[none.clone(), json!(""), json!("CONTEXT-QSH"), json!(QSH_INSTALLED), json!(["context-qsh"])]),
        ("/sub", &[none.clone(), json!(""), json!("a b"), json!(7), json!("x".repeat(129))]),
        ("/context", &[none.clone(), json!({}), json!("context")]),
        ("/context/jira", &[none.clone(), json!({})]),
        (project, &[none.clone(), json!("SUP")]),
        (&format!("{project}/id"), &[none.clone(), json!("SUP"), json!("010000"), json!("-1"), json!(10_000)]),
        (&format!("{project}/key"), &[none, json!(""), json!("a/b")]),
    ];
    wrong.extend(of_claims(right, &bad));
    let (of_removed, of_third) = (context(now, &removed.client_key, "10000"), context(now, "third", "10000"));
    wrong.extend([
        named("another site's secret", &right.by(HS256, &secret(&other.secret))),
        named("no secret", &right.by(HS256, &secret(""))),
        named("half of the secret", &right.by(HS256, &secret(&site.secret[..20]))),
        named("HS384", &right.by(HS384, &secret(&site.secret))),
        named("HS512", &right.by(HS512, &secret(&site.secret))),
        named("RS256", &right.by(RS256, &atlassian_key().private)),
        named("of a site that has removed the app", &hs256(&of_removed, &removed.secret)),
        named("of a site that never had it", &hs256(&of_third, "a secret of its own choice")),
        named("an invocation token", &kinds.invocation.signed()),
        named("the token of an install", &kinds.install.signed()),
        named("a session", &kinds.session),
    ]);
    assert!(wrong.len() >= 70, "{}", wrong.len());
    let check = CheckToken::new(token("good"));
    refused(&wrong, |token| jira.page(Method::GET, endpoint::SETTINGS, "10000", token)).await;
    refused(&wrong, |token| jira.page(Method::POST, endpoint::TOKEN_CHECKS, "10000", token).json(&check)).await;
    // Nor does any of them pass where a session is expected.
    wrong.retain(|(what, _)| what != "a session");
    wrong.extend([named("the token of a page", &right.signed()), named("nothing", "")]);
    let path = endpoint::TOKEN_CHECKS.replace("{project}", "10000");
    refused(&wrong, |token| jira.world.request(Method::POST, &path).bearer_auth(token).json(&check)).await;
    nobody_was_asked(&jira).await;
    assert_eq!(send(jira.page(Method::GET, endpoint::SETTINGS, "10000", &right.signed())).await.status, 200);
}

#[tokio::test]
async fn no_wrong_token_installs_or_removes() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    let kinds = Kinds::new(&jira, &site).await;
    let (right, key, own) = (&kinds.install, atlassian_key(), &jira.world.address);
    let mut wrong = in_general(right, jira.now());
    let long = "x".repeat(65);
    wrong.extend(of_keys(right, &key, &["", "unknown", "../atlassian-1", "a/b", "a?b", "a%2fb", &long, &key.kid]));
    let small = json!(QSH_INSTALLED.to_uppercase());
    let bad: [(&str, &[Value]); 3] = [
        ("/iss", &[json!("client-key-of-other"), json!(""), json!("com.example.chat")]),
        ("/aud", &[Value::Null, json!(format!("{own}/")), json!("https://evil.example"), json!([]), json!([1])]),
        ("/qsh", &[Value::Null, json!("context-qsh"), json!(QSH_UNINSTALLED), json!(""), small]),
    ];
    wrong.extend(of_claims(right, &bad));
    wrong.extend([
        named("the token of a page", &kinds.page.signed()),
        named("the site's own signature", &hs256(&right.claims, &site.secret)),
        named("an invocation token", &kinds.invocation.signed()),
    ]);
    assert!(wrong.len() >= 65, "{}", wrong.len());
    let thief = Site { secret: "a-secret-that-the-thief-knows-well".into(), ..site.clone() };
    refused(&wrong, |token| jira.installing(&thief, token)).await;
    for (what, token) in wrong.iter().filter(|(what, _)| !what.contains(QSH_UNINSTALLED)) {
        assert_eq!(jira.uninstall(&site, token).await.status, 401, "{what}");
    }
    // The right one is for installing, and a removal for this app.
    assert_eq!(jira.uninstall(&site, &right.signed()).await.status, 401);
    let told = json!({ "key": "com.example.other", "clientKey": site.client_key });
    let other_app = jira.world.request(Method::POST, endpoint::CONNECT_UNINSTALLED).json(&told);
    let removal = format!("JWT {}", jira.uninstall_token(&site, jira.now() + 1));
    assert_eq!(send(other_app.header("authorization", removal)).await.status, 401);
    let page = jira.page(Method::GET, endpoint::SETTINGS, "10000", &kinds.page.signed());
    assert_eq!(send(page).await.status, 200, "the site still has the app, and its secret");
    assert_eq!(send(jira.installing(&site, &right.signed())).await.status, 204);
    nobody_was_asked(&jira).await;
}
