//! Values drawn from the state, whose readers run only when they change.
//!
//! Leptos compiles its machinery anew for every type that a memo holds, a good kilobyte each. So there is one type of
//! memo for all of them, and a value's own type is known again where it is read.

use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value of some type, and how two of them are compared.
#[derive(Clone)]
pub(super) struct Value {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Value {
    pub(super) fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| one.downcast_ref::<T>() == other.downcast_ref::<T>();
        Self { value: Arc::new(value), same }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// A value drawn from the state.
#[derive(Debug)]
pub struct Drawn<T> {
    value: Memo<Option<Value>>,
    holds: PhantomData<fn() -> T>,
}

// Derived, these would ask the same of `T`.
impl<T> Copy for Drawn<T> {}

impl<T> Clone for Drawn<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + 'static> Drawn<T> {
    /// Reads what `value` holds, which has to be of this type.
    pub(super) fn new(value: Memo<Option<Value>>) -> Self {
        Self { value, holds: PhantomData }
    }

    /// The value; `None` until there is one. Whoever calls it while drawing draws again when it changes.
    #[must_use]
    pub fn get(self) -> Option<T> {
        self.value.get().and_then(|value| value.value.downcast_ref().cloned())
    }
}
