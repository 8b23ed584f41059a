//! JWTs signed with the secret that a site shares with us (HS256). There are two kinds, and neither passes as the other:
//! a page in Jira gets them for its requests, and an address that opens a frame carries one in its query.

use super::{Tenant, qsh};
use crate::caller::jwt::{self, Timed, Times, refused};
use crate::error::Error;
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;

/// Stands in the place of a hash where the token is for any request of a page.
const CONTEXT: &str = "context-qsh";

/// What a token of a page proves.
pub(super) struct Person {
    pub(super) account: String,
    /// The project's ID.
    pub(super) project: ProjectKey,
    /// The project's key at this moment.
    pub(super) key: ProjectKey,
}

/// What every token has.
#[derive(Deserialize)]
struct Claims {
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    /// Its being text, and its standing there once, is demanded here; its value by the verification.
    #[serde(rename = "iss")]
    _iss: String,
    qsh: String,
    sub: Option<String>,
    context: Option<Context>,
}

#[derive(Deserialize)]
struct Context {
    jira: Option<Jira>,
}

#[derive(Deserialize)]
struct Jira {
    project: Option<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
    key: ProjectKey,
}

#[derive(Deserialize)]
struct Issuer {
    iss: String,
}

impl Timed for Claims {
    fn times(&self) -> Times {
        Times { exp: self.exp, iat: self.iat, nbf: self.nbf }
    }
}

/// The site that `token` says it comes from. Nothing is proved by it: it says only whose secret is to be tried.
pub(super) fn issuer(token: &str) -> Result<String, Error> {
    let claims = insecure_decode_claims::<Issuer>(token).map_err(|_| refused("it is no token"))?;
    Ok(claims.iss)
}

/// The token in a query, where one stands there once.
pub(super) fn in_query(query: &str) -> Option<String> {
    let mut tokens = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "jwt");
    let token = tokens.next()?.1.into_owned();
    tokens.next().is_none().then_some(token)
}

/// Whom the token of a page in Jira stands for.
pub(super) fn of_a_page(token: &str, tenant: &Tenant, now: Timestamp) -> Result<Person, Error> {
    let claims = verify(token, tenant, now)?;
    if claims.qsh != CONTEXT {
        return Err(refused("it is no token of a page"));
    }
    let project = claims.context.and_then(|context| context.jira).and_then(|jira| jira.project);
    let Project { id, key } = project.ok_or_else(|| refused("it names no project"))?;
    let account = claims.sub.ok_or_else(|| refused("it names no account"))?;
    Ok(Person { account: jwt::account_id(account)?, project: jwt::project_id(&id)?, key })
}

/// Lets pass the token of an address that opens a frame.
pub(super) fn of_an_address(
    token: &str,
    tenant: &Tenant,
    path: &str,
    query: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let claims = verify(token, tenant, now)?;
    if claims.qsh == qsh::hash("GET", "", path, query) { Ok(()) } else { Err(refused("it is for another address")) }
}

fn verify(token: &str, tenant: &Tenant, now: Timestamp) -> Result<Claims, Error> {
    let key = DecodingKey::from_secret(tenant.secret.as_bytes());
    jwt::verify(token, &key, &jwt::demands(Algorithm::HS256, &tenant.client_key, None), now)
}
