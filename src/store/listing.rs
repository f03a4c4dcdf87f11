//! Lists of entries, the newest first: by filters, by words, and those that wait.

use super::columns::{StoredId, StoredMember};
use super::error::StoreError;
use super::project::day_place;
use super::reading::standing;
use super::view::{Listed, View};
use crate::domain::{About, Entity, Handle, Id, Member, Series, Tone, Word as _};
use chrono::{Days, NaiveDate};
use rusqlite::{ToSql, named_params, params};
use std::ops::ControlFlow;

/// What a list is narrowed to. Nothing given is no limit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// As the projection has it.
    pub(crate) kind: Option<&'static str>,
    /// Who put it on record.
    pub(crate) author: Option<Member>,
    /// Whom an observation is about.
    pub(crate) about: Option<About>,
    /// The key of a theme.
    pub(crate) theme: Option<String>,
    /// How an observation sounds.
    pub(crate) tone: Option<Tone>,
    /// Folded.
    pub(crate) tag: Option<String>,
    /// The first day that it is about.
    pub(crate) since: Option<NaiveDate>,
    /// The last day that it is about.
    pub(crate) until: Option<NaiveDate>,
}

/// Words that are looked for and words that must not be there, all folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sought {
    /// All of them are in what is found.
    pub(crate) words: Vec<String>,
    /// None of them is.
    pub(crate) without: Vec<String>,
}

impl Sought {
    /// Whether the words of an entry have all that are sought, and none of the others.
    fn are_in(&self, words: &str) -> bool {
        self.words.iter().all(|word| words.contains(word))
            && !self.without.iter().any(|word| words.contains(word))
    }

    /// What the index is asked: groups of three letters of the words, each of which must be there. `None` if no word has as
    /// many. The index keeps no positions, so that it gives a little more than is sought.
    fn letters(&self) -> Option<String> {
        /// More would only be looked up in vain: few entries have so many of a word's letters and not the word.
        const MOST: usize = 8;
        let mut groups: Vec<String> = Vec::new();
        for word in &self.words {
            let letters: Vec<char> = word.chars().collect();
            let last = letters.len().saturating_sub(3);
            let found = letters.windows(3).enumerate();
            // Those in a row share two letters; every third, and the last, have all of them.
            for (_, group) in found.filter(|(at, _)| at % 3 == 0 || *at == last || last < MOST) {
                let group: String = group.iter().collect();
                if !groups.contains(&group) && groups.len() < MOST * 2 {
                    groups.push(group);
                }
            }
        }
        let quoted: Vec<String> =
            groups.iter().map(|group| format!("\"{}\"", group.replace('"', "\"\""))).collect();
        (!quoted.is_empty()).then(|| quoted.join(" AND "))
    }
}

/// The number of entries below which all words are read instead of asking the index, which knows nothing of pairs.
const FEW: usize = 1_000;

/// What the filters of a list leave; also within the index by readers.
macro_rules! filtered {
    () => {
        " AND it.place BETWEEN :from AND :to
          AND (:kind IS NULL OR it.kind = :kind) AND (:author IS NULL OR it.author = :author)
          AND (:theme IS NULL OR it.theme = :theme) AND (:tone IS NULL OR it.tone = :tone)
          AND (:about IS NULL OR it.about = :about)
          AND (:tag IS NULL OR it.id IN (SELECT entry FROM tag WHERE tag = :tag))"
    };
}

/// The entries that both can read and those of the asker, each in the order of the index, laid together.
macro_rules! newest_first {
    () => {
        concat!(
            "(SELECT it.id AS id, it.place AS place FROM entry AS it WHERE it.pair = :pair AND it.reader = 'both'",
            filtered!(),
            " UNION ALL
             SELECT it.id, it.place FROM entry AS it WHERE it.pair = :pair AND it.reader = :asker",
            filtered!(),
            " ORDER BY place DESC LIMIT :limit) AS it"
        )
    };
}

/// The parameters of a list, by name.
type Parameters<'a> = Vec<(&'static str, &'a dyn ToSql)>;

impl View<'_> {
    fn with_parameters<T>(self, filter: &Filter, limit: usize, read: impl FnOnce(&Parameters<'_>) -> T) -> T {
        let from = filter.since.map_or(0, day_place);
        let to = filter.until.map_or(i64::MAX, |until| day_place(until + Days::new(1)) - 1);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let author = filter.author.map(StoredMember);
        let (tone, about) = (filter.tone.map(Tone::word), filter.about.map(About::word));
        read(&vec![
            (":pair", &StoredId(self.pair()) as &dyn ToSql),
            (":asker", &self.asking()),
            (":from", &from),
            (":to", &to),
            (":kind", &filter.kind),
            (":author", &author),
            (":theme", &filter.theme),
            (":tone", &tone),
            (":about", &about),
            (":tag", &filter.tag),
            (":limit", &limit),
        ])
    }

    /// The latest entries, the newest first; and whether there are more.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn latest(self, filter: &Filter, limit: usize) -> Result<(Vec<Listed>, bool), StoreError> {
        const QUERY: &str = concat!(standing!(newest_first!()), " ORDER BY it.place DESC");
        let mut found = self.with_parameters(filter, limit.saturating_add(1), |parameters| {
            self.reading().entities::<Entity>(QUERY, &parameters[..])
        })?;
        let more = found.len() > limit;
        found.truncate(limit);
        let listed: Result<Vec<_>, _> =
            found.into_iter().filter_map(|found| self.listed(found).transpose()).collect();
        Ok((listed?, more))
    }

    /// How many entries a list has, up to `most`.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn count(self, filter: &Filter, most: usize) -> Result<usize, StoreError> {
        const QUERY: &str = concat!("SELECT count(*) FROM ", newest_first!());
        self.with_parameters(filter, most, |parameters| {
            self.reading().guard(|connection| {
                connection.prepare_cached(QUERY)?.query_row(&parameters[..], |row| row.get(0))
            })
        })
    }

    /// Shows the entries that have the words, the newest first, with all their words, until `see` has seen enough.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn find(
        self,
        filter: &Filter,
        sought: &Sought,
        mut see: impl FnMut(Id, &str) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        const READ: &str = concat!(
            "SELECT it.id, searchable.words FROM ",
            newest_first!(),
            " CROSS JOIN searchable ON searchable.place = it.place ORDER BY it.place DESC"
        );
        const ASKED: &str = concat!(
            "SELECT it.id, searchable.words FROM letters
             CROSS JOIN entry AS it ON it.pair = :pair AND it.reader IN ('both', :asker) AND it.place = letters.rowid
             CROSS JOIN searchable ON searchable.place = it.place
             WHERE letters MATCH :letters",
            filtered!(),
            " ORDER BY letters.rowid DESC LIMIT :limit"
        );
        let letters = sought.letters();
        let letters = if self.has_few()? { None } else { letters };
        self.with_parameters(filter, usize::MAX, |parameters| {
            self.reading().guard(|connection| {
                let mut parameters = parameters.clone();
                if letters.is_some() {
                    parameters.push((":letters", &letters));
                }
                let query = if letters.is_some() { ASKED } else { READ };
                let mut statement = connection.prepare_cached(query)?;
                let mut rows = statement.query(&parameters[..])?;
                while let Some(row) = rows.next()? {
                    let words = row.get_ref(1)?.as_str()?;
                    if sought.are_in(words) && see(row.get::<_, StoredId>(0)?.0, words).is_break() {
                        break;
                    }
                }
                Ok(())
            })
        })
    }

    fn has_few(self) -> Result<bool, StoreError> {
        self.reading().guard(|connection| {
            connection
                .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM entry WHERE pair = ?1 LIMIT ?2)")?
                .query_row(params![StoredId(self.pair()), FEW], |row| Ok(row.get::<_, usize>(0)? < FEW))
        })
    }

    /// Entries by their identities, in that order.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn listed_of(self, ids: &[Id]) -> Result<Vec<Listed>, StoreError> {
        let mut listed = Vec::new();
        for id in ids {
            if let Some(entity) = self.reading().entity::<Entity>(*id)? {
                listed.extend(self.listed((*id, entity))?);
            }
        }
        Ok(listed)
    }

    /// The handles of the own observations and incidents that only the asker can read, the oldest first. What was erased is
    /// not among them.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn private(self) -> Result<Vec<Handle>, StoreError> {
        self.reading().guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT kind, number FROM entry WHERE pair = ?1 AND reader = ?2 AND NOT erased ORDER BY place",
            )?;
            let rows = statement.query_map(params![StoredId(self.pair()), self.asking()], |row| {
                let is_incident = row.get_ref(0)?.as_str()? == "incident";
                let series = if is_incident { Series::Incident } else { Series::Observation };
                Ok(Handle::entry(series, row.get(1)?))
            })?;
            rows.collect()
        })
    }

    /// The first observations of `author` that wait for the why of the other, the oldest first, and since when the other can
    /// read them. Their words are not read: there may be many.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn waiting(
        self,
        author: Member,
        limit: usize,
    ) -> Result<Vec<(Handle, NaiveDate)>, StoreError> {
        self.reading().guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT it.number, coalesce((SELECT min(date) FROM part WHERE subject = it.id AND kind = 'share'), it.date)
                 FROM entry AS it INDEXED BY entry_waiting
                 WHERE it.pair = :pair AND it.author = :author AND it.waits = 1 AND it.reader IN ('both', :asker)
                 ORDER BY it.place LIMIT :limit",
            )?;
            let parameters = named_params! {
                ":pair": StoredId(self.pair()),
                ":author": StoredMember(author),
                ":asker": self.asking(),
                ":limit": limit,
            };
            let rows = statement.query_map(parameters, |row| {
                let handle = Handle::entry(Series::Observation, row.get(0)?);
                Ok((handle, row.get::<_, String>(1)?.parse().unwrap_or_default()))
            })?;
            rows.collect()
        })
    }

    /// Whether `author` has let the other read an observation of up to `until` since `since`.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn has_shared_since(
        self,
        author: Member,
        since: NaiveDate,
        until: NaiveDate,
    ) -> Result<bool, StoreError> {
        self.reading().guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT EXISTS (
                         SELECT 1 FROM part CROSS JOIN entry ON entry.id = part.subject
                         WHERE part.kind = 'share' AND part.date > :since AND entry.pair = :pair
                           AND entry.kind = 'observation' AND entry.author = :author AND entry.date <= :until)",
                )?
                .query_row(
                    named_params! {
                        ":pair": StoredId(self.pair()),
                        ":author": StoredMember(author),
                        ":since": since.to_string(),
                        ":until": until.to_string(),
                    },
                    |row| row.get(0),
                )
        })
    }
}
