//! How domain values stand in columns. The domain never hears of `SQLite`.

use crate::domain::{Entity, Id, Member, Word as _};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// An identity as a blob of sixteen bytes.
#[derive(Clone, Copy)]
pub(super) struct StoredId(pub(super) Id);

impl ToSql for StoredId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
    }
}

impl FromSql for StoredId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|bytes| Self(Id::from_bytes(bytes)))
    }
}

/// A member as `a` or `b`.
pub(super) struct StoredMember(pub(super) Member);

impl ToSql for StoredMember {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.word().into())
    }
}

impl FromSql for StoredMember {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Member::from_word(value.as_str()?).map(Self).ok_or(FromSqlError::InvalidType)
    }
}

/// An entity as JSON.
pub(super) struct StoredEntity(pub(super) Entity);

impl FromSql for StoredEntity {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let entity: Entity = serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)?;
        match entity.sound() {
            Ok(()) => Ok(Self(entity)),
            Err(field) => Err(FromSqlError::other(std::io::Error::other(field))),
        }
    }
}
