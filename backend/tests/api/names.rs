//! Which host names and web sites may reach the backend from a browser.

use crate::world::{World, send};
use contract::endpoint;
use contract::problem::Code;
use reqwest::{Method, StatusCode};
use std::fs;

/// Sends a request that a browser elsewhere could send, and returns whether it is allowed.
async fn passes(world: &World, method: &Method, path: &str, headers: &[(&str, &str)]) -> bool {
    let mut request = world.request(method.clone(), path).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = send(request.body("{\"project\":\"SUP\"}")).await;
    let refused = response.status == StatusCode::FORBIDDEN;
    if refused {
        response.problem(Code::ForeignOrigin);
    }
    !refused
}

#[tokio::test]
async fn only_its_own_host_names_are_allowed() {
    let world = World::new().await;
    let port = world.address.rsplit(':').next().unwrap();
    let own = ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"].map(|name| format!("{name}:{port}"));
    let foreign = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("127.0.0.2:{port}"),
        format!("0.0.0.0:{port}"),
        "127.0.0.1".to_owned(),
        "127.0.0.1:1".to_owned(),
        format!("localhost.:{port}"),
        String::new(),
    ];
    let routes = [(Method::POST, endpoint::SESSION), (Method::GET, endpoint::PANEL), (Method::GET, endpoint::OPENAPI)];
    for (method, path) in &routes {
        for host in &own {
            assert!(passes(&world, method, path, &[("host", host)]).await, "{path} {host}");
            let origin = format!("http://{host}");
            assert!(passes(&world, method, path, &[("host", host), ("origin", &origin)]).await, "{path} {origin}");
        }
        for host in &foreign {
            assert!(!passes(&world, method, path, &[("host", host)]).await, "{path} {host}");
        }
        for origin in ["null", "http://evil.example", "https://127.0.0.1", "http://localhost", ""] {
            assert!(!passes(&world, method, path, &[("origin", origin)]).await, "{path} {origin}");
        }
        let https = format!("https://127.0.0.1:{port}");
        assert!(!passes(&world, method, path, &[("origin", &https)]).await, "{path} {https}");
    }
}

#[tokio::test]
async fn another_web_site_may_link_to_the_page_and_do_nothing_else() {
    let world = World::new().await;
    let cross = [("sec-fetch-site", "cross-site")];
    assert!(passes(&world, &Method::GET, endpoint::PANEL, &cross).await);
    assert!(!passes(&world, &Method::POST, endpoint::SESSION, &cross).await);
    assert!(!passes(&world, &Method::GET, endpoint::OPENAPI, &cross).await);
    for site in ["same-origin", "none"] {
        assert!(passes(&world, &Method::POST, endpoint::SESSION, &[("sec-fetch-site", site)]).await, "{site}");
    }
    let preflight = world.request(Method::OPTIONS, endpoint::SESSION).header("origin", "http://evil.example");
    let response = send(preflight.header("access-control-request-method", "POST")).await;
    response.problem(Code::ForeignOrigin);
    assert_eq!(response.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn health_checks_may_use_any_host_name() {
    let world = World::new().await;
    for path in [endpoint::HEALTHZ, endpoint::READYZ] {
        let response = send(world.request(Method::GET, path).header("host", "10.0.0.7")).await;
        assert_eq!(response.status, StatusCode::NO_CONTENT, "{path}");
    }
}

#[tokio::test]
async fn behind_a_proxy_the_public_name_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proxy.secret");
    fs::write(&path, "a secret of the proxy\n").unwrap();
    let proxy = ("CHAT_PROXY_SECRET_FILE", path.to_str().unwrap());
    let world = World::with(&[("CHAT_PUBLIC_ORIGIN", "https://chat.example.com"), proxy]).await;
    let public = [("host", "chat.example.com"), ("origin", "https://chat.example.com")];
    assert!(passes(&world, &Method::POST, endpoint::SESSION, &public).await);
    let other = [("host", "chat.example.com"), ("origin", "http://chat.example.com")];
    assert!(!passes(&world, &Method::POST, endpoint::SESSION, &other).await);
    let response = send(world.request(Method::GET, endpoint::PANEL)).await;
    assert_eq!(response.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
}
