//! Reads JavaScript values into types of serde: what the browser parsed from JSON, or what another frame sent.
//!
//! serde-wasm-bindgen does the same and explains every error, which costs each visitor 15 kB; here a value fits its type
//! or it doesn't. For the same reason serde gets the fields of an object as a list in its own order, and a variant by
//! its index, so that no type needs code that looks up names. So **every field that may be missing has a default**, and
//! enums have unit variants only; a test holds each type of the contract to what serde_json makes of it.

use js_sys::{Array, Reflect};
use serde::Deserializer;
use serde::de::value::U32Deserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, SeqAccess, Visitor};
use std::{fmt, slice};
use wasm_bindgen::JsValue;

/// The value as a `T`; `None` if it has another type.
#[must_use]
pub fn read_value<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    T::deserialize(Value(value)).ok()
}

/// A value has another type than expected. Nothing reads a closer reason.
#[derive(Debug)]
struct Unexpected;

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unexpected")
    }
}

impl std::error::Error for Unexpected {}

impl de::Error for Unexpected {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A value from outside of this program.
struct Value(JsValue);

impl Value {
    fn text(&self) -> Result<String, Unexpected> {
        self.0.as_string().ok_or(Unexpected)
    }

    /// A whole number that isn't negative; there are no others to read.
    fn number(&self) -> Result<u32, Unexpected> {
        let number = self.0.as_f64().ok_or(Unexpected)?;
        let whole = number as u32;
        if f64::from(whole) == number { Ok(whole) } else { Err(Unexpected) }
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unexpected;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unexpected> {
        // Every type says what it expects.
        Err(Unexpected)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unexpected)?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        if !Array::is_array(&self.0) {
            return Err(Unexpected);
        }
        visitor.visit_seq(Items { items: Array::from(&self.0), next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        if !self.0.is_object() || Array::is_array(&self.0) {
            return Err(Unexpected);
        }
        visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        let text = self.text()?;
        // serde takes an index beyond the list for `#[serde(other)]`.
        let index = variants.iter().position(|variant| *variant == text).unwrap_or(variants.len());
        let index: U32Deserializer<Unexpected> = (index as u32).into_deserializer();
        visitor.visit_enum(index)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// The items of a list.
struct Items {
    items: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Unexpected;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unexpected> {
        if self.next == self.items.length() {
            return Ok(None);
        }
        self.next += 1;
        seed.deserialize(Value(self.items.get(self.next - 1))).map(Some)
    }
}

/// The fields of an object in serde's order, as a list.
struct Fields {
    object: JsValue,
    names: slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unexpected;

    /// `None` for a missing field: serde then takes its default, or rejects the object.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unexpected> {
        let name = self.names.next().ok_or(Unexpected)?;
        let value = Reflect::get(&self.object, &JsValue::from_str(name)).map_err(|_| Unexpected)?;
        if value.is_undefined() { Ok(None) } else { seed.deserialize(Value(value)).map(Some) }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
#[expect(clippy::expect_used, clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use contract::problem::Problem;
    use contract::report::TokenReport;
    use contract::request::Session;
    use contract::settings::Settings;
    use js_sys::JSON;
    use serde_json::{Value as Json, json};
    use std::fmt::Debug;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn read<T: DeserializeOwned>(json: &Json) -> Option<T> {
        read_value(JSON::parse(&json.to_string()).unwrap())
    }

    /// Reads or rejects `json` as serde_json does.
    fn agrees<T: DeserializeOwned + PartialEq + Debug>(json: &Json) {
        assert_eq!(read::<T>(json), T::deserialize(json.clone()).ok(), "{json}");
    }

    /// Every way to replace one value somewhere within `json`, or to leave one out.
    fn altered(json: &Json) -> Vec<Json> {
        let mut all = vec![json!(null), json!(true), json!(-1), json!(1.5), json!(70_000), json!("new"), json!({})];
        if let Json::Object(fields) = json {
            for (name, value) in fields {
                let mut without = fields.clone();
                without.remove(name);
                all.push(Json::Object(without));
                all.extend(altered(value).into_iter().map(|value| {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), value);
                    Json::Object(fields)
                }));
            }
        }
        if let Json::Array(items) = json {
            for (place, item) in items.iter().enumerate() {
                all.extend(altered(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[place] = item;
                    Json::Array(items)
                }));
            }
        }
        all
    }

    fn holds<T: DeserializeOwned + PartialEq + Debug>(golden: &str) {
        let golden = serde_json::from_str(golden).expect("JSON");
        assert!(read::<T>(&golden).is_some(), "{golden}");
        agrees::<T>(&golden);
        altered(&golden).iter().for_each(agrees::<T>);
    }

    #[wasm_bindgen_test]
    fn every_response_is_read_as_serde_json_reads_it() {
        holds::<Settings>(include_str!("../../contract/tests/wire/settings.json"));
        holds::<Settings>(include_str!("../../contract/tests/wire/settings_empty.json"));
        holds::<TokenReport>(include_str!("../../contract/tests/wire/token_report.json"));
        holds::<TokenReport>(include_str!("../../contract/tests/wire/token_report_small.json"));
        holds::<Problem>(include_str!("../../contract/tests/wire/problem_full.json"));
        holds::<Session>(include_str!("../../contract/tests/wire/session.json"));
    }
}
