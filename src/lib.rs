//! The WhatsApp Business settings panel of Chat for JSM Cloud.
//!
//! | room | holds |
//! |---|---|
//! | [`app`] | the composition root |
//! | [`settings`] | the parts of the feature, drawn |
//! | [`api`] | talking to the Chat backend |
//! | [`host`] | where the page is running |
//! | [`ui`] | parts that know nothing of WhatsApp, Jira or HTTP |
//!
//! What the panel is, its state and its words, stands in the crate [`panel`]. Dependencies point one way:
//! `app → settings → {ui, api}`, `app → host`, `api → host`, and all but `ui` use `panel` and `contract`.

pub mod api;
pub mod app;
pub mod host;
pub mod settings;
pub mod ui;
