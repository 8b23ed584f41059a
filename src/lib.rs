//! The WhatsApp Business settings panel of Chat for JSM Cloud.
//!
//! | room | holds |
//! |---|---|
//! | [`app`] | the composition root |
//! | [`settings`] | the feature: its state, its words, its parts |
//! | [`api`] | talking to the Chat backend |
//! | [`host`] | where the page is running |
//! | [`i18n`] | every sentence that a person can read |
//! | [`ui`] | parts that know nothing of WhatsApp, Jira or HTTP |
//!
//! Dependencies point one way: `app → settings → {ui, i18n, api}`, `app → host`, `api → {host, contract}`.

pub mod api;
pub mod app;
pub mod host;
pub mod i18n;
pub mod settings;
pub mod ui;
