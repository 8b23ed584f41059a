//! The WhatsApp Business settings panel of Chat for JSM Cloud.
//!
//! What the panel is, its state and everything it shows, is in the crate [`panel`]. Here it is rendered and connected:
//!
//! | module | does |
//! |---|---|
//! | [`app`] | puts the page together |
//! | `runtime` | keeps the panel's state and runs its commands |
//! | [`shown`] | holds what the panel shows, in signals |
//! | `sections` | renders what the panel shows |
//! | [`ui`] | components that know nothing about WhatsApp, Jira or HTTP |
//! | [`api`] | sends requests to the Chat backend |
//! | [`host`] | knows where the page is running |
//!
//! Dependencies point one way: `app → {runtime, sections, api, host}`, `runtime → {shown, api, host}`, `sections → {shown, ui}`,
//! `api → host`, and all but `ui` use `panel`.

pub mod api;
pub mod app;
pub mod host;
mod runtime;
pub mod sections;
pub mod shown;
pub mod ui;
