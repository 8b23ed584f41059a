//! What page and backend agree on.
