//! Values that came from outside: nothing about their shape is known before somebody has looked.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A value from outside. The browser's are looked at where they are; tests look at JSON of their own.
pub(super) trait Foreign: Sized {
    /// What this field holds; `None` where there is no such field, or nothing that could have one.
    fn field(&self, name: &str) -> Option<Self>;

    /// The value, where it is a text.
    fn text(&self) -> Option<String>;

    /// The value, where it is a number.
    fn number(&self) -> Option<f64>;

    /// The value, where it is true or false.
    fn truth(&self) -> Option<bool>;
}

impl Foreign for JsValue {
    fn field(&self, name: &str) -> Option<Self> {
        // Fails for what is no object, and for a window of another origin.
        Reflect::get(self, &Self::from_str(name)).ok().filter(|value| !value.is_undefined())
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
}

#[cfg(test)]
impl Foreign for serde_json::Value {
    fn field(&self, name: &str) -> Option<Self> {
        self.get(name).cloned()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
}
