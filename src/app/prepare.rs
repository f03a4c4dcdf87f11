//! What one of the two looks at before the talk: their own record, theme by theme, and how it is balanced.

mod balance;
mod own;

pub(crate) use balance::{Balance, Remark};
pub(super) use own::Own;

use super::agenda;
use super::entry::Entry;
use super::error::{AppError, unless_file_fails};
use super::session::{self, Session, put};
use super::themes;
use crate::domain::{Change, Handle, Member, OnRecord, Refusal, Review};
use crate::locale::Language;
use chrono::NaiveDate;
use serde::Serialize;

/// What one of the two looks at before the talk. Only they see it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Preparation {
    /// The name of the talk.
    pub(crate) review: String,
    /// The day that it is set for.
    pub(crate) date: NaiveDate,
    /// The key of the one who prepares.
    pub(crate) by: String,
    /// Since when they are ready.
    pub(crate) ready: Option<NaiveDate>,
    /// Since when the other is.
    pub(crate) partner_ready: Option<NaiveDate>,
    /// The themes, and at last what has none.
    pub(crate) themes: Vec<PreparedTheme>,
    /// How their own record is balanced.
    pub(crate) balance: Balance,
}

/// A theme to prepare.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PreparedTheme {
    /// Its key; none for what has no theme.
    pub(crate) theme: Option<String>,
    /// The questions that the programme asks about it.
    pub(crate) questions: Vec<String>,
    /// The own entries since the last talk.
    pub(crate) entries: Vec<Entry>,
    /// What the other has shared and waits for a why or an account.
    pub(crate) waiting: Vec<Entry>,
}

/// What the one who is typing looks at before a talk.
///
/// # Errors
/// If nobody said who is typing, there is no such talk, or it was held or cancelled.
pub(crate) fn preparation(
    session: &Session,
    handle: Handle,
    language: Language,
) -> Result<Preparation, AppError> {
    let review = session::review(session.joint_view(), handle)?;
    let own = Own::read(session, &review)?;
    // One can prepare without the programme, where its format or the bank of questions cannot be read.
    let programme = unless_file_fails(agenda::agenda(session, handle, language).map(|it| it.blocks))?;
    let prompts: Vec<_> = programme.iter().flat_map(|block| &block.questions).collect();
    let (names, entries) = (session.names(), session.entries());
    let prepared = themes_and_none(session).into_iter().map(|key| {
        let mut all: Vec<Entry> = own.observations(key).map(|it| entries.observation(it)).collect();
        all.extend(own.incidents(key).map(|it| entries.incident(it)));
        let mut waiting: Vec<Entry> = own.unanswered(key).map(|it| entries.observation(it)).collect();
        waiting.extend(own.unheard(key).map(|it| entries.incident(it)));
        PreparedTheme {
            theme: key.map(str::to_owned),
            questions: prompts
                .iter()
                .filter(|prompt| key.is_some() && prompt.theme.as_deref() == key)
                .map(|prompt| prompt.text.clone())
                .collect(),
            entries: all,
            waiting,
        }
    });
    let themes: Vec<PreparedTheme> = prepared.collect();
    let ready = |member: Member| review.ready(member).map(|(_, part)| part.date);
    Ok(Preparation {
        review: review.value.name.to_string(),
        date: review.value.day(),
        by: names.key(own.me).to_owned(),
        ready: ready(own.me),
        partner_ready: ready(own.me.other()),
        themes: themes
            .into_iter()
            .filter(|it| it.theme.is_some() || !it.entries.is_empty() || !it.waiting.is_empty())
            .collect(),
        balance: own.balance(),
    })
}

/// The keys of the pair's themes, and at last what has none.
pub(super) fn themes_and_none(session: &Session) -> Vec<Option<&str>> {
    themes::keys(session.pair()).into_iter().map(Some).chain([None]).collect()
}

/// Marks the one who is typing as ready for a talk; one who is ready stays so since then.
///
/// # Errors
/// If nobody said who is typing, there is no such talk, or it was held or cancelled.
pub(crate) fn ready(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, member) = session.begin_own()?;
    let review = session::review(act.view(), handle)?;
    let part = review.prepare(member, act.wordless_stamp(review.id)?)?;
    if review.ready(member).is_none() {
        let changes = [put(act.new_id(), part)];
        act.commit("review prepare", &changes)?;
    }
    Ok(())
}

/// Takes back that the one who is typing is ready.
///
/// # Errors
/// As [`ready`], and [`Refusal::NotReady`].
pub(crate) fn not_ready(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, member) = session.begin_own()?;
    let review: OnRecord<Review> = session::review(act.view(), handle)?;
    review.is_to_come()?;
    let Some((id, _)) = review.ready(member) else {
        return Err(Refusal::NotReady { review: review.value.name }.into());
    };
    act.commit("review prepare", &[Change::Remove(id)])?;
    Ok(())
}
