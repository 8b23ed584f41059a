//! The page's files and the headers of every answer.

use crate::world::{Answer, World, send};
use axum::Router;
use axum::routing::get;
use backend::middleware;
use contract::endpoint;
use contract::problem::Code;
use reqwest::{Method, StatusCode};
use std::fs;
use tokio::net::TcpListener;

const HASHED: &str = "panel-0f3c2a91be4d5c67.js";

/// A built page, as far as the backend looks at it.
async fn with_page() -> World {
    let world = World::new().await;
    let folder = world.folder.path().join("dist");
    fs::create_dir(&folder).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("boot.js", "boot"),
        (HASHED, "plain"),
        ("panel-0f3c2a91be4d5c67_bg.wasm", "\0asm"),
        ("guide.svg", "<svg/>"),
    ] {
        fs::write(folder.join(name), content).unwrap();
        fs::write(folder.join(format!("{name}.br")), format!("brotli of {name}")).unwrap();
    }
    fs::write(world.folder.path().join("secret.txt"), "not for you").unwrap();
    world
}

async fn file(world: &World, name: &str) -> Answer {
    send(world.request(Method::GET, &format!("/panel/{name}"))).await
}

#[tokio::test]
async fn every_file_says_how_long_it_may_be_kept() {
    let world = with_page().await;
    let for_ever = "public, max-age=31536000, immutable";
    for (name, media_type, how_long) in [
        ("", "text/html", "no-store"),
        ("index.html", "text/html", "no-store"),
        ("boot.js", "text/javascript", "no-cache"),
        ("guide.svg", "image/svg+xml", "no-cache"),
        (HASHED, "text/javascript", for_ever),
        ("panel-0f3c2a91be4d5c67_bg.wasm", "application/wasm", for_ever),
    ] {
        let answer = file(&world, name).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(answer.header("content-type"), media_type, "{name}");
        assert_eq!(answer.header("cache-control"), how_long, "{name}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{name}");
        assert_eq!(answer.header("content-encoding"), "", "{name}");
        assert_ne!(answer.header("etag"), "", "{name}");
    }
}

#[tokio::test]
async fn who_takes_brotli_gets_it() {
    let world = with_page().await;
    let ask = |name: &str| world.request(Method::GET, &format!("/panel/{name}")).header("accept-encoding", "gzip, br");
    for (name, media_type) in [("", "text/html"), (HASHED, "text/javascript")] {
        let answer = send(ask(name)).await;
        assert_eq!((answer.header("content-encoding"), answer.header("content-type")), ("br", media_type));
        assert!(answer.body.starts_with("brotli of"), "{}", answer.body);
    }
    let etag = send(ask("boot.js")).await.header("etag").to_owned();
    let again = send(ask("boot.js").header("if-none-match", etag)).await;
    assert_eq!((again.status, again.header("cache-control")), (StatusCode::NOT_MODIFIED, "no-cache"));
}

#[tokio::test]
async fn the_short_ways_lead_to_the_page() {
    let world = with_page().await;
    for (path, there) in [("/", "/panel/"), ("/panel", "/panel/"), ("/?project=SUP", "/panel/?project=SUP")] {
        let answer = send(world.request(Method::GET, path)).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::TEMPORARY_REDIRECT, there));
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let world = with_page().await;
    for path in ["/panel/nothing.js", "/panel/%2e%2e/secret.txt", "/panel/..%2fsecret.txt", "/panel/%00", "/secret.txt"]
    {
        let answer = send(world.request(Method::GET, path)).await;
        answer.problem(Code::NotFound);
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_like_any_other() {
    let world = with_page().await;
    for path in ["/api", "/api/nothing", "/api/projects/SUP", "/favicon.ico"] {
        send(world.request(Method::GET, path)).await.problem(Code::NotFound);
    }
    for (method, path, allowed) in [
        (Method::PATCH, endpoint::SESSION, "POST"),
        (Method::POST, "/api/projects/SUP/whatsapp/token", "PUT,DELETE"),
        (Method::DELETE, "/panel/boot.js", "GET,HEAD"),
    ] {
        let answer = send(world.request(method, path)).await;
        answer.problem(Code::MethodNotAllowed);
        assert_eq!(answer.header("allow"), allowed, "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let world = with_page().await;
    let person = world.person("SUP").await;
    let answers = [
        person.show().await,
        person.check("good").await,
        file(&world, "").await,
        file(&world, HASHED).await,
        send(world.request(Method::GET, "/nothing")).await,
        send(world.request(Method::GET, "/").header("host", "evil.example")).await,
        send(world.request(Method::GET, endpoint::HEALTHZ)).await,
    ];
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                  font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
                  frame-ancestors 'none'";
    for answer in &answers {
        assert_eq!(answer.header("content-security-policy"), policy);
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin-allow-popups");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert!(answer.header("permissions-policy").contains("clipboard-write=(self)"));
        assert_eq!(answer.header("strict-transport-security"), "", "there is no TLS on a loopback address");
        assert_eq!(answer.header(endpoint::REQUEST_ID).len(), 16);
    }
    for api in &answers[..2] {
        assert_eq!(api.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_served_contract_is_the_one_that_the_types_make() {
    let world = World::new().await;
    let answer = send(world.request(Method::GET, endpoint::OPENAPI)).await;
    let served: serde_json::Value = answer.good();
    let made: serde_json::Value = serde_json::from_str(&contract::openapi::document()).unwrap();
    assert!(served == made, "run UPDATE_OPENAPI=1 cargo test -p contract --features openapi");
}

#[tokio::test]
async fn a_panic_is_a_problem_without_its_words() {
    let world = World::new().await;
    let panics = Router::new().route("/", get(async || -> &'static str { panic!("EAASANDBOXCanary") }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let guarded = middleware::apply(panics, &world.app.rules);
    tokio::spawn(async { axum::serve(listener, guarded).await });
    // The middleware allows the backend's own names.
    let host = world.address.trim_start_matches("http://");
    let ask = || world.http.get(format!("http://{address}/")).header("host", host);
    for _ in 0..2 {
        let answer = send(ask()).await;
        answer.problem(Code::Internal);
        assert!(!answer.body.contains("Canary"), "{}", answer.body);
    }
}
