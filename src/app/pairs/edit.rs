//! Changing a pair.

use super::consent::consenting_change;
use super::sheet::{PairSheet, sheet};
use crate::app::error::{AgreementError, AppError};
use crate::app::people::{self, Renamed};
use crate::app::session::{Session, put};
use crate::app::themes;
use crate::domain::{self, Member, Pair, PairKind, Place};
use crate::locale::{Language, fold};
use crate::programme::{Agreement, MOST_THEMES, is_key};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// What is to change about a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PairEdit {
    pub(crate) kind: Option<PairKind>,
    pub(crate) language: Option<Language>,
    /// What each is by office, of member a and b.
    pub(crate) titles: Option<[String; 2]>,
    pub(crate) place: Option<Place>,
    pub(crate) zone: Option<Tz>,
    /// Who is called what from now on.
    pub(crate) names: Vec<(Member, String)>,
    /// Where mail reaches whom.
    pub(crate) mails: Vec<(Member, String)>,
    /// The months from one talk to the next.
    pub(crate) interval: Option<u32>,
    /// The first day of the pair.
    pub(crate) since: Option<NaiveDate>,
    /// The name of the rules by which days are found.
    pub(crate) rules: Option<String>,
    /// A key of letters and hyphens, and what it is called.
    pub(crate) themes: Vec<(String, String)>,
    /// Questions of the pair's own: the key of the theme as it was typed, and the question.
    pub(crate) questions: Vec<(String, String)>,
    /// Agreements of the pair's own to choose from, by key.
    pub(crate) agreements: Vec<(String, String)>,
    /// Own questions, by their beginning, and own agreements, by key, that are to go.
    pub(crate) removed: Vec<String>,
    /// The will of the one who is typing.
    pub(crate) trust_on_paper: Option<bool>,
}

/// A pair as it is now.
pub(crate) struct Edited {
    pub(crate) session: Session,
    pub(crate) sheet: PairSheet,
    /// Those of the two who go by another name now.
    pub(crate) renamed: Vec<Renamed>,
}

/// Changes a pair, and tells how it is now.
///
/// # Errors
/// If a label is blank, a name another person's, a day in the future, or nobody said whose will `trust_on_paper` is.
pub(crate) fn edit(session: Session, edit: &PairEdit) -> Result<Edited, AppError> {
    let mut session = session;
    if *edit == PairEdit::default() {
        return Err(AppError::NothingToChange { what: session.pair().key.clone(), help: "pair edit" });
    }
    let consenting = edit.trust_on_paper.map(|_| {
        session.me().ok_or_else(|| AppError::WhoAreYou { keys: session.pair().member_keys.clone() })
    });
    let consenting = consenting.transpose()?;
    // A theme that is made by the same command may have questions too.
    let theme = |typed: &String| {
        let made = edit.themes.iter().map(|(key, _)| fold(key.trim())).find(|key| *key == fold(typed.trim()));
        made.map_or_else(|| session.theme(typed), Ok)
    };
    let questions = edit.questions.iter().map(|(typed, text)| Ok((theme(typed)?, text.clone())));
    let questions = questions.collect::<Result<Vec<_>, AppError>>()?;
    let templates = session.templates().clone();
    let act = session.begin()?;
    let before = act.pair.clone();
    let mut pair = before.clone();
    if let Some([a, b]) = &edit.titles {
        pair.titles = [Some(domain::label(a)?), Some(domain::label(b)?)];
    }
    pair.kind = edit.kind.unwrap_or(pair.kind);
    pair.language = edit.language.unwrap_or(pair.language);
    // A place that was only taken from the zone moves with it.
    let moved = edit.zone.filter(|_| pair.place == Place::of_zone(pair.zone)).map(Place::of_zone);
    pair.place = edit.place.or(moved).unwrap_or(pair.place);
    pair.zone = edit.zone.unwrap_or(pair.zone);
    pair.interval = edit.interval.unwrap_or(pair.interval);
    if let Some(rules) = &edit.rules {
        templates.rules(rules)?;
        pair.rules.clone_from(rules);
    }
    pair.since = domain::happened(edit.since.unwrap_or(pair.since), act.today())?;
    for (key, label) in &edit.themes {
        let (key, label) = (fold(&domain::label(key)?), domain::label(label)?);
        match pair.themes.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = label,
            None if !is_key(&key) => return Err(AppError::Agreement(AgreementError::BadKey { typed: key })),
            None => pair.themes.push((key, label)),
        }
    }
    if themes::keys(&pair).len() > MOST_THEMES {
        return Err(AppError::TooManyThemes { most: MOST_THEMES });
    }
    own_words(&mut pair, &questions, edit)?;
    let (mut changes, renamed) = people::changes(&act, &edit.names, &edit.mails)?;
    if pair != before {
        changes.push(put(act.pair_id, pair));
    }
    if let (Some(member), Some(trust_on_paper)) = (consenting, edit.trust_on_paper) {
        changes.push(consenting_change(&act, member, trust_on_paper)?);
    }
    if changes.is_empty() {
        drop(act);
    } else {
        act.commit("pair edit", &changes)?;
    }
    let session = session.renewed()?;
    let sheet = sheet(&session)?;
    Ok(Edited { session, sheet, renamed })
}

/// Questions and agreements of the pair's own: new ones, and those that are to go.
fn own_words(pair: &mut Pair, questions: &[(String, String)], edit: &PairEdit) -> Result<(), AppError> {
    for (theme, text) in questions {
        let question = (theme.clone(), domain::label(text)?);
        if !pair.questions.contains(&question) {
            pair.questions.push(question);
        }
    }
    for (key, text) in &edit.agreements {
        let (key, text) = (fold(key.trim()), domain::label(text)?);
        if !is_key(&key) {
            return Err(AppError::Agreement(AgreementError::BadKey { typed: key }));
        }
        if let Err(fault) = Agreement::own(&key, &text) {
            return Err(AppError::Agreement(AgreementError::Bad { key, fault }));
        }
        match pair.agreements.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = text,
            None => pair.agreements.push((key, text)),
        }
    }
    for typed in &edit.removed {
        let folded = fold(typed.trim());
        let before = pair.questions.len() + pair.agreements.len();
        pair.agreements.retain(|(key, _)| *key != folded);
        let begins = |text: &str| !folded.is_empty() && fold(text).starts_with(&folded);
        if pair.questions.iter().filter(|(_, text)| begins(text)).count() == 1 {
            pair.questions.retain(|(_, text)| !begins(text));
        }
        if pair.questions.len() + pair.agreements.len() == before {
            return Err(AppError::Agreement(AgreementError::NothingToRemove {
                typed: typed.clone(),
                key: pair.key.clone(),
            }));
        }
    }
    Ok(())
}
