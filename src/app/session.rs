//! One run of the program with one pair: the file, the two people, who is typing, and now.

mod act;
mod named;
mod who;

pub(crate) use act::Act;
pub(super) use act::{put, wordless_stamp};
pub(super) use named::{adjustment, incident, observation, review, unknown};
pub(crate) use who::member_named;
pub(super) use who::{choose, is_either, meant};

use super::error::AppError;
use super::names::Names;
use super::templates::Templates;
use crate::domain::{Asker, Entity, Id, Member, Pair, Person, on_clock};
use crate::store::{Store, View};
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
