//! The feature.

pub mod draft;
pub mod model;
pub mod prose;
pub mod wording;
