//! Changes of JSON that bytes ask for.

use super::bytes::Bytes;
use serde_json::Value;

/// A place below a number.
pub(super) fn place(bytes: &mut Bytes<'_>, below: usize) -> usize {
    let [high, middle, low] = [bytes.byte(), bytes.byte(), bytes.byte()].map(usize::from);
    (high << 16 | middle << 8 | low) % below.max(1)
}

/// Puts something else in the place of a value inside of another, or takes it away.
pub(super) fn set(value: &mut Value, bytes: &mut Bytes<'_>, deep: u8) {
    match value {
        Value::Object(fields) if deep > 0 && !fields.is_empty() => {
            let at = place(bytes, fields.len());
            let Some(key) = fields.keys().nth(at).cloned() else { return };
            if key == "records" {
                return;
            }
            if bytes.number(8) == 0 {
                fields.remove(&key);
            } else if let Some(inner) = fields.get_mut(&key) {
                set(inner, bytes, deep - 1);
            }
        }
        Value::Array(list) if deep > 0 && !list.is_empty() => {
            let at = place(bytes, list.len());
            set(&mut list[at], bytes, deep - 1);
        }
        _ => {
            let other = [
                "null",
                "0",
                "-1",
                "1",
                "4294967295",
                "9007199254740991",
                "1e308",
                "true",
                "\"\"",
                "\" \"",
                "\"a\"",
                "\"b\"",
                "\"both\"",
                "\"third\"",
                "\"removed\"",
                "\"erased\"",
                "\"2027-02-29\"",
                "\"-9999-01-01\"",
                "\"9999-12-31\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"+99999-01-01\"",
                "\"23:59:59\"",
                "\"2027\"",
                "\"9999z\"",
                "\"\\u0000\\u001b[2J\\u202e\"",
                "[]",
                "{}",
                "[[\"a\", \"b\"]]",
                "[91, -181]",
            ];
            if bytes.number(6) == 0 {
                *value = Value::from(bytes.text());
            } else {
                *value = serde_json::from_str(bytes.one_of(&other)).unwrap_or_default();
            }
        }
    }
}
