//! Reading an export from a stream, record by record, so that its size does not matter.

use super::{ExchangeError, Header, VERSION};
use crate::app::error::AppError;
use crate::store::Traveller;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::Read;
use std::path::Path;

/// What takes in an export as it is read.
pub(crate) trait Takes {
    /// What stands before the records.
    ///
    /// # Errors
    /// If it is refused.
    fn header(&mut self, header: Header) -> Result<(), AppError>;
    /// One record; they come in their order, counted from 1.
    ///
    /// # Errors
    /// If it is refused.
    fn record(&mut self, number: usize, record: Traveller) -> Result<(), AppError>;
}

/// Reads an export and hands it on. `path` is what it is called in refusals.
///
/// # Errors
/// If it is no export, of a newer program, cut short, or malformed, and whatever `takes` refuses.
pub(crate) fn read(path: &Path, source: impl Read, takes: &mut dyn Takes) -> Result<(), AppError> {
    let mut refused = None;
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(source));
    let read = Export { takes, refused: &mut refused }.deserialize(&mut json).and_then(|()| json.end());
    match (read, refused) {
        (_, Some(Refused::By(error))) => Err(*error),
        (_, Some(Refused::NoExport)) => Err(ExchangeError::NotAnExport { path: path.to_owned() }.into()),
        (_, Some(Refused::Newer(version))) => {
            Err(ExchangeError::Newer { path: path.to_owned(), version }.into())
        }
        (Ok(()), None) => Ok(()),
        (Err(error), None) if error.is_io() => {
            Err(AppError::Unreadable { path: path.to_owned(), cause: error.into() })
        }
        (Err(error), None) if error.is_eof() => Err(ExchangeError::CutShort { path: path.to_owned() }.into()),
        // What the reader says about it may repeat words of the record.
        (Err(error), None) => {
            let (line, column) = (error.line(), error.column());
            Err(ExchangeError::Malformed { path: path.to_owned(), line, column }.into())
        }
    }
}

/// Why the reading was given up by us and not by the syntax.
enum Refused {
    By(Box<AppError>),
    NoExport,
    Newer(u32),
}

struct Export<'t> {
    takes: &'t mut dyn Takes,
    refused: &'t mut Option<Refused>,
}

impl<'de> DeserializeSeed<'de> for Export<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Export<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an export of makkerpar")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _list: A) -> Result<(), A::Error> {
        *self.refused = Some(Refused::NoExport);
        Err(A::Error::custom("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut head = serde_json::Map::new();
        let mut is_read = false;
        while let Some(key) = map.next_key::<String>()? {
            // What a program does not know must be told to it by the version, which comes first.
            if head.is_empty() && key != "makkerpar" {
                *self.refused = Some(Refused::NoExport);
                return Err(A::Error::custom("no export"));
            }
            if key != "records" {
                let value: serde_json::Value = map.next_value()?;
                if key == "makkerpar" {
                    let version = value.as_u64().and_then(|version| u32::try_from(version).ok());
                    let version = version.ok_or_else(|| A::Error::custom("the version is no number"))?;
                    if version > VERSION {
                        *self.refused = Some(Refused::Newer(version));
                        return Err(A::Error::custom("a newer version"));
                    }
                }
                head.insert(key, value);
                continue;
            }
            if is_read {
                map.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom("two lists of records"));
            }
            is_read = true;
            let header: Header = serde_json::from_value(serde_json::Value::Object(head.clone()))
                .map_err(|error| A::Error::custom(error.to_string()))?;
            if let Err(error) = self.takes.header(header) {
                *self.refused = Some(Refused::By(Box::new(error)));
                return Err(A::Error::custom("refused"));
            }
            map.next_value_seed(Records { takes: &mut *self.takes, refused: &mut *self.refused })?;
        }
        if is_read {
            Ok(())
        } else {
            *self.refused = Some(Refused::NoExport);
            Err(A::Error::custom("no records"))
        }
    }
}

struct Records<'t> {
    takes: &'t mut dyn Takes,
    refused: &'t mut Option<Refused>,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(record) = list.next_element::<Traveller>()? {
            number += 1;
            if let Err(error) = self.takes.record(number, record) {
                *self.refused = Some(Refused::By(Box::new(error)));
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}
