//! The page's files, and the headers of every response.

use crate::world::{Response, World, send};
use axum::Router;
use axum::routing::get;
use backend::middleware;
use contract::endpoint;
use contract::problem::Code;
use reqwest::{Method, StatusCode};
use std::fs;
use tokio::net::TcpListener;

const HASHED: &str = "panel-0f3c2a91be4d5c67.js";

/// A world with the files of a built page that matter to the backend.
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

async fn file(world: &World, name: &str) -> Response {
    send(world.request(Method::GET, &format!("/panel/{name}"))).await
}

#[tokio::test]
async fn every_file_has_a_caching_header() {
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
        let response = file(&world, name).await;
        assert_eq!(response.status, StatusCode::OK, "{name}");
        assert_eq!(response.header("content-type"), media_type, "{name}");
        assert_eq!(response.header("cache-control"), how_long, "{name}");
        assert_eq!(response.header("vary"), "accept-encoding", "{name}");
        assert_eq!(response.header("content-encoding"), "", "{name}");
        assert_ne!(response.header("etag"), "", "{name}");
    }
}

#[tokio::test]
async fn clients_that_accept_brotli_get_it() {
    let world = with_page().await;
    let ask = |name: &str| world.request(Method::GET, &format!("/panel/{name}")).header("accept-encoding", "gzip, br");
    for (name, media_type) in [("", "text/html"), (HASHED, "text/javascript")] {
        let response = send(ask(name)).await;
        assert_eq!((response.header("content-encoding"), response.header("content-type")), ("br", media_type));
        assert!(response.body.starts_with("brotli of"), "{}", response.body);
    }
    let etag = send(ask("boot.js")).await.header("etag").to_owned();
    let again = send(ask("boot.js").header("if-none-match", etag)).await;
    assert_eq!((again.status, again.header("cache-control")), (StatusCode::NOT_MODIFIED, "no-cache"));
}

#[tokio::test]
async fn short_urls_redirect_to_the_page() {
    let world = with_page().await;
    for (path, there) in [("/", "/panel/"), ("/panel", "/panel/"), ("/?project=SUP", "/panel/?project=SUP")] {
        let response = send(world.request(Method::GET, path)).await;
        assert_eq!((response.status, response.header("location")), (StatusCode::TEMPORARY_REDIRECT, there));
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let world = with_page().await;
    for path in ["/panel/nothing.js", "/panel/%2e%2e/secret.txt", "/panel/..%2fsecret.txt", "/panel/%00", "/secret.txt"]
    {
        let response = send(world.request(Method::GET, path)).await;
        response.problem(Code::NotFound);
    }
}

#[tokio::test]
async fn a_missing_path_is_a_problem_too() {
    let world = with_page().await;
    for path in ["/api", "/api/nothing", "/api/projects/SUP", "/favicon.ico"] {
        send(world.request(Method::GET, path)).await.problem(Code::NotFound);
    }
    for (method, path, allowed) in [
        (Method::PATCH, endpoint::SESSION, "POST"),
        (Method::POST, "/api/projects/SUP/whatsapp/token", "PUT,DELETE"),
        (Method::DELETE, "/panel/boot.js", "GET,HEAD"),
    ] {
        let response = send(world.request(method, path)).await;
        response.problem(Code::MethodNotAllowed);
        assert_eq!(response.header("allow"), allowed, "{path}");
    }
}

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let world = with_page().await;
    let person = world.person("SUP").await;
    let responses = [
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
    for response in &responses {
        assert_eq!(response.header("content-security-policy"), policy);
        assert_eq!(response.header("referrer-policy"), "no-referrer");
        assert_eq!(response.header("x-content-type-options"), "nosniff");
        assert_eq!(response.header("cross-origin-opener-policy"), "same-origin-allow-popups");
        assert_eq!(response.header("cross-origin-resource-policy"), "same-origin");
        assert!(response.header("permissions-policy").contains("camera=()"));
        assert!(response.header("permissions-policy").contains("clipboard-write=(self)"));
        assert_eq!(response.header("strict-transport-security"), "", "there is no TLS on a loopback address");
        assert_eq!(response.header(endpoint::REQUEST_ID).len(), 16);
    }
    for api in &responses[..2] {
        assert_eq!(api.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_served_contract_matches_the_types() {
    let world = World::new().await;
    let response = send(world.request(Method::GET, endpoint::OPENAPI)).await;
    let served: serde_json::Value = response.good();
    let made: serde_json::Value = serde_json::from_str(&contract::openapi::document()).unwrap();
    assert!(served == made, "run UPDATE_OPENAPI=1 cargo test -p contract --features openapi");
}

#[tokio::test]
async fn a_panic_is_a_problem_without_its_message() {
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
        let response = send(ask()).await;
        response.problem(Code::Internal);
        assert!(!response.body.contains("Canary"), "{}", response.body);
    }
}
