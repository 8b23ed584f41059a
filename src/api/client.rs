//! One method for each endpoint of the contract, all on one road: the host's word, request, answer, error.

use super::read;
use super::session::Sessions;
use super::transport::{Abort, Answer, Body, Call, send};
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

/// How long a call may take in all, in milliseconds, repeats included. Longer than the backend's own limit, so that
/// its words are heard first.
const LIMIT: u32 = 15_000;

/// A repeat is sent while at least so much of the limit is left, in milliseconds: one that is cut short would take the
/// place of what the backend said itself.
const WORTH_A_TRY: u32 = 2_000;

/// How often a call that only reads is sent at most.
const READ_TRIES: u32 = 3;

/// How often a save is sent at most: once more after an answer that was lost, under the same Idempotency-Key.
const SAVE_TRIES: u32 = 2;

/// The longest wait before the first repeat, in milliseconds; it doubles with each.
const FIRST_WAIT: f64 = 600.0;

/// The Chat backend, for one project.
#[derive(Clone, Debug)]
pub struct Client {
    host: Rc<Host>,
    project: ProjectKey,
    sessions: Rc<Sessions>,
    /// What makes this page's Idempotency-Keys its own.
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
        let call = self.call(Method::GET, endpoint::SETTINGS, Vec::new(), None);
        self.saved(&self.run(call, READ_TRIES, None).await?)
    }

    /// Checks a token that is not saved. Never repeated: Meta counts, and the backend repeats where it helps.
    ///
    /// # Errors
    /// Why there is no report.
    pub async fn check(&self, token: AccessToken, abort: Option<&Abort>) -> Result<TokenReport, Error> {
        let body = to_string(&CheckToken::new(token)).map_err(|_| Error::Unreadable)?;
        let call = self.call(Method::POST, endpoint::TOKEN_CHECKS, Vec::new(), Some(body));
        read(&self.run(call, 1, abort).await?)
    }

    /// Saves a token over the settings of `version`. The same `intent` is done once, however often it is sent.
    ///
    /// # Errors
    /// Why it was not saved, or why nobody knows.
    pub async fn save(&self, save: &SaveToken, version: &str, intent: u64) -> Result<SavedSettings, Error> {
        let headers =
            vec![("if-match", version.to_owned()), (endpoint::IDEMPOTENCY_KEY, format!("{}-{intent}", self.nonce))];
        let body = to_string(save).map_err(|_| Error::Unreadable)?;
        let call = self.call(Method::PUT, endpoint::TOKEN, headers, Some(body));
        self.saved(&self.run(call, SAVE_TRIES, None).await?)
    }

    /// Checks the saved token again.
    ///
    /// # Errors
    /// Why it was not checked.
    pub async fn check_again(&self) -> Result<SavedSettings, Error> {
        let call = self.call(Method::POST, endpoint::CHECKS, Vec::new(), None);
        self.saved(&self.run(call, 1, None).await?)
    }

    /// Deletes the saved token of `version`. Never repeated: a repeat would find a newer version, its own.
    ///
    /// # Errors
    /// Why it was not deleted, or why nobody knows.
    pub async fn disconnect(&self, version: &str) -> Result<SavedSettings, Error> {
        let headers = vec![("if-match", version.to_owned())];
        let call = self.call(Method::DELETE, endpoint::TOKEN, headers, None);
        self.saved(&self.run(call, 1, None).await?)
    }

    fn call(&self, method: Method, path: &str, headers: Vec<(&'static str, String)>, body: Option<String>) -> Call {
        Call { method, path: endpoint::of_project(path, &self.project), headers, body: body.map(Body) }
    }

    /// Sends `call` up to `tries` times within the limit, while failures look as if they would pass.
    async fn run(&self, call: Call, tries: u32, abort: Option<&Abort>) -> Result<Answer, Error> {
        let deadline = Deadline::in_milliseconds(LIMIT);
        let mut wait = FIRST_WAIT;
        let may_change = call.method == Method::PUT;
        let mut unheard = None;
        for left in (0..tries).rev() {
            let error = match self.authorized(&call, &deadline, abort).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            // Full jitter: pages that failed together do not come back together.
            let pause = (host::fraction() * wait) as u32;
            if left == 0 || !error.is_transient() || deadline.left() <= pause + WORTH_A_TRY {
                // A repeat that was turned away at the door does not tell what the first try has done.
                let says_nothing = !error.is_outcome_unknown() && !error.settles_save();
                let error = unheard.filter(|_| says_nothing).unwrap_or(error);
                return Err(if self.host.is_offline() && error == Error::Unreachable { Error::Offline } else { error });
            }
            unheard = (may_change && error.is_outcome_unknown()).then_some(error).or(unheard);
            TimeoutFuture::new(pause).await;
            wait *= 2.0;
        }
        Err(Error::Unreachable)
    }

    /// Sends `call` with a session. A 401 means that nothing was done, so a new session may repeat it once.
    async fn authorized(&self, call: &Call, deadline: &Deadline, abort: Option<&Abort>) -> Result<Answer, Error> {
        let mut renewed = false;
        loop {
            let authorization = self.sessions.authorization(&self.host, &self.project, deadline.left()).await?;
            let mut call = call.clone();
            call.headers.push(("authorization", authorization));
            let answer = send(&call, deadline.left(), abort).await?;
            match accepted(answer) {
                Err(error) if error.code() == Some(Code::SessionEnded) && !renewed => {
                    self.sessions.forget();
                    renewed = true;
                }
                result => return result,
            }
        }
    }

    /// The settings, unless they are another Jira site's than the one around the page: then somebody may have handed
    /// this page a session of theirs, to learn what is typed into it.
    fn saved(&self, answer: &Answer) -> Result<SavedSettings, Error> {
        let settings: Settings = read(answer)?;
        if settings.project.site.as_ref().is_some_and(|site| !self.host.is_on_site(site)) {
            return Err(Error::WrongSite);
        }
        let version = answer.etag.clone().ok_or(Error::Unreadable)?;
        Ok(SavedSettings { settings, version, at: host::now() })
    }
}

/// The answer, unless it is a refusal.
fn accepted(answer: Answer) -> Result<Answer, Error> {
    if answer.status == 200 { Ok(answer) } else { Err(super::refusal(&answer)) }
}

/// The moment after which nobody waits any more.
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
