//! A pair as programs read it.

use super::consent::lets;
use crate::app::error::AppError;
use crate::app::names::Names;
use crate::app::session::Session;
use crate::domain::{Asker, Id, Member, Pair, PairEnd, PairKind, Part, Person, Place};
use crate::locale::Language;
use crate::store::Store;
use chrono::NaiveDate;
use serde::Serialize;

/// A pair as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PairSheet {
    /// What it is called by on the command line: `holm-lind`.
    pub(crate) key: String,
    pub(crate) id: Id,
    pub(crate) kind: PairKind,
    /// The two, a first.
    pub(crate) members: [MemberSheet; 2],
    pub(crate) language: Language,
    /// The name of its zone, as IANA has it.
    pub(crate) timezone: String,
    pub(crate) place: Place,
    /// The months from one talk to the next.
    pub(crate) interval: u32,
    /// The rules by which days are found.
    pub(crate) rules: String,
    /// Its first day as a pair.
    pub(crate) since: NaiveDate,
    /// When and why it ended, if it has.
    pub(crate) end: Option<PairEnd>,
    /// The themes that the pair has named itself.
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
    /// What they are called by on the command line: `holm`.
    pub(crate) key: String,
    pub(crate) name: String,
    /// What they are by office.
    pub(crate) title: Option<String>,
    pub(crate) mail: Option<String>,
    /// Whether they let paper speak of trust.
    pub(crate) trust_on_paper: bool,
}

/// A theme that the pair has named itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThemeSheet {
    /// Its name on the command line.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) label: String,
}

/// A question that the pair has made itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct QuestionSheet {
    /// The key of the theme that it is about.
    pub(crate) theme: String,
    pub(crate) text: String,
}

/// An agreement that the pair has made itself, to choose from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgreementSheet {
    /// Its name on the command line.
    pub(crate) key: String,
    /// What it says, with its fields in braces.
    pub(crate) text: String,
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
        trust_on_paper: lets(consents, member),
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
