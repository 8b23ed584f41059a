//! One method for each endpoint of the contract. All of them share sessions, time limits, retries and errors.

use super::read;
use super::session::Sessions;
use super::transport::{Abort, Body, Request, Response, send};
use crate::host::{self, Host};
use contract::access_token::AccessToken;
use contract::endpoint;
use contract::problem::Code;
use contract::report::TokenReport;
use contract::request::{CheckToken, SaveToken};
use contract::settings::{ProjectKey, Settings};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use panel::{Error, SavedSettings};
use serde_json::to_string;
use std::rc::Rc;

/// How long a request may take in all, retries included, in milliseconds. Longer than the backend's own limit, so that
/// the backend's error comes first.
const LIMIT: u32 = 15_000;

/// A retry is sent only if this much of the limit is left, in milliseconds: a retry that is cut short would hide the
/// backend's own error.
const MIN_TIME_FOR_RETRY: u32 = 2_000;

/// How often a request that only reads is sent at most.
const READ_ATTEMPTS: u32 = 3;

/// How often a save is sent at most: once more after a lost response, with the same Idempotency-Key.
const SAVE_ATTEMPTS: u32 = 2;

/// The longest pause before the first retry, in milliseconds; it doubles with each.
const MAX_FIRST_PAUSE: f64 = 600.0;

/// The Chat backend, for one project.
#[derive(Clone, Debug)]
pub struct Client {
    host: Rc<Host>,
    project: ProjectKey,
    sessions: Rc<Sessions>,
    /// Makes the Idempotency-Keys of this page unique.
    nonce: Rc<str>,
}

impl Client {
    /// The backend that served the page, for `project`.
    #[must_use]
    pub fn new(host: Rc<Host>, project: ProjectKey) -> Self {
        Self { host, project, sessions: Rc::default(), nonce: host::nonce().into() }
    }

    /// Reads the settings.
    ///
    /// # Errors
    /// Why there are none.
    pub async fn load(&self) -> Result<SavedSettings, Error> {
        let request = self.request(Method::GET, endpoint::SETTINGS, Vec::new(), None);
        self.saved(&self.run(request, READ_ATTEMPTS, None).await?)
    }

    /// Checks a token that isn't saved. Never retried: Meta limits requests, and the backend retries if it helps.
    ///
    /// # Errors
    /// Why there is no report.
    pub async fn check(&self, token: AccessToken, abort: Option<&Abort>) -> Result<TokenReport, Error> {
        let body = to_string(&CheckToken::new(token)).map_err(|_| Error::Unreadable)?;
        let request = self.request(Method::POST, endpoint::TOKEN_CHECKS, Vec::new(), Some(body));
        read(&self.run(request, 1, abort).await?)
    }

    /// Saves a token over the settings of `version`. Saves with the same `key` take effect once.
    ///
    /// # Errors
    /// Why it wasn't saved, or why that is unknown.
    pub async fn save(&self, save: &SaveToken, version: &str, key: u64) -> Result<SavedSettings, Error> {
        let headers =
            vec![("if-match", version.to_owned()), (endpoint::IDEMPOTENCY_KEY, format!("{}-{key}", self.nonce))];
        let body = to_string(save).map_err(|_| Error::Unreadable)?;
        let request = self.request(Method::PUT, endpoint::TOKEN, headers, Some(body));
        self.saved(&self.run(request, SAVE_ATTEMPTS, None).await?)
    }

    /// Checks the saved token again.
    ///
    /// # Errors
    /// Why it wasn't checked.
    pub async fn check_again(&self) -> Result<SavedSettings, Error> {
        let request = self.request(Method::POST, endpoint::CHECKS, Vec::new(), None);
        self.saved(&self.run(request, 1, None).await?)
    }

    /// Deletes the saved token of `version`. Never retried: a retry would find a newer version, its own.
    ///
    /// # Errors
    /// Why it wasn't deleted, or why that is unknown.
    pub async fn disconnect(&self, version: &str) -> Result<SavedSettings, Error> {
        let headers = vec![("if-match", version.to_owned())];
        let request = self.request(Method::DELETE, endpoint::TOKEN, headers, None);
        self.saved(&self.run(request, 1, None).await?)
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<String>,
    ) -> Request {
        Request { method, path: endpoint::of_project(path, &self.project), headers, body: body.map(Body) }
    }

    /// Sends `request` up to `attempts` times within the limit, as long as the errors look transient.
    async fn run(&self, request: Request, attempts: u32, abort: Option<&Abort>) -> Result<Response, Error> {
        let deadline = Deadline::in_milliseconds(LIMIT);
        let mut max_pause = MAX_FIRST_PAUSE;
        let is_save = request.method == Method::PUT;
        let mut unknown = None;
        for left in (0..attempts).rev() {
            let error = match self.authorized(&request, &deadline, abort).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            // Full jitter: pages that failed together don't come back together.
            let pause = (host::fraction() * max_pause) as u32;
            if left == 0 || !error.is_transient() || deadline.left() <= pause + MIN_TIME_FOR_RETRY {
                // A retry that is rejected before the backend looks at the save doesn't say what the first one did.
                let says_nothing = !error.is_outcome_unknown() && !error.settles_save();
                let error = unknown.filter(|_| says_nothing).unwrap_or(error);
                return Err(if self.host.is_offline() && error == Error::Unreachable { Error::Offline } else { error });
            }
            unknown = (is_save && error.is_outcome_unknown()).then_some(error).or(unknown);
            TimeoutFuture::new(pause).await;
            max_pause *= 2.0;
        }
        Err(Error::Unreachable)
    }

    /// Sends `request` with a session. A 401 means that nothing was done, so it is sent once more with a new session.
    async fn authorized(
        &self,
        request: &Request,
        deadline: &Deadline,
        abort: Option<&Abort>,
    ) -> Result<Response, Error> {
        let mut renewed = false;
        loop {
            let authorization = self.sessions.authorization(&self.host, &self.project, deadline.left()).await?;
            let mut request = request.clone();
            request.headers.push(("authorization", authorization));
            match accepted(send(&request, deadline.left(), abort).await?) {
                Err(error) if error.code() == Some(Code::SessionEnded) && !renewed => {
                    self.sessions.clear();
                    renewed = true;
                }
                result => return result,
            }
        }
    }

    /// The settings, unless they belong to another Jira site than the one around the page: an attacker may have given
    /// this page a session of their own, to get the token that is entered.
    fn saved(&self, response: &Response) -> Result<SavedSettings, Error> {
        let settings: Settings = read(response)?;
        if settings.project.site.as_ref().is_some_and(|site| !self.host.is_on_site(site)) {
            return Err(Error::WrongSite);
        }
        let version = response.etag.clone().ok_or(Error::Unreadable)?;
        Ok(SavedSettings { settings, version, at: host::now() })
    }
}

/// The response if it is successful.
fn accepted(response: Response) -> Result<Response, Error> {
    if response.status == 200 { Ok(response) } else { Err(super::rejection(&response)) }
}

/// The moment after which the page no longer waits, by the browser's clock in milliseconds.
struct Deadline(f64);

impl Deadline {
    fn in_milliseconds(limit: u32) -> Self {
        Self(js_sys::Date::now() + f64::from(limit))
    }

    /// Milliseconds until then.
    fn left(&self) -> u32 {
        (self.0 - js_sys::Date::now()).max(0.0) as u32
    }
}
