//! Installing: the site reads the app's descriptor and hands it a secret, in a call that is signed by Atlassian's own
//! key (developer.atlassian.com, "App descriptor" and "Understanding JWT for Connect apps", signed lifecycle calls).

use axum::http::Method;
use serde_json::{Value, json};

use super::super::{Fault, Jira, chat, hosts::Role, jwt, keys::random_hex, places::Site, qsh, standing::Installation};

/// Where the sandbox looks for the descriptor. At Atlassian somebody gives its whole address.
const DESCRIPTOR: &str = "/connect/atlassian-connect.json";

/// How long the signature on a lifecycle call is good for; seconds.
const LIFETIME: u64 = 180;

/// The app as it is installed on this site, from now on if it was not before.
///
/// # Errors
/// When there is no app, no usable descriptor, or the app refuses.
pub(super) async fn ensured(jira: &Jira, site: &'static Site) -> Result<Installation, Fault> {
    let chat = jira.standing.chat().ok_or(Fault::NoChat)?;
    let mut installations = jira.standing.installations().await;
    if let Some(installed) = installations.get(&(chat.clone(), site.name)) {
        return Ok(installed.clone());
    }
    let answer = chat::send(Method::GET, &format!("{chat}{DESCRIPTOR}"), &[], None).await?;
    let descriptor = answer.json().filter(|_| answer.status == 200).ok_or(Fault::Descriptor)?;
    let (installation, callback) = read(&descriptor).ok_or(Fault::Descriptor)?;
    tell(jira, site, &installation, &callback).await?;
    jira.standing.count(|counts| &mut counts.installs);
    installations.insert((chat, site.name), installation.clone());
    Ok(installation)
}

/// What the descriptor says, with a new secret, and the path of the app's `installed` callback.
fn read(descriptor: &Value) -> Option<(Installation, String)> {
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let migrations = &descriptor["apiMigrations"];
    // What Connect asks of every app: tokens in place of cookies, and both of its later rules about signing.
    let usable = descriptor["authentication"]["type"] == "jwt"
        && migrations["signed-install"] == true
        && migrations["context-qsh"] == true;
    let module = &descriptor["modules"]["jiraProjectAdminTabPanels"][0];
    let base_url = text(&descriptor["baseUrl"])?.trim_end_matches('/').to_owned();
    chat::check(&origin_of(&base_url)?).ok()?;
    let installation = Installation {
        app_key: text(&descriptor["key"])?,
        shared_secret: random_hex(32),
        base_url,
        module: (text(&module["key"])?, text(&module["url"]).filter(|url| url.starts_with('/'))?),
    };
    let callback = text(&descriptor["lifecycle"]["installed"]).filter(|path| path.starts_with('/'))?;
    usable.then_some((installation, callback))
}

/// Scheme, host and port of an address.
pub(super) fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{authority}"))
}

/// Makes the `installed` call.
async fn tell(jira: &Jira, site: &'static Site, installation: &Installation, callback: &str) -> Result<(), Fault> {
    let key = jira.keys.install().await?;
    let now = jwt::now();
    let claims = json!({
        "iss": site.client_key,
        "aud": [installation.base_url],
        "iat": now,
        "exp": now + LIFETIME,
        "qsh": qsh::hash("POST", callback, ""),
    });
    let authorization = format!("JWT {}", jwt::signed_by_key(&claims, key));
    let base = jira.hosts.origin(Role::Site(site));
    let body = json!({
        "key": installation.app_key,
        "clientKey": site.client_key,
        "sharedSecret": installation.shared_secret,
        "baseUrl": base,
        "displayUrl": base,
        "productType": "jira",
        "description": "The sandbox",
        "eventType": "installed",
    });
    let url = format!("{}{callback}", installation.base_url);
    let answer = chat::send(Method::POST, &url, &[("authorization", &authorization)], Some(&body)).await?;
    if (200..300).contains(&answer.status) { Ok(()) } else { Err(Fault::Install) }
}
