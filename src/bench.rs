//! What the benchmarks measure, in process. Only there with the feature `bench`; nothing else may use it.

mod million;
mod record;
mod words;

pub use million::{Million, RARE, million};
pub use record::{Record, notes, record};
pub use words::{DATES, dates, query};

use crate::app::answer::answer;
use crate::app::around::shape;
use crate::app::observe::{Noticed, observe};
use crate::app::pairs::{self, NewPair};
use crate::app::schedule::{Wish, schedule};
use crate::app::{AppError, Session};
use crate::app::{brief, card, which_talk};
use crate::calendar::{Span, read};
use crate::domain::{Member, PairKind, Place, Tone};
use crate::handout::{Document, Paper};
use crate::locale::Language;
use crate::programme::Formats;
use crate::schedule::{Circumstances, Diary, EMBEDDED, RuleBook, Search, Stretch, search};
use crate::store::Store;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use std::fmt::Write as _;
use std::path::Path;

/// Where all of it happens.
const ZONE: Tz = Tz::Europe__Copenhagen;
/// The day that the benchmarks take for today.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2027, 3, 3).unwrap();

/// Two years from the day that the benchmarks take for today.
fn two_years() -> Span {
    let at = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
    Span { from: at(TODAY), until: at(TODAY + Days::new(730)) }
}

/// Four days of five: on the others nobody is busy, so that a search finds something.
const BUSY_DAYS: u64 = 730 / 5 * 4;
/// Quarters of an hour from eight to five.
const QUARTERS: u64 = 36;

/// A calendar file of so many events over two years, every third recurring if `is_recurring`. They are spread by a fixed
/// stride, so that the same number gives the same file.
#[must_use]
pub fn calendar_file(events: usize, is_recurring: bool) -> Vec<u8> {
    const RULES: [&str; 5] = [
        "FREQ=WEEKLY;COUNT=20",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=12",
        "FREQ=MONTHLY;BYDAY=2WE;COUNT=10",
        "FREQ=DAILY;COUNT=5",
        "FREQ=YEARLY",
    ];
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//makkerpar//bench//EN\r\n");
    for event in 0..events {
        // 104,729 is prime, so the stride comes by every quarter of an hour of office time before it repeats one.
        let quarter = event as u64 * 104_729 % (BUSY_DAYS * QUARTERS);
        let busy_day = quarter / QUARTERS;
        let start = (TODAY + Days::new(busy_day + busy_day / 4)).and_time(NaiveTime::MIN)
            + Duration::minutes(8 * 60 + 15 * i64::try_from(quarter % QUARTERS).unwrap_or(0));
        let end = start + Duration::minutes(if event % 2 == 0 { 30 } else { 60 });
        let (start, end) = (start.format("%Y%m%dT%H%M%S"), end.format("%Y%m%dT%H%M%S"));
        let _ = write!(
            file,
            "BEGIN:VEVENT\r\nUID:{event}@bench\r\nDTSTAMP:20270101T000000Z\r\n\
             DTSTART;TZID=Europe/Copenhagen:{start}\r\nDTEND;TZID=Europe/Copenhagen:{end}\r\n\
             SUMMARY:A meeting with a title of the usual length\r\nTRANSP:OPAQUE\r\n"
        );
        if is_recurring && event % 3 == 0 {
            let _ = write!(file, "RRULE:{}\r\n", RULES[event / 3 % RULES.len()]);
        }
        file.push_str("END:VEVENT\r\n");
    }
    file.push_str("END:VCALENDAR\r\n");
    file.into_bytes()
}

/// From one instant to another.
pub type Times = Vec<(DateTime<Utc>, DateTime<Utc>)>;

/// Reads a calendar file as `calendar import` does, without the database; the busy times of two years.
///
/// # Panics
/// If it is no calendar.
#[must_use]
pub fn busy_times(file: &[u8]) -> Times {
    let report = read(file, ZONE, &two_years(), &|_| false);
    let report = report.unwrap_or_else(|not_a_calendar| panic!("{not_a_calendar:?}"));
    report.busy.into_iter().map(|busy| (busy.start, busy.end)).collect()
}

/// Looks for a round of golf in a year as `review propose` does, without the database; how many days fit.
///
/// # Panics
/// If the embedded rules cannot be read.
#[must_use]
pub fn days_that_fit(busy: &[Times; 2]) -> usize {
    let book = RuleBook::parse(EMBEDDED[0].1).unwrap_or_else(|bad| panic!("{bad:?}"));
    let formats = Formats::with(Vec::new());
    let format = formats.of("golf18").unwrap_or_else(|| panic!("golf18 is embedded"));
    let (place, kind) = (Place { latitude: 55.93, longitude: 12.31 }, PairKind::MayorCeo);
    let now = two_years().from;
    let mut around =
        Circumstances::new(&book, kind, ZONE, place, now, shape(format), Some(TODAY + Days::new(86)));
    for member in Member::BOTH {
        let times = busy[member.index()].iter();
        let stretches = times.map(|(start, end)| Stretch { start: *start, end: *end });
        around.diaries[member.index()] = Diary::new(stretches.collect());
    }
    let year = Search { from: TODAY, until: TODAY + Days::new(365), starts: format.starts.clone() };
    search(&mut around, &year).days.len()
}

/// The brief and the card of a year, ready to be rendered.
pub struct Year {
    brief: Document,
    card: Document,
}

/// A year with so many shared observations, every fifth with a why, as it comes from a file.
///
/// # Panics
/// If the file cannot be made.
#[must_use]
pub fn year(observations: u64) -> Year {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let make = || -> Result<Year, AppError> {
        let store = Store::create(&folder.path().join("makkerpar.db"))?;
        let session = pair_with_a_year(store, ["Anna Holm", "Bo Lind"], observations)?;
        let talk = which_talk::to_come(&session)?;
        let brief = Document::Brief(Box::new(brief::document(&session, &talk, None, false)?));
        let card = Document::Card(Box::new(card::document(&session, &talk, None, false, false)?));
        Ok(Year { brief, card })
    };
    make().unwrap_or_else(|error| panic!("{error:?}"))
}

/// Makes a file with so many pairs, each with a year of so many shared observations and a talk to come.
///
/// # Panics
/// If the file cannot be made.
pub fn council(file: &Path, pairs: u64, observations: u64) {
    let make = || -> Result<(), AppError> {
        let mut store = Store::create(file)?;
        for pair in 0..pairs {
            let names = [format!("Anna Holm{pair}"), format!("Bo Lind{pair}")];
            store = pair_with_a_year(store, [&names[0], &names[1]], observations)?.into_store();
        }
        Ok(())
    };
    make().unwrap_or_else(|error| panic!("{error:?}"));
}

/// A pair with so many shared observations, every fifth with a why, and a talk to come.
fn pair_with_a_year(store: Store, names: [&str; 2], observations: u64) -> Result<Session, AppError> {
    const THEMES: [&str; 5] = ["roles", "thinking", "expectations", "others", "chemistry"];
    const TONES: [Tone; 3] = [Tone::Praise, Tone::Puzzle, Tone::Friction];
    let of = |count: u64, turn: u64| usize::try_from(turn % count).unwrap_or(0);
    let new = NewPair {
        since: NaiveDate::from_ymd_opt(2026, 5, 21),
        ..NewPair::of(names, PairKind::MayorCeo, Language::Danish)
    };
    let now = two_years().from + Duration::hours(12);
    let mut session = pairs::add(store, &new, now)?.session;
    for number in 0..observations {
        let by = if number % 2 == 0 { Member::A } else { Member::B };
        session.turn(Some(by), now);
        let noticed = Noticed {
            text: format!(
                "Nummer {number}: Løftet om svømmehallen faldt på borgermødet, før forvaltningen havde \
                 regnet på det, og det var dig, der måtte forklare udvalget hvorfor."
            ),
            theme: Some(THEMES[of(5, number)].to_owned()),
            on: Some(TODAY - Days::new(number * 7 % 280)),
            share: true,
            ..Noticed::default()
        };
        let noted = observe(&mut session, &noticed, Some(TONES[of(3, number)]), None)?;
        if number % 5 == 1 {
            session.turn(Some(by.other()), now);
            let handle = noted.handle.parse().unwrap_or_else(|bad| panic!("{bad:?}"));
            answer(
                &mut session,
                handle,
                "Salen ville have et svar. Jeg skulle have sagt: I hører fra os fredag.",
            )?;
        }
    }
    set_golf(&mut session, Some("Mosevig Golfklub"))?;
    Ok(session)
}

/// Sets a round of golf, eleven weeks ahead.
fn set_golf(session: &mut Session, place: Option<&str>) -> Result<(), AppError> {
    let wish = Wish {
        format: Some("golf18".into()),
        place: place.map(str::to_owned),
        ..Wish::on(TODAY + Days::new(78))
    };
    schedule(session, &wish)?;
    Ok(())
}

/// Renders the brief of a year; the file.
///
/// # Panics
/// If the program is broken.
#[must_use]
pub fn brief_of(year: &Year) -> Vec<u8> {
    rendered(&year.brief)
}

/// Renders the card of a year; the file.
///
/// # Panics
/// If the program is broken.
#[must_use]
pub fn card_of(year: &Year) -> Vec<u8> {
    rendered(&year.card)
}

fn rendered(document: &Document) -> Vec<u8> {
    let rendered = crate::handout::render(document, Paper::A4, two_years().from);
    rendered.unwrap_or_else(|error| panic!("{error}")).bytes
}
