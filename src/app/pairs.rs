//! Adding a pair, changing it, ending it.

use super::error::{AgreementError, AppError};
use super::names::Names;
use super::people::{self, Renamed};
use super::session::{Act, Session, put};
use super::themes;
use crate::domain::{self, Asker, Change, Content, Id, Member, Pair, PairEnd, PairKind, Part, Person, Place};
use crate::locale::{Language, fold};
use crate::programme::{Agreement, MOST_THEMES, is_key};
use crate::store::{Command, Store};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

/// What a new pair is told to be.
#[derive(Clone, Debug)]
pub(crate) struct NewPair {
    pub(crate) names: [String; 2],
    pub(crate) titles: [Option<String>; 2],
    pub(crate) mails: [Option<String>; 2],
    pub(crate) kind: PairKind,
    pub(crate) language: Language,
    pub(crate) zone: Tz,
    pub(crate) place: Place,
    pub(crate) interval: u32,
    pub(crate) since: Option<NaiveDate>,
    /// The name of the rules by which days are found.
    pub(crate) rules: String,
}

/// A pair as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PairSheet {
    pub(crate) key: String,
    pub(crate) id: Id,
    pub(crate) kind: PairKind,
    pub(crate) members: [MemberSheet; 2],
    pub(crate) language: Language,
    pub(crate) timezone: String,
    pub(crate) place: Place,
    pub(crate) interval: u32,
    /// The rules by which days are found.
    pub(crate) rules: String,
    pub(crate) since: NaiveDate,
    pub(crate) end: Option<PairEnd>,
    pub(crate) themes: Vec<ThemeSheet>,
    /// Questions of the pair's own.
    pub(crate) questions: Vec<QuestionSheet>,
    /// Agreements of the pair's own to choose from.
    pub(crate) agreements: Vec<AgreementSheet>,
    /// Whether both let paper speak of trust.
    pub(crate) trust_on_paper: bool,
}

/// One of the two, as programs read them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MemberSheet {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) mail: Option<String>,
    /// Whether they let paper speak of trust.
    pub(crate) trust_on_paper: bool,
}

/// A theme that the pair has named itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThemeSheet {
    pub(crate) key: String,
    pub(crate) label: String,
}

/// A question that the pair has made itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct QuestionSheet {
    pub(crate) theme: String,
    pub(crate) text: String,
}

/// An agreement that the pair has made itself, to choose from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgreementSheet {
    pub(crate) key: String,
    pub(crate) text: String,
}

/// What came of adding a pair.
pub(crate) struct Added {
    pub(crate) session: Session,
    /// Those of the two who are on record from another pair of this file.
    pub(crate) known: Vec<String>,
}

/// What can be refused of a new pair before there is a file.
///
/// # Errors
/// If a name is blank, both are the same person, or the first day lies in the future.
pub(crate) fn check(new: &NewPair, now: DateTime<Utc>) -> Result<[String; 2], AppError> {
    let names = [domain::label(&new.names[0])?, domain::label(&new.names[1])?];
    if fold(&names[0]) == fold(&names[1]) {
        return Err(domain::Refusal::SamePerson.into());
    }
    let texts = new.titles.iter().chain(&new.mails);
    for text in texts.flatten() {
        domain::label(text)?;
    }
    let today = now.with_timezone(&new.zone).date_naive();
    domain::happened(new.since.unwrap_or(today), today)?;
    Ok(names)
}

/// Puts a pair on record.
///
/// # Errors
/// If a name is blank, both are the same person, or they are a running pair already.
pub(crate) fn add(mut store: Store, new: &NewPair, now: DateTime<Utc>) -> Result<Added, AppError> {
    let names = check(new, now)?;
    let titles = [label(new.titles[0].as_ref())?, label(new.titles[1].as_ref())?];
    let today = now.with_timezone(&new.zone).date_naive();
    let since = new.since.unwrap_or(today);
    let mut changes = Vec::new();
    let mut known = Vec::new();
    let writing = store.begin()?;
    let mut people = [Id::new(now), Id::new(now)];
    for (index, name) in names.iter().enumerate() {
        let mail = label(new.mails[index].as_ref())?;
        let found = writing.reading().people_named(name)?.into_iter().next();
        let person = match found {
            Some((id, before)) => {
                people[index] = id;
                known.push(before.name.clone());
                if mail.is_none() || mail == before.mail {
                    continue;
                }
                Person { mail, ..before }
            }
            None => Person { name: name.clone(), mail },
        };
        changes.push(put(people[index], person));
    }
    let pairs = writing.reading().pairs()?;
    let same = |pair: &Pair| pair.people.iter().all(|person| people.contains(person)) && pair.end.is_none();
    if let Some((_, pair)) = pairs.iter().find(|(_, pair)| same(pair)) {
        return Err(AppError::PairExists { key: pair.key.clone() });
    }
    let member_keys = domain::member_keys([&names[0], &names[1]]);
    let base = format!("{}-{}", member_keys[0], member_keys[1]);
    let taken = |key: &str| pairs.iter().any(|(_, pair)| pair.key == key);
    let key = std::iter::once(base.clone())
        .chain((2..1000).map(|number| format!("{base}-{number}")))
        .find(|key| !taken(key))
        .unwrap_or(base);
    let pair = Pair {
        key,
        people,
        member_keys,
        titles,
        kind: new.kind,
        language: new.language,
        zone: new.zone,
        place: new.place,
        interval: new.interval,
        since,
        end: None,
        themes: Vec::new(),
        questions: Vec::new(),
        agreements: Vec::new(),
        rules: new.rules.clone(),
    };
    let id = Id::new(now);
    changes.push(put(id, pair.clone()));
    let command = Command { act: "pair add", pair: id, author: None, now, reverses: None };
    writing.commit(&command, &changes)?;
    Ok(Added { session: Session::with_pair(store, id, pair, None, now)?, known })
}

fn label(typed: Option<&String>) -> Result<Option<String>, AppError> {
    Ok(typed.map(|typed| domain::label(typed)).transpose()?)
}

/// What is to change about a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PairEdit {
    pub(crate) kind: Option<PairKind>,
    pub(crate) language: Option<Language>,
    pub(crate) titles: Option<[String; 2]>,
    pub(crate) place: Option<Place>,
    pub(crate) zone: Option<Tz>,
    pub(crate) names: Vec<(Member, String)>,
    pub(crate) mails: Vec<(Member, String)>,
    pub(crate) interval: Option<u32>,
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

/// Says for the one who is typing whether they agree to see trust on paper.
///
/// # Errors
/// If nobody said who is typing.
pub(super) fn agree_to_trust_on_paper(session: &mut Session, trust_on_paper: bool) -> Result<(), AppError> {
    let me = session.me().ok_or_else(|| AppError::WhoAreYou { keys: session.pair().member_keys.clone() })?;
    let act = session.begin()?;
    let change = consenting_change(&act, me, trust_on_paper)?;
    act.commit("pair edit", &[change])
}

/// What each of the two has said last stands in the place of what they said before.
fn consenting_change(act: &Act<'_>, member: Member, trust_on_paper: bool) -> Result<Change, AppError> {
    let consents = act.view().consents()?;
    let standing = consent(&consents, member).map(|(id, part)| (*id, part.number));
    let (id, number) = match standing {
        Some(found) => found,
        None => (act.new_id(), act.wordless_stamp(act.pair_id)?.number),
    };
    let stamp = domain::Stamp { number, date: act.today(), created: act.now };
    Ok(put(id, Part::new(act.pair_id, Some(member), stamp, Content::Consent { trust_on_paper })))
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

fn consent(consents: &[(Id, Part)], member: Member) -> Option<&(Id, Part)> {
    consents.iter().find(|(_, part)| part.author == Some(member))
}

/// The pair of a session, as programs read it.
///
/// # Errors
/// As for every read.
pub(crate) fn sheet(session: &Session) -> Result<PairSheet, AppError> {
    Ok(sheet_of(session.pair_id(), session.pair(), session.people(), &session.joint_view().consents()?))
}

fn sheet_of(id: Id, pair: &Pair, people: &[Person; 2], consents: &[(Id, Part)]) -> PairSheet {
    let names = Names::of(people);
    let members = Member::BOTH.map(|member| MemberSheet {
        key: names.key(member).to_owned(),
        name: people[member.index()].name.clone(),
        title: pair.titles[member.index()].clone(),
        mail: people[member.index()].mail.clone(),
        trust_on_paper: consent(consents, member)
            .is_some_and(|(_, part)| part.content == Content::Consent { trust_on_paper: true }),
    });
    let themes = pair.themes.iter();
    PairSheet {
        key: pair.key.clone(),
        id,
        kind: pair.kind,
        trust_on_paper: members.iter().all(|member| member.trust_on_paper),
        members,
        language: pair.language,
        timezone: pair.zone.name().to_owned(),
        place: pair.place,
        interval: pair.interval,
        rules: pair.rules.clone(),
        since: pair.since,
        end: pair.end.clone(),
        themes: themes.map(|(key, label)| ThemeSheet { key: key.clone(), label: label.clone() }).collect(),
        questions: pair
            .questions
            .iter()
            .map(|(theme, text)| QuestionSheet { theme: theme.clone(), text: text.clone() })
            .collect(),
        agreements: pair
            .agreements
            .iter()
            .map(|(key, text)| AgreementSheet { key: key.clone(), text: text.clone() })
            .collect(),
    }
}

/// Every pair of the file.
///
/// # Errors
/// As for every read.
pub(crate) fn list(store: &Store) -> Result<Vec<PairSheet>, AppError> {
    let reading = store.reading();
    let mut sheets = Vec::new();
    for (id, pair) in reading.pairs()? {
        let [a, b] = pair.people;
        if let (Some(a), Some(b)) = (reading.entity(a)?, reading.entity(b)?) {
            let consents = reading.view(id, Asker::Nobody).consents()?;
            sheets.push(sheet_of(id, &pair, &[a, b], &consents));
        }
    }
    Ok(sheets)
}
