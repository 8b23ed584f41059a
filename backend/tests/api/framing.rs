//! Who may frame the page: no one, unless the URL names Forge and the Forge app is on.

use crate::jira::Jira;
use crate::world::{World, send};
use reqwest::Method;
use std::fs;

fn with_a_page(world: &World) {
    let folder = world.folder.path().join("dist");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    fs::write(folder.join("boot.js"), "boot").unwrap();
}

async fn policy(world: &World, path: &str) -> String {
    let response = send(world.request(Method::GET, path)).await;
    assert_eq!(response.status, 200, "{path}");
    assert_eq!(response.header("x-frame-options"), "", "the policy replaces it");
    response.header("content-security-policy").to_owned()
}

fn ancestors(policy: &str) -> &str {
    policy.split_once("frame-ancestors ").unwrap().1
}

#[tokio::test]
async fn the_forge_shell_may_frame_the_page_if_the_app_is_on() {
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
async fn without_the_app_no_one_may_frame_the_page() {
    let world = World::new().await;
    with_a_page(&world);
    for query in ["host=forge", "jwt=x.y.z"] {
        assert_eq!(ancestors(&policy(&world, &format!("/panel/?{query}")).await), "'none'", "{query}");
    }
}
