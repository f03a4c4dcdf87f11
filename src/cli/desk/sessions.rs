//! Sessions: with which pair, for whom, and of which file.

use super::Desk;
use crate::app::{AppError, Names, Session};
use crate::cli::config::{Key, Source};
use crate::cli::wording::Failure;
use crate::domain::Pair;
use crate::locale::messages::{HINT_INIT, NO_PAIR_YET};
use crate::store::Store;
use chrono::NaiveDate;

impl Desk {
    /// Who is typing, as it was typed: for one command, on the line, or in a setting.
    pub(in crate::cli) fn me(&self, by: Option<&str>) -> Option<String> {
        let named = by.map(str::to_owned).or_else(|| self.global.me.clone());
        named.or_else(|| self.setting(Key::Me))
    }

    /// Whether a pair was named on the line.
    pub(in crate::cli) fn names_a_pair(&self) -> bool {
        self.global.pair.is_some()
    }

    /// Whether the pair of a session is named on the line or in a setting, and not only implied.
    pub(in crate::cli) fn names_pair_of(&self, session: &Session) -> bool {
        self.pair().is_some_and(|typed| session.pair().key.contains(&crate::locale::fold(&typed)))
    }

    fn pair(&self) -> Option<String> {
        self.global.pair.clone().or_else(|| self.setting(Key::Pair))
    }

    /// Remembers whose record it is, for wording what comes.
    pub(in crate::cli) fn known(&self, mut session: Session) -> Session {
        session.set_templates(self.templates().clone());
        *self.names.borrow_mut() = Some(session.names());
        *self.today.borrow_mut() = Some(session.today());
        session
    }

    /// Remembers whose record a refusal is about, for wording it.
    pub(in crate::cli) fn knows(&self, names: Option<Names>, today: NaiveDate) {
        *self.names.borrow_mut() = names;
        *self.today.borrow_mut() = Some(today);
    }

    /// A session for a command that needs a pair.
    pub(in crate::cli) fn session(&self, by: Option<&str>) -> Result<Session, Failure> {
        let open = |pair: Option<String>, me: Option<String>| {
            let store = self.store()?.ok_or(AppError::NoPair)?;
            let session = Session::new(store, pair.as_deref(), me.as_deref(), self.now)?;
            Ok(self.known(session))
        };
        match open(self.pair(), self.me(by)) {
            // The settings tell of the usual file, and another may know nobody of that name.
            Err(Failure::App(AppError::UnknownMember { .. } | AppError::UnknownPair { .. }))
                if self.is_elsewhere() =>
            {
                let is_of_file =
                    |key| self.config.setting(key).is_some_and(|it| matches!(it.source, Source::File(_)));
                let pair = self.global.pair.clone();
                let pair = pair.or_else(|| self.setting(Key::Pair).filter(|_| !is_of_file(Key::Pair)));
                let me = by.map(str::to_owned).or_else(|| self.global.me.clone());
                open(pair, me.or_else(|| self.setting(Key::Me).filter(|_| !is_of_file(Key::Me))))
            }
            other => other,
        }
    }

    /// A session to look into in passing, for what a shell offers; `None` where there is nothing to see, whatever the
    /// reason.
    pub(in crate::cli) fn glance(&self, by: Option<&str>) -> Option<Session> {
        let store = Store::glance(&self.file().ok()?)?;
        let session = Session::new(store, self.pair().as_deref(), self.me(by).as_deref(), self.now).ok()?;
        Some(self.known(session))
    }

    /// The pairs of the file, seen in passing.
    pub(in crate::cli) fn glance_at_pairs(&self) -> Vec<Pair> {
        let store = self.file().ok().and_then(|file| Store::glance(&file));
        let pairs = store.and_then(|store| store.reading().pairs().ok()).unwrap_or_default();
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// A session for undo and redo, which may bring back the only pair there was.
    pub(in crate::cli) fn session_for_undo(&self, by: Option<&str>) -> Result<Session, Failure> {
        match self.session(by) {
            Err(Failure::App(AppError::NoPair)) => {
                let store = self.store()?.ok_or(AppError::NoPair)?;
                Ok(self.known(Session::of_latest(store, self.me(by).as_deref(), self.now)?))
            }
            other => other,
        }
    }

    /// A session to read lists in; `None`, said on the way, where there is no pair yet.
    pub(in crate::cli) fn reading(&self) -> Result<Option<Session>, Failure> {
        self.reading_as(None)
    }

    /// As [`Desk::reading`], as the one who was named for this command.
    pub(in crate::cli) fn reading_as(&self, by: Option<&str>) -> Result<Option<Session>, Failure> {
        match self.session(by) {
            Ok(session) => Ok(Some(session)),
            Err(Failure::App(AppError::NoPair)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Goes through the pairs that are running, or through those that have ended where none is, as the one who is typing where they
    /// are one of the two. False where there is no file.
    pub(in crate::cli) fn each_pair(
        &self,
        visit: &mut dyn FnMut(&Session) -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        let Some(mut store) = self.store()? else { return Ok(false) };
        let mut pairs = store.reading().pairs()?;
        if pairs.iter().any(|(_, pair)| pair.end.is_none()) {
            pairs.retain(|(_, pair)| pair.end.is_none());
        }
        let me = self.me(None);
        let mut stranger = None;
        let mut is_known = false;
        for (id, pair) in pairs {
            let mut session = Session::with_pair(store, id, pair, None, self.now)?;
            match me.as_deref().map(|typed| session.member(typed)).transpose() {
                Ok(me) => {
                    is_known = true;
                    session.turn(me, self.now);
                }
                Err(error) => stranger = Some(error),
            }
            let session = self.known(session);
            visit(&session)?;
            store = session.into_store();
        }
        match stranger {
            // A name that was typed and is nobody's here.
            Some(error) if !is_known && self.global.me.is_some() => Err(error.into()),
            _ => Ok(true),
        }
    }

    /// Says that there is no pair yet, which is an answer.
    pub(in crate::cli) fn no_pair_yet(&self, json: &serde_json::Value) {
        if self.ui.json() {
            self.ui.say(&json.to_string());
        } else {
            self.ui.say(NO_PAIR_YET.text(self.language()));
            self.ui.hint(HINT_INIT.text(self.language()));
        }
    }
}
