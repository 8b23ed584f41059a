//! One listener, many names: which address exists under which.

use crate::world::{ACME, ATLASSIAN, FOREIGN, OTHER, SHELL, World, send};

const ALL: [&str; 5] = [ACME, OTHER, SHELL, FOREIGN, ATLASSIAN];

#[tokio::test]
async fn each_address_exists_only_under_its_own_names() {
    let world = World::start().await;
    let sites: &[&str] = &[ACME, OTHER];
    let expected: [(&str, &[&str]); 10] = [
        ("/forge", sites),
        ("/_assets/jira.js", sites),
        ("/_assets/jira.css", sites),
        ("/_assets/theme.js", sites),
        ("/_assets/forge.js", sites),
        ("/_platform/forge?project=SUP", sites),
        ("/global-bridge.js", &[ATLASSIAN]),
        ("/theme/dark.css", &[ATLASSIAN]),
        ("/.well-known/jwks.json", &[ATLASSIAN]),
        ("/frame?src=http://127.0.0.1:1/", &ALL),
    ];
    for (path, names) in expected {
        for name in ALL {
            let status = world.get(name, path).await.status;
            assert_eq!(status, if names.contains(&name) { 200 } else { 404 }, "{path} under {name:?}");
        }
    }
}

#[tokio::test]
async fn another_name_gets_no_response() {
    let world = World::start().await;
    let port = world.jira.port();
    for host in [
        "evil.example".to_owned(),
        format!("jira.localhost:{port}"),
        format!("third.jira.localhost:{port}"),
        format!("evil.acme.jira.localhost:{port}"),
        "acme.jira.localhost".to_owned(),
        format!("acme.jira.localhost:{}", port - 1),
        format!("localhost:{port}"),
    ] {
        for path in ["/forge", "/frame?src=http://a", "/_sandbox/jira", "/.well-known/jwks.json"] {
            let request = reqwest::Client::new().get(format!("http://{}{path}", world.jira)).header("host", &host);
            assert_eq!(send(request).await.status, 404, "{path} under {host}");
        }
    }
}

#[tokio::test]
async fn a_bare_frame_holds_an_address_or_another_bare_frame() {
    let world = World::start().await;
    let plain = world.get(FOREIGN, "/frame?src=http%3A%2F%2Fa.localhost%2F%3Fb%3D1%26c%3D%22%3C").await;
    assert!(plain.text.contains("src=\"http://a.localhost/?b=1&amp;c=&quot;&lt;\""), "{}", plain.text);
    let nested = format!("/frame?src=http%3A%2F%2Fa%2F%3Fb%26c&nested={}/frame", world.origin(ACME));
    let nested = world.get(FOREIGN, &nested).await;
    let expected = format!("src=\"{}/frame?src=http%3A%2F%2Fa%2F%3Fb%26c\"", world.origin(ACME));
    assert!(nested.text.contains(&expected), "{}", nested.text);
    for path in ["/frame", "/frame?src=javascript:alert(1)", "/frame?src=file:///etc/hosts"] {
        assert_eq!(world.get(FOREIGN, path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn jiras_page_has_nothing_inline_and_its_policy_allows_nothing_inline() {
    let world = World::start().await;
    let page = world.get(ACME, "/forge").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'; style-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert!(page.text.contains("<script type=\"module\" src=\"/_assets/forge.js\"></script>"));
    assert!(!page.text.contains("style=") && !page.text.contains("<h1") && !page.text.contains("onclick"));
}
