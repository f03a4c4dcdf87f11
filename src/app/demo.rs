//! A fictional pair's years, told through the same use cases that a person calls.

mod story;
mod teller;

use super::deliver::Destination;
use super::error::AppError;
use super::files;
use super::pairs::{self, NewPair};
use super::print::{self, Edition, Kind, Order};
use super::session::Session;
use super::{invite, review};
use crate::domain::{Member, Place};
use crate::handout::Paper;
use crate::locale::Language;
use crate::store::Store;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use std::path::{Path, PathBuf};
use story::story;
use teller::{Teller, noon};

/// Where the demo stands.
pub(crate) struct Demo {
    pub(crate) database: PathBuf,
    /// The preparation sheets of the two.
    pub(crate) preps: Vec<PathBuf>,
    pub(crate) brief: PathBuf,
    pub(crate) card: PathBuf,
    /// The summary of the talk that was held last.
    pub(crate) summary: PathBuf,
    /// The talks and what is around them, for the calendars of the two.
    pub(crate) calendar: PathBuf,
    /// The handle of the talk that was signed, and of the one that is to come.
    pub(crate) held: String,
    /// The handle of the talk that is to come.
    pub(crate) coming: String,
    /// A session with the pair, in which nobody in particular is typing.
    pub(crate) session: Session,
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
    let unwritable = |cause: std::io::Error| AppError::Unwritable { path: folder.to_owned(), cause };
    if let Err(error) = files::make_private(folder, false) {
        return Err(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                AppError::FolderInTheWay { path: folder.to_owned(), free: free_beside(folder) }
            }
            _ => unwritable(error),
        });
    }
    let zone = Tz::Europe__Copenhagen;
    let today = now.with_timezone(&zone).date_naive();
    let database = folder.join("makkerpar.db");
    let mut session = told(&database, language, now)?;
    let (held, coming): (Vec<_>, Vec<_>) =
        review::list(&session)?.into_iter().partition(|it| it.date <= today);
    let held = held.into_iter().next_back().ok_or(AppError::NoTalk)?;
    let coming = coming.into_iter().next_back().ok_or(AppError::NoTalk)?;
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

/// The years of the two, told into a database.
fn told(database: &Path, language: Language, now: DateTime<Utc>) -> Result<Session, AppError> {
    let story = story(language);
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
    let session = pairs::add(Store::create(database)?, &new, noon(zone, begin, 0).min(now))?.session;
    let mut teller = Teller { session, zone, today, now, talks: Vec::new() };
    for (index, step) in story.step.iter().enumerate() {
        teller.tell(index, step)?;
    }
    let mut session = teller.session;
    session.turn(None, now);
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::propose::Rule;
    use crate::app::schedule::{self, Wish};
    use crate::domain::Phase;
    use chrono::TimeZone as _;

    #[test]
    fn no_talk_of_the_demo_is_in_the_dark_or_out_of_season_whenever_it_is_told() {
        let first = Utc.with_ymd_and_hms(2026, 11, 26, 9, 0, 0).single().expect("an instant");
        let mut rounds = 0;
        for week in 0..53 {
            let now = first + Duration::days(7 * week);
            let folder = tempfile::tempdir().expect("a folder");
            let language = if week % 9 == 0 { Language::Danish } else { Language::English };
            let session = told(&folder.path().join("makkerpar.db"), language, now).expect("a story");
            let reviews = session.joint_view().reviews().expect("the talks");
            assert_eq!(reviews.len(), 3, "{now}");
            for review in &reviews {
                let it = &review.value;
                let wish = Wish { at: Some(it.start), format: Some(it.format.clone()), ..Wish::on(it.date) };
                let broken = schedule::broken(&session, &wish).expect("an answer");
                let hard = [Rule::Season, Rule::Daylight, Rule::WorkingDay];
                assert!(!broken.iter().any(|rule| hard.contains(rule)), "{now}: {it:?} {broken:?}");
                let is_golf = it.format.starts_with("golf");
                let place = it.place.as_deref().unwrap_or_default();
                assert_eq!(is_golf, place.contains("Bøgehøj"), "{now}: {it:?}");
                assert_eq!(it.game().is_some(), is_golf && it.held().is_some(), "{now}: {it:?}");
                rounds += usize::from(it.format == "golf18" && it.phase == Phase::Scheduled);
            }
            let words: Vec<String> =
                crate::app::log::log(&session, &crate::app::log::Filters::default(), 999)
                    .expect("the entries")
                    .entries
                    .iter()
                    .map(|it| it.text.clone())
                    .collect();
            let has_round = reviews[1].value.format == "golf18";
            let card = if language == Language::Danish { "Scorekortet" } else { "The scorecard" };
            assert_eq!(words.iter().any(|text| text.contains(card)), has_round, "{now}");
        }
        assert!(rounds > 20, "{rounds} of 53 weeks have a round to come");
    }
}
