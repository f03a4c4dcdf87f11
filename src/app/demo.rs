//! A fictional pair's years, told through the same use cases that a person calls.

use super::deliver::{self, Destination};
use super::error::AppError;
use super::observe::Noticed;
use super::pairs::{self, NewPair};
use super::print::{self, Edition, Kind, Order};
use super::schedule::{self, Wish};
use super::session::Session;
use super::{adjust, answer, incident, invite, observe, repair, review, share, sign};
use crate::domain::{
    About, Actor, Channel, Class, Handle, Member, Nature, Outcome, Owner, PairKind, Place, RepairStep,
    Severity, Tone, Winner, on_clock,
};
use crate::handout::Paper;
use crate::locale::{Language, dates};
use crate::store::Store;
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The years of a pair as `templates/demo.{en,da}.toml` tells them; days count from today.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    pair: Cast,
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cast {
    kind: PairKind,
    place: String,
    since: i64,
    a: Figure,
    b: Figure,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    name: String,
    title: String,
    mail: String,
}

/// One thing that somebody does on a day.
#[derive(Deserialize)]
struct Step {
    /// The talk whose day `day` counts from; today if left out.
    talk: Option<usize>,
    #[serde(default)]
    day: i64,
    by: Option<Member>,
    #[serde(flatten)]
    deed: Deed,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Deed {
    Schedule {
        date: i64,
        at: String,
        format: String,
        r#where: String,
    },
    Observe {
        text: String,
        theme: Option<String>,
        tone: Option<Tone>,
        about: Option<About>,
        effect: Option<String>,
        setting: Option<String>,
        channel: Option<Channel>,
        #[serde(default)]
        tags: Vec<String>,
        #[serde(default)]
        share: bool,
    },
    Answer {
        on: String,
        text: String,
    },
    Share {
        what: Vec<String>,
    },
    Incident {
        text: String,
        actor: Actor,
        #[serde(default)]
        positive: bool,
        severity: Option<Severity>,
        class: Option<Class>,
        #[serde(default)]
        public: bool,
        theme: Option<String>,
        #[serde(default)]
        tags: Vec<String>,
        #[serde(default)]
        share: bool,
    },
    Reply {
        on: String,
        text: String,
    },
    Step {
        on: String,
        step: RepairStep,
        text: String,
    },
    Close {
        on: String,
        reason: Option<String>,
    },
    Adjust {
        text: String,
        owner: Owner,
        #[serde(default)]
        rule: bool,
        theme: Option<String>,
        until: Option<i64>,
        question: Option<String>,
        #[serde(default)]
        from: Vec<String>,
    },
    Check {
        on: String,
        outcome: Outcome,
        text: Option<String>,
    },
    Lapse {
        on: String,
        reason: Option<String>,
    },
    Note {
        text: String,
        theme: Option<String>,
    },
    Record {
        #[serde(default)]
        scores: HashMap<Member, u32>,
        won: Option<Winner>,
    },
    Sign,
    Amend {
        text: String,
    },
    /// The one who says so agrees to see trust on paper.
    Consent,
}

/// Where the demo stands.
pub(crate) struct Demo {
    pub(crate) database: PathBuf,
    /// The preparation sheets of the two.
    pub(crate) preps: Vec<PathBuf>,
    pub(crate) brief: PathBuf,
    pub(crate) card: PathBuf,
    pub(crate) summary: PathBuf,
    /// The talks and what is around them, for the calendars of the two.
    pub(crate) calendar: PathBuf,
    /// The handle of the talk that was signed, and of the one that is to come.
    pub(crate) held: String,
    pub(crate) coming: String,
    pub(crate) session: Session,
}

/// The Thursday nearest to a day.
fn thursday(near: NaiveDate) -> NaiveDate {
    let from_thursday = i64::from(near.weekday().num_days_from_monday()) - 3;
    let forward = if from_thursday > 3 { 7 } else { 0 };
    near - Duration::days(from_thursday) + Duration::days(forward)
}

/// The name of a folder beside `folder` that is free.
fn free_beside(folder: &Path) -> PathBuf {
    let name =
        folder.file_name().map_or_else(|| "demo".to_owned(), |name| name.to_string_lossy().into_owned());
    (2..1000)
        .map(|number| folder.with_file_name(format!("{name}-{number}")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| folder.to_owned())
}

/// Makes a folder with a fictional pair's years in it: the database, the papers for the talk that is to come, the summary
/// of the latest, and the calendar file.
///
/// # Errors
/// If the folder is there already or cannot be made.
pub(crate) fn demo(folder: &Path, language: Language, now: DateTime<Utc>) -> Result<Demo, AppError> {
    let story = story(language);
    let unwritable = |cause: std::io::Error| AppError::Unwritable { path: folder.to_owned(), cause };
    if let Err(error) = deliver::make_private(folder, false) {
        return Err(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                AppError::FolderInTheWay { path: folder.to_owned(), free: free_beside(folder) }
            }
            _ => unwritable(error),
        });
    }
    let zone = Tz::Europe__Copenhagen;
    let today = now.with_timezone(&zone).date_naive();
    let begin = today + Duration::days(story.pair.since);
    let figures = [&story.pair.a, &story.pair.b];
    let new = NewPair {
        names: figures.map(|figure| figure.name.clone()),
        titles: figures.map(|figure| Some(figure.title.clone())),
        mails: figures.map(|figure| Some(figure.mail.clone())),
        kind: story.pair.kind,
        language,
        zone,
        place: Place::parse(&story.pair.place).unwrap_or_else(|| Place::of_zone(zone)),
        interval: 12,
        since: Some(begin),
        rules: crate::domain::usual_rules(),
    };
    let database = folder.join("makkerpar.db");
    let session = pairs::add(Store::create(&database)?, &new, noon(zone, begin, 0).min(now))?.session;
    let mut teller = Teller { session, zone, today, now, talks: Vec::new() };
    for (index, step) in story.step.iter().enumerate() {
        teller.tell(index, step)?;
    }
    let mut session = teller.session;
    session.turn(None, now);
    let held = review::list(&session)?.into_iter().rfind(|it| it.date <= today).ok_or(AppError::NoTalk)?;
    let coming = review::list(&session)?.into_iter().rfind(|it| it.date > today).ok_or(AppError::NoTalk)?;
    let print = |session: &mut Session, kind: Kind, word: &str, date: NaiveDate| {
        let path = folder.join(format!("{word}-{date}.pdf"));
        let to = Destination::File { path: Some(path.clone()), force: false };
        let edition = Edition { kind, language: None, paper: Paper::A4, is_redacted: false, is_full: false };
        print::print(session, Order { edition, review: None, to })?;
        Ok::<_, AppError>(path)
    };
    let mut preps = Vec::new();
    for member in Member::BOTH {
        session.turn(Some(member), now);
        let word = format!("{}-{}", Kind::Prep.word(), session.names().key(member));
        preps.push(print(&mut session, Kind::Prep, &word, coming.date)?);
    }
    session.turn(None, now);
    let brief = print(&mut session, Kind::Brief, Kind::Brief.word(), coming.date)?;
    let card = print(&mut session, Kind::Card, Kind::Card.word(), coming.date)?;
    let summary = print(&mut session, Kind::Summary, Kind::Summary.word(), held.date)?;
    let calendar = folder.join(format!("{}.ics", session.pair().key));
    let to = Destination::File { path: Some(calendar.clone()), force: false };
    invite::export(&mut session, None, to)?;
    Ok(Demo {
        database,
        preps,
        brief,
        card,
        summary,
        calendar,
        held: held.handle,
        coming: coming.handle,
        session,
    })
}

fn story(language: Language) -> Story {
    let text = match language {
        Language::English => include_str!("../../templates/demo.en.toml"),
        Language::Danish => include_str!("../../templates/demo.da.toml"),
    };
    toml::from_str(text).expect("a test reads both embedded stories")
}

/// Noon of a day, and `after` seconds.
fn noon(zone: Tz, day: NaiveDate, after: i64) -> DateTime<Utc> {
    let noon = day.and_time(NaiveTime::MIN) + Duration::hours(12) + Duration::seconds(after);
    on_clock(zone, noon).to_utc()
}

fn handle(name: &str) -> Handle {
    name.parse().expect("a test reads both embedded stories")
}

/// Tells a story into a record.
struct Teller {
    session: Session,
    zone: Tz,
    today: NaiveDate,
    now: DateTime<Utc>,
    /// The day and the handle of each talk.
    talks: Vec<(NaiveDate, Handle)>,
}

impl Teller {
    fn tell(&mut self, index: usize, step: &Step) -> Result<(), AppError> {
        let talk = step.talk.and_then(|number| self.talks.get(number.checked_sub(1)?)).copied();
        let day = talk.map_or(self.today, |(day, _)| day) + Duration::days(step.day);
        // The day itself may not have come to noon yet.
        let at = noon(self.zone, day, i64::try_from(index).unwrap_or_default()).min(self.now);
        self.session.turn(step.by, at);
        let talk = talk.map(|(_, handle)| handle);
        let (today, session) = (self.today, &mut self.session);
        match &step.deed {
            Deed::Schedule { date, at, format, r#where } => {
                let on = thursday(today + Duration::days(*date));
                let wish = |format: &str| Wish {
                    on,
                    at: dates::parse_clock(at),
                    tee: None,
                    format: Some(format.to_owned()),
                    place: Some(r#where.clone()),
                    coordinates: None,
                    extra: false,
                    force: on <= today,
                };
                let scheduled = match schedule::schedule(session, &wish(format)) {
                    // A demo that is told in winter.
                    Err(AppError::Dark { .. }) => schedule::schedule(session, &wish("lunch")),
                    other => other,
                };
                self.talks.push((on, handle(&scheduled?.entry.handle)));
            }
            Deed::Observe { text, theme, tone, about, effect, setting, channel, tags, share } => {
                let noticed = Noticed {
                    text: text.clone(),
                    theme: theme.clone(),
                    on: Some(day),
                    effect: effect.clone(),
                    setting: setting.clone(),
                    channel: *channel,
                    tags: tags.clone(),
                    share: *share,
                };
                observe::observe(session, &noticed, *tone, *about)?;
            }
            Deed::Answer { on, text } => _ = answer::answer(session, handle(on), text)?,
            Deed::Share { what } => {
                let handles: Vec<Handle> = what.iter().map(|name| handle(name)).collect();
                share::share(session, &handles)?;
            }
            Deed::Incident { text, actor, positive, severity, class, public, theme, tags, share } => {
                let noticed = Noticed {
                    text: text.clone(),
                    theme: theme.clone(),
                    on: Some(day),
                    tags: tags.clone(),
                    share: *share,
                    ..Noticed::default()
                };
                let nature = if *positive {
                    Nature::Positive
                } else {
                    Nature::Negative { severity: severity.unwrap_or(Severity::Scratch), class: *class }
                };
                incident::add(session, &noticed, *actor, nature, *public)?;
            }
            Deed::Reply { on, text } => _ = repair::reply(session, handle(on), text)?,
            Deed::Step { on, step, text } => _ = repair::step(session, handle(on), *step, text, None)?,
            Deed::Close { on, reason } => _ = repair::close(session, handle(on), reason.as_deref(), None)?,
            Deed::Adjust { text, owner, rule, theme, until, question, from } => {
                let agreed = adjust::Agreed {
                    text: text.clone(),
                    owner: *owner,
                    theme: theme.clone(),
                    rule: *rule,
                    until: until.map(|days| day + Duration::days(days)),
                    checks: Vec::new(),
                    from: from.iter().map(|name| handle(name)).collect(),
                    tags: Vec::new(),
                    question: question.clone(),
                };
                adjust::add(session, &agreed)?;
            }
            Deed::Check { on, outcome, text } => {
                adjust::check(session, handle(on), *outcome, text.as_deref(), None)?;
            }
            Deed::Lapse { on, reason } => _ = adjust::lapse(session, handle(on), reason.as_deref(), None)?,
            Deed::Note { text, theme } => {
                review::note(session, talk.ok_or(AppError::NoTalk)?, text, theme.as_deref())?;
            }
            Deed::Record { scores, won } => {
                let scores = Member::BOTH.map(|member| scores.get(&member).copied());
                let held = review::Held { scores, won: *won, ..review::Held::default() };
                review::record(session, talk.ok_or(AppError::NoTalk)?, &held)?;
            }
            Deed::Consent => {
                pairs::agree_to_trust_on_paper(session, true)?;
            }
            Deed::Sign => _ = sign::sign(session, talk.ok_or(AppError::NoTalk)?)?,
            Deed::Amend { text } => _ = review::amend(session, talk.ok_or(AppError::NoTalk)?, text)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_stories_read_and_tell_the_same_year() {
        let (english, danish) = (story(Language::English), story(Language::Danish));
        assert_eq!(english.step.len(), danish.step.len());
        for (one, other) in english.step.iter().zip(&danish.step) {
            assert_eq!((one.day, one.by, one.talk), (other.day, other.by, other.talk));
            assert_eq!(std::mem::discriminant(&one.deed), std::mem::discriminant(&other.deed));
        }
    }

    #[test]
    fn the_nearest_thursday_is_at_most_three_days_away() {
        for offset in 0..14 {
            let day = NaiveDate::from_ymd_opt(2027, 5, 17).expect("a date") + Duration::days(offset);
            let found = thursday(day);
            assert_eq!(found.weekday(), chrono::Weekday::Thu);
            assert!((found - day).num_days().abs() <= 3, "{day}");
        }
    }
}
