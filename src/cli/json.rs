//! What programs read: one object on one line.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// An object, with `warnings` beside what it has if there are any.
pub(super) fn with_warnings<T: Serialize>(value: &T, warnings: &[String]) -> Value {
    let mut value = serde_json::to_value(value).unwrap_or(Value::Null);
    if let (Value::Object(object), false) = (&mut value, warnings.is_empty()) {
        object.insert("warnings".to_owned(), json!(warnings));
    }
    value
}

/// A list under its name.
pub(super) fn list<T: Serialize>(name: &str, items: &[T]) -> Value {
    let mut object = Map::new();
    object.insert(name.to_owned(), json!(items));
    Value::Object(object)
}

/// A list under its name, which may go on.
pub(super) fn part_of<T: Serialize>(name: &str, items: &[T], more: bool) -> Value {
    let mut value = list(name, items);
    if let Value::Object(object) = &mut value {
        object.insert("more".to_owned(), json!(more));
    }
    value
}
