//! The rules of this house that no compiler checks, as tests.
