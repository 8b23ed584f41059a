//! Questions to a site, asked as the app: each carries a token of the app's own that is good for this one question.
//! Source: Atlassian Connect, "Understanding JWT".

use super::{Connect, Tenant, qsh};
use crate::Backend;
use crate::error::Error;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{RequestBuilder, Url};
use serde::Serialize;

/// How long the app's own token lasts, in seconds.
const LASTS: i64 = 60;

/// The app's own token.
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: i64,
    exp: i64,
    qsh: String,
}

/// Whoever asks, and the site that is asked.
#[derive(Clone, Copy)]
pub(super) struct App<'a> {
    pub(super) connect: &'a Connect,
    pub(super) backend: &'a Backend,
    pub(super) tenant: &'a Tenant,
}

impl App<'_> {
    /// A question that reads `path` with these parameters.
    pub(super) fn get(self, path: &str, parameters: &[(&str, &str)]) -> Result<RequestBuilder, Error> {
        let mut url = self.url(path)?;
        url.query_pairs_mut().extend_pairs(parameters);
        let authorization = self.authorization("GET", &url)?;
        Ok(self.backend.atlassian.get(url).header(AUTHORIZATION, authorization))
    }

    /// A question to `path` that will have a body.
    pub(super) fn post(self, path: &str) -> Result<RequestBuilder, Error> {
        let url = self.url(path)?;
        let authorization = self.authorization("POST", &url)?;
        Ok(self.backend.atlassian.post(url).header(AUTHORIZATION, authorization))
    }

    /// A site is an origin, so nothing stands before `path`.
    fn url(self, path: &str) -> Result<Url, Error> {
        let url = Url::parse(&self.tenant.site).and_then(|site| site.join(path));
        url.map_err(|_| Error::internal("a stored site cannot be asked"))
    }

    fn authorization(self, method: &str, url: &Url) -> Result<HeaderValue, Error> {
        let now = self.backend.clock.now().unix();
        let qsh = qsh::hash(method, "", url.path(), url.query().unwrap_or_default());
        let claims = Claims { iss: &self.connect.app_key, iat: now, exp: now + LASTS, qsh };
        let key = EncodingKey::from_secret(self.tenant.secret.as_bytes());
        let unsigned = || Error::internal("the app's token could not be signed");
        let token = encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|_| unsigned())?;
        let mut header = HeaderValue::from_str(&format!("JWT {token}")).map_err(|_| unsigned())?;
        // No part of the client prints a header that is sensitive.
        header.set_sensitive(true);
        Ok(header)
    }
}
