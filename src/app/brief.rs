//! The brief for a talk: what the two read before it and have with them. Nothing private is in it.

use super::agenda::{self, Agenda, AgendaBlock};
use super::cycle::{Record, Span, games_before, up_to};
use super::error::AppError;
use super::pairs;
use super::scribe::{Scribe, passage};
use super::session::Session;
use super::themes;
use crate::domain::{
    Adjustment, Form, Incident, Member, Observation, OnRecord, Part, Review, Status, Winner, Word as _,
};
use crate::handout::Brief;
use crate::handout::brief::{Agreed, Practical, Stretch};
use crate::handout::content::{Noticed, Owed};
use crate::handout::year::{Kept, Seen, Trace, Year};
use crate::locale::messages::{
    PAPER_AGREED_MATTER, PAPER_DEFAULT_QUESTION, PaperFromClock, PaperHole, PaperHoles,
};
use crate::locale::{Language, capitalised, dates, terms};
use crate::programme::{Takes, Temper};
use chrono::{Days, Duration, Months, NaiveDate, NaiveTime};

/// The most questions of a stretch: more stand in the programme on the screen.
const QUESTIONS: usize = 2;

/// The brief for a talk, in `language` or the pair's; with roles in the place of names, if it is redacted.
///
/// # Errors
/// If the talk was cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn document(
    session: &Session,
    review: &OnRecord<Review>,
    language: Option<Language>,
    is_redacted: bool,
) -> Result<Brief, AppError> {
    let scribe = Scribe::of(session, language, is_redacted)?;
    let language = scribe.language;
    let record = Record::read(session, review)?;
    let agenda = agenda::agenda_of(session, review, &record, language)?;
    let found = Found::at(review, record);
    let formats = session.templates().formats();
    let word = |key: &str| formats.of(key).map(|format| format.name.text(language).to_owned());
    Ok(scribe.redacted(Brief {
        head: scribe.masthead(session, &review.value),
        programme: agenda.blocks.iter().map(|block| stretch(session, block, language)).collect(),
        agreed: found.agreed(session.today(), PAPER_DEFAULT_QUESTION.text(language)),
        repairs: found.open_incidents().map(|it| scribe.repair(it)).collect(),
        practical: Practical {
            sunset: agenda.sunset.map(|at| at.time()),
            fallback: agenda.fallback.as_deref().and_then(word),
            is_outdoors: agenda.needs.daylight || agenda.needs.season,
            rematch: found.rematch,
            private: Some(agenda.private.clone()).filter(|text| !text.trim().is_empty()),
        },
        year: found.year(session)?,
        noticed: noticed(&scribe, session, &agenda, &found.observations),
    }))
}

/// What is on record for a talk, as far as both can read.
struct Found {
    span: Span,
    /// The day of the talk.
    day: NaiveDate,
    /// New since the talk before, in the order of their dates.
    observations: Vec<OnRecord<Observation>>,
    /// New since the talk before, or open.
    incidents: Vec<OnRecord<Incident>>,
    /// Open at some time since the talk before.
    adjustments: Vec<OnRecord<Adjustment>>,
    rematch: Option<Owed>,
}

impl Found {
    fn at(review: &OnRecord<Review>, record: Record) -> Self {
        let Record { reviews, mut observations, mut incidents, mut adjustments } = record;
        let (day, held) = (review.value.day(), review.value.held());
        let span = Span::before(day, &reviews);
        // The brief for a talk that was held stays as it was when the talk began.
        let until = held.map_or(NaiveDate::MAX, |held| held - Days::new(1));
        let is_here = |shared: Option<&Part>, date: NaiveDate, is_open: bool| {
            let in_time = shared.filter(|share| held.is_none_or(|held| share.date <= held));
            in_time.is_some_and(|share| is_open || span.is_news(date, share.date))
        };
        observations.retain(|it| it.value.erased.is_none() && is_here(it.shared(), it.value.date, false));
        let is_in_time = |part: &Part| held.is_none_or(|held| part.date <= held);
        for parts in observations.iter_mut().map(|it| &mut it.parts) {
            parts.retain(|(_, part)| is_in_time(part));
        }
        observations.sort_by_key(|it| (it.value.date, it.value.number));
        incidents = incidents.into_iter().map(|it| up_to(it, until)).collect();
        for parts in incidents.iter_mut().map(|it| &mut it.parts) {
            parts.retain(|(_, part)| is_in_time(part));
        }
        incidents.retain(|it| {
            it.value.erased.is_none()
                && it.value.date <= day
                && is_here(it.shared(), it.value.date, it.is_open())
        });
        let since = span.previous.unwrap_or(NaiveDate::MIN);
        adjustments = adjustments.into_iter().map(|it| up_to(it, until)).collect();
        adjustments.retain(|it| {
            it.value.erased.is_none() && it.value.date < day && ended(it).is_none_or(|ended| ended > since)
        });
        let rematch = games_before(day, &reviews).last().map(|(_, winner)| owed(*winner));
        Self { span, day, observations, incidents, adjustments, rematch }
    }

    /// What is open of what was agreed. A check that should have been made by `today` is made at the talk; `usual` is
    /// what is asked where nothing else was thought of.
    fn agreed(&self, today: NaiveDate, usual: &str) -> Vec<Agreed> {
        let open = self.adjustments.iter().filter(|it| it.status() == Status::Open);
        open.map(|it| {
            let value = &it.value;
            let made = it.checked().into_iter().map(|(part, outcome)| (part.date, Some(outcome)));
            let next = it.checks_to_come().into_iter().min();
            let next = next.map(|day| (if day < today { self.day } else { day }, None));
            let until = match value.form {
                Form::Action { until } => until,
                Form::Rule => None,
            };
            Agreed {
                handle: value.handle().to_string(),
                owner: value.owner.member().map(Member::index),
                text: passage(Some(&value.text), value.erased),
                is_rule: value.form == Form::Rule,
                until,
                question: value.question.clone().or_else(|| Some(usual.to_owned())),
                checks: made.chain(next).collect(),
            }
        })
        .collect()
    }

    /// The incidents that are open, the worst first.
    fn open_incidents(&self) -> impl Iterator<Item = &OnRecord<Incident>> {
        let mut open: Vec<_> = self.incidents.iter().filter(|it| it.is_open()).collect();
        open.sort_by_key(|it| (std::cmp::Reverse(it.value.severity()), it.value.number));
        open.into_iter()
    }

    /// Where the picture begins before the first talk: with the pair, but a year back at most, and with the first that there is
    /// to show at the latest.
    fn first_day(&self, since: NaiveDate) -> NaiveDate {
        let year_ago = self.day.checked_sub_months(Months::new(12)).unwrap_or(self.day);
        let seen = self.observations.iter().map(|it| it.value.date);
        let happened = self.incidents.iter().map(|it| it.value.date);
        let agreed = self.adjustments.iter().map(|it| it.value.date);
        let first = seen.chain(happened).chain(agreed).min();
        first.map_or(since.max(year_ago), |first| since.max(first.min(year_ago)).min(first)).min(self.day)
    }

    fn year(&self, session: &Session) -> Result<Year, AppError> {
        let seen = |it: &OnRecord<Observation>| Seen {
            handle: it.value.handle().to_string(),
            date: it.value.date,
            by: it.value.author.index(),
            tone: it.value.tone,
        };
        let from = self.span.previous.unwrap_or_else(|| self.first_day(session.pair().since));
        let consent = pairs::have_trust_on_paper(session)?;
        Ok(Year {
            from,
            begins_with_talk: self.span.previous.is_some(),
            until: self.day,
            observations: self.observations.iter().map(seen).collect(),
            // Where there is none, nothing is kept back.
            incidents: (consent || self.incidents.is_empty())
                .then(|| self.incidents.iter().map(trace).collect()),
            adjustments: self.adjustments.iter().map(|it| kept(it, from)).collect(),
        })
    }
}

/// Who is owed the rematch of a game.
pub(super) fn owed(winner: Winner) -> Owed {
    winner.member().map_or(Owed::Both, |member| Owed::One(member.other().index()))
}

/// When an adjustment was done or lapsed.
fn ended(it: &OnRecord<Adjustment>) -> Option<NaiveDate> {
    match it.status() {
        Status::Open => None,
        Status::Done => it.checked().iter().map(|(part, _)| part.date).max(),
        Status::Lapsed(_) => it.lapse().map(|lapse| lapse.date),
    }
}

/// An adjustment with the checks of the year after that day; what was looked at on it belongs to the year before.
fn kept(it: &OnRecord<Adjustment>, from: NaiveDate) -> Kept {
    let checks = it.checked().into_iter().map(|(part, outcome)| (part.date, Some(outcome)));
    Kept {
        handle: it.value.handle().to_string(),
        agreed: it.value.date,
        ended: ended(it),
        checks: checks.filter(|(date, _)| *date > from).collect(),
    }
}

fn trace(it: &OnRecord<Incident>) -> Trace {
    let closings = Member::BOTH.map(|member| it.closing(member).map(|(_, part)| part.date));
    let steps = crate::domain::RepairStep::ALL.iter();
    Trace {
        handle: it.value.handle().to_string(),
        date: it.value.date,
        severity: it.value.severity(),
        steps: steps.filter_map(|step| it.step(*step).map(|(part, _)| part.date)).collect(),
        closed: match closings {
            [Some(a), Some(b)] => Some(a.max(b)),
            _ => None,
        },
    }
}

fn start(block: &AgendaBlock) -> NaiveTime {
    dates::parse_clock(&block.start).unwrap_or_default()
}

/// A stretch of the day: its themes, or what is followed up; a question for each theme, and some of its own.
fn stretch(session: &Session, block: &AgendaBlock, language: Language) -> Stretch {
    let pair = session.pair();
    let joined = |names: Vec<&str>| names.join(" · ");
    let matter = match block.takes {
        _ if !block.themes.is_empty() => Some([
            joined(block.themes.iter().map(|key| themes::long(pair, language, key)).collect()),
            capitalised(&joined(block.themes.iter().map(|key| themes::named(pair, language, key)).collect())),
        ]),
        Takes::Adjustments if !block.handles.is_empty() => {
            Some([PAPER_AGREED_MATTER.text(language); 2].map(str::to_owned))
        }
        _ => None,
    };
    let of_theme = |theme: &str| block.questions.iter().find(|it| it.theme.as_deref() == Some(theme));
    // The question to an adjustment stands beside it.
    let plain = block.questions.iter().filter(|it| it.theme.is_none() && it.handle.is_none());
    let questions = block.themes.iter().filter_map(|theme| of_theme(theme)).chain(plain).take(QUESTIONS);
    Stretch {
        start: start(block),
        minutes: block.minutes,
        name: block.name.clone(),
        temper: terms::label(language, Temper::VOCABULARY, block.temper.word()).to_owned(),
        is_hard: block.temper == Temper::Hard,
        matter,
        handles: block.handles.clone(),
        questions: questions.map(|it| it.text.clone()).collect(),
    }
}

/// Every theme, and at last what has none, if there is anything of it.
fn noticed(
    scribe: &Scribe<'_>,
    session: &Session,
    agenda: &Agenda,
    observations: &[OnRecord<Observation>],
) -> Vec<Noticed> {
    let keys = themes::keys(session.pair());
    let under = |theme: Option<&str>| {
        // What goes by a theme that the pair no longer has is not lost.
        let is_here = |it: &&OnRecord<Observation>| match it.value.theme.as_deref() {
            Some(key) if keys.contains(&key) => theme == Some(key),
            _ => theme.is_none(),
        };
        let of = |member: Member| {
            let theirs = observations.iter().filter(is_here).filter(|it| it.value.author == member);
            theirs.map(|it| scribe.observed(it)).collect::<Vec<_>>()
        };
        Noticed {
            theme: scribe.theme(theme),
            when: theme.and_then(|theme| when(agenda, theme, scribe.language)),
            question: theme.and_then(|theme| question(agenda, theme)),
            voices: Member::BOTH.map(of),
        }
    };
    // In the order of the day.
    let of_the_day = agenda.blocks.iter().flat_map(|block| &block.themes).map(String::as_str);
    let mut order: Vec<&str> = Vec::new();
    for key in of_the_day.chain(keys.iter().copied()) {
        if keys.contains(&key) && !order.contains(&key) {
            order.push(key);
        }
    }
    let mut all: Vec<Noticed> = order.into_iter().map(|key| under(Some(key))).collect();
    let loose = under(None);
    if loose.voices.iter().any(|voice| !voice.is_empty()) {
        all.push(loose);
    }
    all
}

/// When a theme is talked about: on which holes, or from what time.
fn when(agenda: &Agenda, theme: &str, language: Language) -> Option<String> {
    let mut holes: Option<[u8; 2]> = None;
    let mut clock: Option<NaiveTime> = None;
    for block in &agenda.blocks {
        let mut begins = start(block);
        for slice in &block.slices {
            if slice.theme == theme {
                clock = clock.or(Some(begins));
                if let Some([first, last]) = slice.holes {
                    holes = Some(holes.map_or([first, last], |[from, _]| [from, last]));
                }
            }
            begins += Duration::minutes(i64::from(slice.minutes));
        }
    }
    match (holes, clock) {
        (Some([first, last]), _) if first == last => Some(PaperHole { hole: &first }.text(language)),
        (Some([first, last]), _) => Some(PaperHoles { first: &first, last: &last }.text(language)),
        (None, Some(time)) => Some(
            PaperFromClock { time: &dates::clock(language, time) }
                .text(language)
                .replace("kl. ", "kl.\u{A0}"),
        ),
        (None, None) => None,
    }
}

/// A question about a theme that is tied to no entry, to write under.
fn question(agenda: &Agenda, theme: &str) -> Option<String> {
    let mut questions = agenda.blocks.iter().flat_map(|block| &block.questions);
    questions
        .find(|it| it.theme.as_deref() == Some(theme) && it.handle.is_none())
        .map(|it| capitalised(&it.text))
}
