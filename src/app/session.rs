//! One run of the program with one pair: the file, the two people, who is typing, and now.

use super::error::AppError;
use super::names::Names;
use super::templates::Templates;
use crate::domain::{Asker, Change, Entity, Handle, Id, Member, Pair, Person, Root, Series, Stamp, on_clock};
use crate::locale::fold;
use crate::store::{Command, Store, View, WORDLESS, Writing};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// The file, the pair that is meant, who is typing, and now.
pub(crate) struct Session {
    store: Store,
    pair_id: Id,
    pair: Pair,
    people: [Person; 2],
    me: Option<Member>,
    now: DateTime<Utc>,
    templates: Templates,
}

/// The pair that is meant: the one named, or the only one that is running, or the only one there is.
pub(super) fn choose(pairs: Vec<(Id, Pair)>, named: Option<&str>) -> Result<(Id, Pair), AppError> {
    let keys = |pairs: &[(Id, Pair)]| pairs.iter().map(|(_, pair)| pair.key.clone()).collect::<Vec<_>>();
    if let Some(typed) = named {
        let folded = fold(typed);
        let all = keys(&pairs);
        let unknown = || AppError::UnknownPair { typed: typed.to_owned(), keys: all.clone() };
        if let Some(whole) = pairs.iter().position(|(_, pair)| pair.key == folded) {
            return pairs.into_iter().nth(whole).ok_or_else(unknown);
        }
        let mut matching =
            pairs.into_iter().filter(|(_, pair)| !folded.is_empty() && pair.key.contains(&folded));
        return match (matching.next(), matching.next()) {
            (Some(pair), None) => Ok(pair),
            _ => Err(unknown()),
        };
    }
    let all = keys(&pairs);
    let (running, ended): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, pair)| pair.end.is_none());
    let candidates = if running.is_empty() { ended } else { running };
    let mut candidates = candidates.into_iter();
    match (candidates.next(), candidates.next()) {
        (None, _) => Err(AppError::NoPair),
        (Some(pair), None) => Ok(pair),
        (Some(_), Some(_)) => Err(AppError::WhichPair { keys: all }),
    }
}

/// The member whom a name means: `a`, `b`, or any part of a name that only one of the two has.
pub(crate) fn member_named(typed: &str, pair: &Pair, people: &[Person; 2]) -> Result<Member, AppError> {
    let names = [people[0].name.as_str(), people[1].name.as_str()];
    meant(typed, &pair.member_keys, names).ok_or_else(|| AppError::UnknownMember {
        typed: typed.to_owned(),
        pair: pair.key.clone(),
        keys: pair.member_keys.clone(),
    })
}

/// The one of two who is meant by `a`, `b`, a whole key or a part of a name; `None` if it is neither or could be both.
pub(super) fn meant(typed: &str, keys: &[String; 2], names: [&str; 2]) -> Option<Member> {
    let folded = fold(typed.trim());
    match folded.as_str() {
        "" => return None,
        "a" => return Some(Member::A),
        "b" => return Some(Member::B),
        _ => {}
    }
    let with =
        |accept: &dyn Fn(Member) -> bool| Member::BOTH.into_iter().filter(|m| accept(*m)).collect::<Vec<_>>();
    let whole = with(&|member| keys[member.index()] == folded);
    let partly = with(&|member| fold(names[member.index()]).contains(&folded));
    match (whole.as_slice(), partly.as_slice()) {
        ([member], _) | (_, [member]) => Some(*member),
        _ => None,
    }
}

impl Session {
    /// Opens a session with the pair that is meant and the person who is typing, both as they were typed.
    ///
    /// # Errors
    /// If there is no such pair or person, or several.
    pub(crate) fn new(
        store: Store,
        pair: Option<&str>,
        me: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Self, AppError> {
        let (pair_id, pair) = choose(store.reading().pairs()?, pair)?;
        Self::with_pair(store, pair_id, pair, me, now)
    }

    /// Opens a session with a given pair.
    ///
    /// # Errors
    /// If the person who is typing is not one of the two.
    pub(crate) fn with_pair(
        store: Store,
        pair_id: Id,
        pair: Pair,
        me: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Self, AppError> {
        let still = store.still()?;
        let person = |id: Id| store.reading().entity::<Person>(id);
        let [a, b] = pair.people;
        let people = match (person(a)?, person(b)?) {
            (Some(a), Some(b)) => [a, b],
            _ => return Err(AppError::NoPair),
        };
        drop(still);
        let pair = pair.named_after(&people);
        let me = me.map(|typed| member_named(typed, &pair, &people)).transpose()?;
        Ok(Self { store, pair_id, pair, people, me, now, templates: Templates::default() })
    }

    /// Opens a session with the pair of the latest command, which may itself have been undone.
    ///
    /// # Errors
    /// If there never was one, or the person who is typing is not one of the two.
    pub(crate) fn of_latest(store: Store, me: Option<&str>, now: DateTime<Utc>) -> Result<Self, AppError> {
        let reading = store.reading();
        let pair_id = reading.latest_pair()?.ok_or(AppError::NoPair)?;
        let Some(Entity::Pair(pair)) = reading.last_known(pair_id)? else { return Err(AppError::NoPair) };
        let person = |id: Id| match reading.last_known(id) {
            Ok(Some(Entity::Person(person))) => Ok(person),
            Ok(_) => Err(AppError::NoPair),
            Err(error) => Err(error.into()),
        };
        let people = [person(pair.people[0])?, person(pair.people[1])?];
        let pair = pair.named_after(&people);
        let me = me.map(|typed| member_named(typed, &pair, &people)).transpose()?;
        Ok(Self { store, pair_id, pair, people, me, now, templates: Templates::default() })
    }

    /// The same session after the pair or its people have changed.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn renewed(self) -> Result<Self, AppError> {
        let pair = self.store.reading().entity::<Pair>(self.pair_id)?.ok_or(AppError::NoPair)?;
        let (me, templates) = (self.me, self.templates);
        let mut session = Self::with_pair(self.store, self.pair_id, pair, None, self.now)?;
        (session.me, session.templates) = (me, templates);
        Ok(session)
    }

    /// The pair.
    pub(crate) fn pair(&self) -> &Pair {
        &self.pair
    }

    /// The pair's identity.
    pub(crate) fn pair_id(&self) -> Id {
        self.pair_id
    }

    /// The two people.
    pub(crate) fn people(&self) -> &[Person; 2] {
        &self.people
    }

    /// What the two go by.
    pub(crate) fn names(&self) -> Names {
        Names::of(&self.people)
    }

    /// Who is typing.
    pub(crate) fn me(&self) -> Option<Member> {
        self.me
    }

    /// Now.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Sets who is typing, and now. The demo tells a year this way.
    pub(crate) fn turn(&mut self, me: Option<Member>, now: DateTime<Utc>) {
        self.me = me;
        self.now = now;
    }

    /// The day it is for the pair.
    pub(crate) fn today(&self) -> NaiveDate {
        self.pair.today(self.now)
    }

    /// The file.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The file, given back.
    pub(crate) fn into_store(self) -> Store {
        self.store
    }

    /// The file, to be written to.
    pub(super) fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// What the one who is typing may read.
    pub(crate) fn view(&self) -> View<'_> {
        self.store.reading().view(self.pair_id, Asker::from(self.me))
    }

    /// What both may read.
    pub(crate) fn joint_view(&self) -> View<'_> {
        self.store.reading().view(self.pair_id, Asker::Nobody)
    }

    /// The member whom a name means.
    ///
    /// # Errors
    /// [`AppError::UnknownMember`].
    pub(crate) fn member(&self, typed: &str) -> Result<Member, AppError> {
        member_named(typed, &self.pair, &self.people)
    }

    /// The key of the theme that a person means.
    ///
    /// # Errors
    /// [`AppError::UnknownTheme`] with the themes that it could be, or all of them.
    pub(crate) fn theme(&self, typed: &str) -> Result<String, AppError> {
        super::themes::meant(&self.pair, typed)
    }

    /// An instant on the clock of the pair.
    pub(crate) fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&self.pair.zone).fixed_offset()
    }

    /// The instant of a time on the clock of the pair.
    pub(crate) fn at(&self, wall: NaiveDateTime) -> DateTime<FixedOffset> {
        on_clock(self.pair.zone, wall).fixed_offset()
    }

    /// The templates that are in force.
    pub(crate) fn templates(&self) -> &Templates {
        &self.templates
    }

    /// Says which templates are in force.
    pub(crate) fn set_templates(&mut self, templates: Templates) {
        self.templates = templates;
    }

    /// Begins to write.
    ///
    /// # Errors
    /// If another program holds the file, or it cannot be written.
    pub(crate) fn begin(&mut self) -> Result<Act<'_>, AppError> {
        let writing = self.store.begin()?;
        // Another process may have changed the pair since it was read.
        let pair = writing.reading().entity::<Pair>(self.pair_id)?.ok_or(AppError::NoPair)?;
        let pair = pair.named_after(&self.people);
        Ok(Act { writing, pair_id: self.pair_id, pair, me: self.me, now: self.now })
    }

    /// Begins to write as one of the two.
    ///
    /// # Errors
    /// As [`Session::begin`], and [`AppError::WhoAreYou`] if nobody said who is typing.
    pub(crate) fn begin_own(&mut self) -> Result<(Act<'_>, Member), AppError> {
        let me = self.me.ok_or_else(|| AppError::WhoAreYou { keys: self.pair.member_keys.clone() })?;
        Ok((self.begin()?, me))
    }
}

/// A write under way for a pair.
pub(crate) struct Act<'s> {
    pub(crate) writing: Writing<'s>,
    pub(crate) pair_id: Id,
    pub(crate) pair: Pair,
    pub(crate) me: Option<Member>,
    pub(crate) now: DateTime<Utc>,
}

impl Act<'_> {
    /// What the one who is typing may read.
    pub(crate) fn view(&self) -> View<'_> {
        self.writing.reading().view(self.pair_id, Asker::from(self.me))
    }

    /// What both may read.
    pub(crate) fn joint_view(&self) -> View<'_> {
        self.writing.reading().view(self.pair_id, Asker::Nobody)
    }

    /// A new identity.
    pub(crate) fn new_id(&self) -> Id {
        Id::new(self.now)
    }

    /// The day it is for the pair.
    pub(crate) fn today(&self) -> NaiveDate {
        self.pair.today(self.now)
    }

    /// The day on which something happened: the one given, or today.
    ///
    /// # Errors
    /// If it lies in the future.
    pub(crate) fn happened(&self, on: Option<NaiveDate>) -> Result<NaiveDate, AppError> {
        Ok(crate::domain::happened(on.unwrap_or(self.today()), self.today())?)
    }

    /// A stamp for the next part of `subject`.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn stamp(&self, subject: Id, date: NaiveDate) -> Result<Stamp, AppError> {
        Ok(Stamp { number: self.writing.next_number(subject, "part")?, date, created: self.now })
    }

    /// A stamp for what has no words of its own (a share, a consent, a printing). These are numbered apart, from
    /// a million on, so that `O12.1` is the first thing that somebody said.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn wordless_stamp(&self, subject: Id) -> Result<Stamp, AppError> {
        wordless_stamp(&self.writing, subject, self.today(), self.now)
    }

    /// The next number of a series of the pair.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn number(&self, series: Series) -> Result<u32, AppError> {
        Ok(self.writing.next_number(self.pair_id, &series.letter().to_string())?)
    }

    /// The command that the changes belong to, given by the one who is typing.
    pub(crate) fn command<'a>(&self, act: &'a str) -> Command<'a> {
        let author = self.me.map(|member| self.pair.people[member.index()]);
        Command { act, pair: self.pair_id, author, now: self.now, reverses: None }
    }

    /// Makes durable what has been written.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn finish(self) -> Result<(), AppError> {
        Ok(self.writing.finish()?)
    }

    /// Writes the changes, all or none.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn commit(self, act: &str, changes: &[Change]) -> Result<(), AppError> {
        self.writing.write(&self.command(act), changes)?;
        self.finish()
    }
}

/// As [`Act::wordless_stamp`], in a write for several pairs.
///
/// # Errors
/// As for every write.
pub(super) fn wordless_stamp(
    writing: &Writing<'_>,
    subject: Id,
    date: NaiveDate,
    created: DateTime<Utc>,
) -> Result<Stamp, AppError> {
    let number = WORDLESS + writing.next_number(subject, "wordless")?;
    Ok(Stamp { number, date, created })
}

/// A change that puts a value on record.
pub(super) fn put(id: Id, value: impl Into<Entity>) -> Change {
    Change::Put(id, value.into())
}

/// Nothing of that handle that the asker can read.
///
/// # Errors
/// Always [`AppError::UnknownHandle`], unless the file cannot be read.
pub(super) fn unknown<T>(view: View<'_>, handle: Handle) -> Result<T, AppError> {
    let newest = match handle.root {
        Root::Entry(series, _) => view.newest(series)?.map(|number| Handle::entry(series, number)),
        Root::Review(_) => view.reviews()?.last().map(|review| review.value.handle()),
    };
    Err(AppError::UnknownHandle { handle: Handle { part: None, ..handle }, newest })
}

macro_rules! finders {
    ($($(#[$doc:meta])* $name:ident: $type:ident, $series:ident;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// If there is none that the asker can read, or the handle is of another kind.
        pub(super) fn $name(
            view: View<'_>,
            handle: Handle,
        ) -> Result<crate::domain::OnRecord<crate::domain::$type>, AppError> {
            match handle {
                Handle { root: Root::Entry(Series::$series, number), part: None } => match view.$name(number)? {
                    Some(found) => Ok(found),
                    None => unknown(view, handle),
                },
                _ => Err(AppError::WrongKind { handle }),
            }
        }
    )+};
}
finders! {
    /// The observation that a handle names.
    observation: Observation, Observation;
    /// The incident that a handle names.
    incident: Incident, Incident;
    /// The adjustment that a handle names.
    adjustment: Adjustment, Adjustment;
}

/// The review that a handle names.
///
/// # Errors
/// If there is none, or the handle is of another kind.
pub(super) fn review(
    view: View<'_>,
    handle: Handle,
) -> Result<crate::domain::OnRecord<crate::domain::Review>, AppError> {
    match handle {
        Handle { root: Root::Review(name), part: None } => match view.review(name)? {
            Some(found) => Ok(found),
            None => unknown(view, handle),
        },
        _ => Err(AppError::WrongKind { handle }),
    }
}
