//! Tenants are isolated: 10,000 requests with sessions for the wrong project or the wrong tenant, all of them rejected.

use crate::atlassian::Asked;
use crate::jira::Jira;
use crate::tokens::AMIRA;
use crate::world::token;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use backend::caller::{Caller, Rights, Sessions};
use backend::crypto::Keyring;
use backend::scope::Scope;
use contract::endpoint;
use contract::problem::Problem;
use contract::request::{CheckToken, OtherApp, SaveCheck, SaveToken};
use contract::settings::{Account, Project, ProjectKey};
use fastrand::Rng;
use http_body_util::BodyExt;
use sqlx::AnyPool;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

const REQUESTS: usize = 10_000;
const TENANTS: usize = 50;
const PROJECTS: usize = 200;

const ROUTES: [(&str, &str); 5] = [
    ("GET", endpoint::SETTINGS),
    ("POST", endpoint::TOKEN_CHECKS),
    ("PUT", endpoint::TOKEN),
    ("DELETE", endpoint::TOKEN),
    ("POST", endpoint::CHECKS),
];

/// Every tenant has the same project IDs, as in Jira.
fn project(number: usize) -> ProjectKey {
    ProjectKey::parse(&(10_000 + number).to_string()).unwrap()
}

fn caller(tenant: usize, of: usize) -> Caller {
    Caller {
        scope: Scope { tenant: format!("forge:{tenant}"), project: project(of) },
        shown: Project { key: project(of), name: None, site: None },
        account: Account { id: AMIRA.into(), name: None },
        rights: Rights::Administer,
        installation: None,
    }
}

/// A session as Forge opens one; the permissions aren't tested here.
fn session(jira: &Jira, tenant: usize, of: usize) -> String {
    let session = jira.world.app.state.sessions.open(caller(tenant, of)).unwrap();
    format!("Bearer {}", session.bearer.expose())
}

/// A request's authorization, the project in its path, and the status that it must get.
fn wrong(rng: &mut Rng, jira: &Jira, strangers: &Sessions) -> (String, String, StatusCode) {
    let (tenant, of) = (rng.usize(..TENANTS), rng.usize(..PROJECTS));
    let other = (of + 1 + rng.usize(..PROJECTS - 1)) % PROJECTS;
    let path = |number: usize| project(number).as_str().to_owned();
    match rng.usize(..5) {
        0 => (session(jira, tenant, of), path(other), StatusCode::NOT_FOUND),
        // The right claims, sealed with a stranger's key.
        1 => {
            let forged = strangers.open(caller(tenant, of)).unwrap();
            (format!("Bearer {}", forged.bearer.expose()), path(of), StatusCode::UNAUTHORIZED)
        }
        2 => {
            let mut bearer = session(jira, tenant, of).into_bytes();
            let at = rng.usize("Bearer v4.local.".len()..bearer.len());
            bearer[at] = if bearer[at] == b'A' { b'B' } else { b'A' };
            (String::from_utf8(bearer).unwrap(), path(of), StatusCode::UNAUTHORIZED)
        }
        // The same project, spelled differently, and the other way round.
        3 => (session(jira, tenant, of), format!("0{}", path(of)), StatusCode::NOT_FOUND),
        _ => {
            let spelled = format!("{}%2f..%2f{}", path(of), path(other));
            (session(jira, tenant, of), spelled, StatusCode::NOT_FOUND)
        }
    }
}

/// A valid body for the route.
fn body(pattern: &str) -> String {
    let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
    let body = match pattern {
        endpoint::TOKEN => serde_json::to_string(&wish),
        _ => serde_json::to_string(&CheckToken::new(token("good"))),
    };
    body.unwrap()
}

async fn ask(
    router: &Router,
    jira: &Jira,
    (method, pattern): (&str, &str),
    authorization: &str,
    project: &str,
) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(pattern.replace("{project}", project))
        .header("host", jira.world.address.trim_start_matches("http://"))
        .header("authorization", authorization)
        .header("content-type", "application/json")
        .header("if-match", "\"0\"")
        .header(endpoint::IDEMPOTENCY_KEY, "k");
    let request = request.body(Body::from(body(pattern))).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
}

#[tokio::test]
async fn no_valid_session_opens_another_project_or_tenant() {
    let jira = Jira::new().await;
    let router = jira.world.app.router();
    let keys = Arc::new(Keyring::parse(&Keyring::new_line().unwrap()).unwrap());
    let strangers = Sessions::new(keys, jira.world.app.clock.clone(), Duration::from_secs(300));
    let mut rng = Rng::with_seed(20_261_123);
    for _ in 0..REQUESTS {
        let (authorization, project, expected) = wrong(&mut rng, &jira, &strangers);
        let route = ROUTES[rng.usize(..ROUTES.len())];
        let (status, body) = ask(&router, &jira, route, &authorization, &project).await;
        assert_eq!(status, expected, "{route:?} {project} {body}");
        assert_eq!(serde_json::from_str::<Problem>(&body).unwrap().status, expected.as_u16());
    }
    assert_eq!((jira.world.sandbox.asked().await, jira.atlassian.count(Asked::Rights)), (0, 0));
    let pool = AnyPool::connect(&format!("sqlite:{}", jira.world.database().display())).await.unwrap();
    for table in ["connection", "audit", "idempotent_responses"] {
        let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(statement).fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    // The same requests with the right project succeed.
    for tenant in 0..TENANTS {
        let of = rng.usize(..PROJECTS);
        let (status, body) = ask(&router, &jira, ROUTES[0], &session(&jira, tenant, of), project(of).as_str()).await;
        assert_eq!(status, StatusCode::OK, "{body}");
    }
}
