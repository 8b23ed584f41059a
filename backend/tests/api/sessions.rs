//! Sessions: required everywhere, short, and for one project.

use crate::world::{World, send, turned_clock};
use backend::caller::{Caller, Rights};
use backend::scope::Scope;
use contract::endpoint;
use contract::problem::Code;
use contract::request::Session;
use contract::settings::{Account, Project};
use reqwest::Method;
use serde_json::json;
use std::fs;
use std::sync::atomic::Ordering;

const ROUTES: [(Method, &str); 5] = [
    (Method::GET, endpoint::SETTINGS),
    (Method::POST, endpoint::TOKEN_CHECKS),
    (Method::PUT, endpoint::TOKEN),
    (Method::DELETE, endpoint::TOKEN),
    (Method::POST, endpoint::CHECKS),
];

#[tokio::test]
async fn every_project_route_requires_a_session() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    for (method, pattern) in ROUTES {
        let path = endpoint::of_project(pattern, &person.project);
        for header in [None, Some(""), Some("Bearer "), Some("Bearer v4.local.AAAA"), Some("Basic bG9jYWw6")] {
            let request = world.request(method.clone(), &path);
            let request = header.into_iter().fold(request, |request, header| request.header("authorization", header));
            send(request).await.problem(Code::SessionEnded);
        }
        let lower = world.request(method, &path).header("authorization", format!("bearer {}", person.bearer));
        send(lower).await.problem(Code::SessionEnded);
    }
}

#[tokio::test]
async fn a_session_ends_by_the_clock() {
    let (clock, seconds) = turned_clock();
    let world = World::at(clock, &[("CHAT_SESSION_SECONDS", "120")]).await;
    let person = world.person("SUP").await;
    seconds.fetch_add(119, Ordering::Relaxed);
    person.show().await.settings();
    seconds.fetch_add(1, Ordering::Relaxed);
    person.show().await.problem(Code::SessionEnded);
    world.person("SUP").await.show().await.settings();
}

#[tokio::test]
async fn a_session_is_for_one_project() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    world.person("HR").await.save("good", "\"0\"", "k").await.settings();
    for (method, pattern) in ROUTES {
        for other in ["HR", "sup", "SUP2", "%53UP%2f", "..%2fSUP", "%00", "%ff"] {
            let request = world.request(method.clone(), &pattern.replace("{project}", other));
            let response = send(request.bearer_auth(&person.bearer)).await;
            response.problem(Code::NotFound);
        }
    }
    let (settings, etag) = world.person("HR").await.show().await.settings();
    assert!(settings.token.is_some() && etag == "\"1\"");
}

#[tokio::test]
async fn a_viewer_may_not_change_anything() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let caller = Caller {
        scope: Scope { tenant: "local".into(), project: person.project.clone() },
        shown: Project { key: person.project.clone(), name: None, site: None },
        account: Account { id: "viewer".into(), name: None },
        rights: Rights::View,
        installation: None,
    };
    let session: Session = world.app.state.sessions.open(caller).unwrap();
    let viewer = crate::world::Person { bearer: session.bearer.expose().to_owned(), ..person };
    viewer.show().await.settings();
    viewer.check("good").await.problem(Code::NotAllowed);
    viewer.save("good", "\"0\"", "k").await.problem(Code::NotAllowed);
    viewer.check_again().await.problem(Code::NotAllowed);
    viewer.disconnect("\"0\"").await.problem(Code::NotAllowed);
    assert_eq!(world.sandbox.asked().await, 0);
}

#[tokio::test]
async fn a_project_key_is_plain() {
    let world = World::new().await;
    for project in ["", "..", "a/b", "a b", "ä", "\u{0}", &"K".repeat(65)] {
        let request = world.request(Method::POST, endpoint::SESSION).json(&json!({ "project": project }));
        send(request).await.problem(Code::Malformed);
    }
}

#[tokio::test]
async fn behind_a_proxy_only_its_headers_open_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proxy.secret");
    fs::write(&path, "a secret of the proxy\n").unwrap();
    let world = World::with(&[("CHAT_PROXY_SECRET_FILE", path.to_str().unwrap())]).await;
    let ask = || world.request(Method::POST, endpoint::SESSION).json(&json!({ "project": "SUP" }));
    send(ask()).await.problem(Code::SessionEnded);
    send(ask().header("x-forwarded-user", "amira")).await.problem(Code::SessionEnded);
    let wrong = ask().header("x-forwarded-user", "amira").header("x-chat-proxy-secret", "a secret");
    send(wrong).await.problem(Code::SessionEnded);

    let right = ask().header("x-forwarded-user", "amira").header("x-chat-proxy-secret", "a secret of the proxy");
    let session: Session = send(right).await.good();
    let project = contract::settings::ProjectKey::parse("SUP").unwrap();
    let person = crate::world::Person { world: &world, project, bearer: session.bearer.expose().to_owned() };
    let (settings, _) = person.save("good", "\"0\"", "k").await.settings();
    assert_eq!(settings.token.unwrap().saved_by, Account { id: "amira".into(), name: None });
}

#[tokio::test]
async fn with_forge_no_one_gets_a_standalone_session_from_elsewhere() {
    let forge = ("CHAT_FORGE_APP_ID", crate::tokens::FORGE_APP);
    let public = World::with(&[("CHAT_PUBLIC_ORIGIN", "https://chat.example.com"), forge]).await;
    let ask = |world: &World| world.request(Method::POST, endpoint::SESSION).json(&json!({ "project": "SUP" }));
    send(ask(&public)).await.problem(Code::SessionEnded);
    let vouched = ask(&public).header("x-forwarded-user", "amira").header("x-chat-proxy-secret", "");
    send(vouched).await.problem(Code::SessionEnded);
    // On loopback, standalone sessions work next to Forge.
    send(ask(&World::with(&[forge]).await)).await.good::<Session>();
}
