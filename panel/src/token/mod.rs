//! The link of the token: what the panel knows about a text, and about what Meta says of it.

pub mod findings;
pub mod shapes;
