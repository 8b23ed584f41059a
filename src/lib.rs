//! The page.

pub mod api;
pub mod i18n;
pub mod settings;
pub mod ui;
