//! Who may frame the page: nobody, unless the address proves or names a host that is set up.

use crate::jira::{Jira, Site};
use crate::tokens::{context, hs256};
use crate::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};
use std::fs;

/// The address of the page in Connect's frame, without its token, and the hash that binds a token to it, made beside
/// the program.
const QUERY: &str = "projectId=10000&projectKey=SUP&xdm_e=http%3A%2F%2Facme&xdm_c=channel&cp=&lic=none&cv=1001";
const QSH: &str = "611a5444125bb777713cf96b1c3b2dc76a4259ee8724555d0e9d94052aab5d0a";

fn with_a_page(world: &World) {
    let folder = world.folder.path().join("dist");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    fs::write(folder.join("boot.js"), "boot").unwrap();
}

async fn policy(world: &World, path: &str) -> String {
    let answer = send(world.request(Method::GET, path)).await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("x-frame-options"), "", "it cannot say what the policy says");
    answer.header("content-security-policy").to_owned()
}

fn ancestors(policy: &str) -> &str {
    policy.split_once("frame-ancestors ").unwrap().1
}

fn address_claims(now: i64, site: &Site) -> Value {
    json!({ "iss": site.client_key, "sub": "5b10", "iat": now, "exp": now + 180, "qsh": QSH })
}

#[tokio::test]
async fn the_shell_may_hold_the_page_where_forge_is_set_up() {
    let jira = Jira::new().await;
    with_a_page(&jira.world);
    let port = jira.atlassian.port;
    let forge = policy(&jira.world, "/panel/?host=forge&theme=dark").await;
    let expected = format!("http://*.jira.localhost:{port} http://shell.cdn.localhost:{port}");
    assert_eq!(ancestors(&forge), expected);
    let standalone = policy(&jira.world, "/panel/?project=SUP").await;
    assert_eq!(ancestors(&standalone), "'none'");
    assert_eq!(forge.replace(ancestors(&forge), ""), standalone.replace("frame-ancestors 'none'", "frame-ancestors "));
    for other in ["/panel/?host=forges", "/panel/?Host=forge", "/panel/?host=", "/panel/boot.js?host=forge"] {
        assert_eq!(ancestors(&policy(&jira.world, other).await), "'none'", "{other}");
    }
}

#[tokio::test]
async fn the_site_that_has_signed_the_address_may_hold_the_page() {
    let jira = Jira::new().await;
    with_a_page(&jira.world);
    let site = jira.installed("acme").await;
    let token = hs256(&address_claims(jira.now(), &site), &site.secret);
    for path in ["/panel/", "/panel/index.html"] {
        let policy = policy(&jira.world, &format!("{path}?{QUERY}&jwt={token}")).await;
        let is_signed = path == "/panel/";
        assert_eq!(ancestors(&policy), if is_signed { &*site.url } else { "'none'" });
        let script = format!("http://connect.cdn.localhost:{}", jira.atlassian.port);
        let with_script = format!("script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self' {script};");
        assert_eq!(policy.contains(&with_script), is_signed, "{policy}");
    }
}

#[tokio::test]
async fn an_address_that_nobody_has_signed_is_nobodys() {
    let jira = Jira::new().await;
    with_a_page(&jira.world);
    let (site, other) = (jira.installed("acme").await, jira.installed("other").await);
    let now = jira.now();
    let claims = address_claims(now, &site);
    let changed = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        hs256(&claims, &site.secret)
    };
    let good = hs256(&claims, &site.secret);
    for query in [
        QUERY.to_owned(),
        format!("{QUERY}&jwt="),
        format!("{QUERY}&jwt=x.y.z"),
        format!("{QUERY}&jwt={}", hs256(&claims, &other.secret)),
        format!("{QUERY}&jwt={}", hs256(&context(now, &site.client_key, "10000"), &site.secret)),
        format!("{QUERY}&jwt={}", changed("qsh", json!("context-qsh"))),
        format!("{QUERY}&jwt={}", changed("exp", json!(now - 6))),
        format!("{QUERY}&jwt={}", changed("iat", json!(now + 60))),
        format!("{QUERY}&jwt={}", changed("iss", json!(other.client_key))),
        format!("{QUERY}&jwt={}", changed("iss", json!("nobody"))),
        format!("{QUERY}&jwt={good}&jwt={good}"),
        format!("{QUERY}&more=1&jwt={good}"),
        format!("{}&jwt={good}", QUERY.replace("10000", "10001")),
        format!("jwt={good}"),
        format!("xdm_e={}", site.url),
    ] {
        let policy = policy(&jira.world, &format!("/panel/?{query}")).await;
        assert_eq!(ancestors(&policy), "'none'", "{query}");
        assert!(!policy.contains("connect.cdn"), "{query}");
    }
    assert_eq!(jira.uninstall(&site, &jira.uninstall_token(&site, now + 1)).await.status, 204);
    assert_eq!(ancestors(&policy(&jira.world, &format!("/panel/?{QUERY}&jwt={good}")).await), "'none'");
}

#[tokio::test]
async fn where_no_app_is_set_up_nobody_frames_anything() {
    let world = World::new().await;
    with_a_page(&world);
    for query in ["host=forge", QUERY, "jwt=x.y.z"] {
        assert_eq!(ancestors(&policy(&world, &format!("/panel/?{query}")).await), "'none'", "{query}");
    }
}
