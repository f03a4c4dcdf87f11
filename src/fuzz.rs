//! From any bytes to papers, to dates, and to what is taken in: what a fuzzer feeds. Only there in tests and with the feature `fuzz`; nothing else may use it.
//!
//! The bytes tell the life of a pair: first who they are and how their papers are to be, then what they do, step by step.
//! A text ends at the byte 255, which no text has in it, so that what a fuzzer does to the bytes it does to the words.

mod bytes;
mod imports;

pub use imports::imports;

use crate::app::backups::Backups;
use crate::app::entry::Entry;
use crate::app::observe::{self, Noticed};
use crate::app::pairs::{self, NewPair, PairEdit};
use crate::app::print::{Draft, Edition, Kind};
use crate::app::review::{self, Held};
use crate::app::schedule::{Wish, schedule};
use crate::app::{AppError, Session, adjust, answer, edit, incident, remove, repair, share, sign};
use crate::domain::{
    self, About, Actor, Channel, Class, Handle, Member, Nature, Outcome, Owner, PairKind, Place, RepairStep,
    Series, Severity, Tone, Word as _,
};
use crate::handout::Paper;
use crate::locale::Language;
use crate::locale::dates::{self, DateError, Direction, LeadingError, Reader};
use crate::store::Store;
use bytes::{Bytes, Talk};
use chrono::{DateTime, Datelike as _, Days, Utc};
use chrono_tz::Tz;
use std::path::Path;
use std::sync::OnceLock;

/// The most steps of a life.
const STEPS: usize = 48;
/// Up to so many bytes a life is lived twice, to see that it gives the same papers.
const SMALL: usize = 512;
/// Begins the word that every private text begins with, and by which it is known wherever it comes out.
const SECRET: &str = "hemmelig";
/// Monday 6 January 2025, noon in London.
const BEGINNING: DateTime<Utc> = DateTime::from_timestamp(1_736_164_800, 0).unwrap();
const LANGUAGES: [Language; 2] = [Language::English, Language::Danish];
const ZONES: [Tz; 4] =
    [Tz::Europe__Copenhagen, Tz::Pacific__Auckland, Tz::America__St_Johns, Tz::Pacific__Honolulu];

/// Makes a pair and their year of the bytes, and prints what can be printed of it.
///
/// # Panics
/// If the program is broken: it cannot write, gives an empty paper, prints the same life in two ways, or prints what is
/// private.
pub fn papers(data: &[u8]) {
    let printed = lived(data);
    if data.len() <= SMALL {
        assert!(printed == lived(data), "the same life gives other papers");
    }
}

/// Reads the bytes as a date, and as a line of a note that may begin with one.
///
/// # Panics
/// If a date lies outside the years that are read, what would be understood is not, or the line lost what it says.
pub fn dates(data: &[u8]) {
    let [when, kind, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let language = LANGUAGES[usize::from(kind & 1)];
    let direction = if kind & 2 == 0 { Direction::Back } else { Direction::On };
    let today = (BEGINNING + Days::new(u64::from(*when) * 29)).date_naive();
    let reader = Reader::new(language, today, direction);
    match reader.date(&text) {
        Ok(day) => assert!((1..=9999).contains(&day.year()), "{text}: {day}"),
        Err(DateError::Unknown { near: Some(near) }) => assert!(reader.date(&near).is_ok(), "{near}"),
        Err(_) => {}
    }
    match dates::leading(&text, today, language) {
        Ok(read) => {
            assert!((1..=9999).contains(&read.date.year()), "{text}: {}", read.date);
            assert!(text.trim_end().ends_with(read.rest), "{text}: {}", read.rest);
        }
        Err(LeadingError::Wrong { said, error }) => {
            assert!(text.trim_start().starts_with(said), "{text}: {said}");
            assert!(!matches!(error, DateError::Unknown { .. }), "{text}");
        }
        Err(LeadingError::NoDate) => {}
    }
}

/// Lives the life that the bytes tell; its papers.
fn lived(data: &[u8]) -> Vec<Vec<u8>> {
    // In memory, where there is a folder for that: every step is written through.
    let folder = Path::new("/dev/shm");
    let folder = if folder.is_dir() { tempfile::tempdir_in(folder) } else { tempfile::tempdir() };
    let folder = folder.expect("a folder");
    let path = folder.path().join("makkerpar.db");
    std::fs::write(&path, empty_file()).expect("a file");
    let mut life = Life::begin(Bytes(data), Store::open(&path).expect("a database"));
    let last = Talk::of(&mut life.bytes);
    for _ in 0..STEPS {
        if life.bytes.0.is_empty() {
            break;
        }
        life.step();
    }
    life.print(&last)
}

/// A database without a pair, which takes some time to make.
fn empty_file() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("makkerpar.db");
        drop(Store::create(&path).expect("a database"));
        std::fs::read(&path).expect("the file")
    })
}

/// What came of a use case; nothing if a rule refused it. A broken file or paper is never refused.
fn allowed<T>(result: Result<T, AppError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(broken @ (AppError::Store(_) | AppError::Handout(_))) => panic!("{broken:?}"),
        Err(_) => None,
    }
}

/// An observation or incident that was private when it was noted.
struct Secret {
    handle: Handle,
    by: Member,
    word: String,
    is_private: bool,
}

/// The life of a pair, as far as it has come.
struct Life<'d> {
    bytes: Bytes<'d>,
    /// Whether the bytes could say themselves what secrets begin with.
    is_given_away: bool,
    session: Session,
    now: DateTime<Utc>,
    /// Who takes the step.
    me: Member,
    edition: Edition,
    secrets: Vec<Secret>,
    /// How many entries there are of each series.
    noted: [u8; 3],
}

impl<'d> Life<'d> {
    fn begin(mut bytes: Bytes<'d>, store: Store) -> Self {
        let is_given_away = String::from_utf8_lossy(bytes.0).contains(SECRET);
        let edition = Edition {
            kind: Kind::Brief,
            language: bytes.perhaps(&LANGUAGES),
            paper: bytes.one_of(&[Paper::A4, Paper::Letter]),
            is_redacted: bytes.is_so(),
            is_full: bytes.is_so(),
        };
        let zone = bytes.one_of(&ZONES);
        let mut new = NewPair {
            kind: bytes.one_of(PairKind::ALL),
            language: bytes.one_of(&LANGUAGES),
            zone,
            place: Place::of_zone(zone),
            interval: 12,
            since: Some(BEGINNING.date_naive() - bytes.days(255)),
            rules: domain::usual_rules(),
            names: ["Anna Holm", "Bo Lind"].map(|usual| bytes.label().unwrap_or(usual.to_owned())),
            titles: [bytes.label(), bytes.label()],
            mails: [None, None],
        };
        if pairs::check(&new, BEGINNING).is_err() {
            new.names = ["Anna Holm".to_owned(), "Bo Lind".to_owned()];
        }
        let mut session = pairs::add(store, &new, BEGINNING).expect("a pair").session;
        let own_theme = ("own".to_owned(), bytes.label().unwrap_or("Own".to_owned()));
        let own_question = ("own".to_owned(), bytes.label().unwrap_or("Own?".to_owned()));
        for me in Member::BOTH {
            session.turn(Some(me), BEGINNING);
            let edit = PairEdit {
                trust_on_paper: Some(bytes.is_so()),
                themes: vec![own_theme.clone()],
                questions: vec![own_question.clone()],
                ..PairEdit::default()
            };
            session = pairs::edit(session, &edit).expect("consent").0;
        }
        Self {
            bytes,
            is_given_away,
            session,
            now: BEGINNING,
            me: Member::A,
            edition,
            secrets: Vec::new(),
            noted: [0; 3],
        }
    }

    /// Somebody comes back some days later.
    fn turn(&mut self, days: u64, me: Member) {
        (self.now, self.me) = (self.now + Days::new(days), me);
        self.session.turn(Some(me), self.now);
    }

    /// One of the two does something.
    fn step(&mut self) {
        let (days, me) = (u64::from(self.bytes.number(32)), self.bytes.one_of(&Member::BOTH));
        self.turn(days, me);
        match self.bytes.number(16) {
            0..=4 => self.observe(),
            5 | 6 => self.note_incident(),
            7 => self.agree(),
            8 | 9 => {
                let (handle, text) = (self.known(Series::Observation), self.bytes.text());
                allowed(answer::answer(&mut self.session, handle, &text));
            }
            10 | 11 => self.mend(),
            12 => self.look_back(),
            13 => self.share_or_withdraw(),
            14 => {
                let handle = self.known_of_any();
                if self.bytes.is_so() {
                    allowed(remove::erase(&mut self.session, handle, &Backups::in_folder(None)));
                } else {
                    let text = self.secret(handle) + &self.bytes.text();
                    allowed(edit::add(&mut self.session, handle, &text));
                }
            }
            _ => {
                let talk = Talk::of(&mut self.bytes);
                let handle = self.set_the_day(&talk);
                self.turn(talk.ahead + talk.late, me);
                self.hold(handle, &talk);
            }
        }
    }

    /// A handle of something that was noted, or of the first that could be.
    fn known(&mut self, series: Series) -> Handle {
        let noted = self.noted[series as usize];
        Handle::entry(series, u32::from(self.bytes.number(noted.max(1))) + 1)
    }

    fn known_of_any(&mut self) -> Handle {
        let series = self.bytes.one_of(&[Series::Observation, Series::Incident, Series::Adjustment]);
        self.known(series)
    }

    /// What all begins with that is said in private about an entry; nothing if it is shared.
    fn secret(&self, handle: Handle) -> String {
        let secret = self.secrets.iter().find(|it| it.handle == handle && it.is_private);
        secret.map(|it| format!("{} ", it.word)).unwrap_or_default()
    }

    /// Notes the next of a series, private or shared.
    fn note(&mut self, series: Series, note: impl FnOnce(&mut Session, &Noticed) -> Result<Entry, AppError>) {
        let handle = Handle::entry(series, u32::from(self.noted[series as usize]) + 1);
        let (is_private, before) = (self.bytes.is_so(), self.secrets.len());
        if is_private {
            let word = format!("{SECRET}{before}x");
            self.secrets.push(Secret { handle, by: self.me, word, is_private });
        }
        let secret = self.secret(handle);
        let noticed = Noticed {
            theme: self.bytes.theme(),
            on: Some(self.session.today() - self.bytes.days(64)),
            channel: self.bytes.perhaps(Channel::ALL),
            text: secret.clone() + &self.bytes.text(),
            effect: self.bytes.text_if_any().map(|effect| secret + &effect),
            share: !is_private,
            ..Noticed::default()
        };
        if allowed(note(&mut self.session, &noticed)).is_some() {
            self.noted[series as usize] += 1;
        } else {
            self.secrets.truncate(before);
        }
    }

    fn observe(&mut self) {
        let (tone, about) = (self.bytes.perhaps(Tone::ALL), self.bytes.perhaps(About::ALL));
        self.note(Series::Observation, |session, noticed| observe::observe(session, noticed, tone, about));
    }

    fn note_incident(&mut self) {
        let (actor, public) = (self.bytes.one_of(&[Actor::A, Actor::B, Actor::Third]), self.bytes.is_so());
        let nature = match self.bytes.perhaps(Severity::ALL) {
            Some(severity) => Nature::Negative { severity, class: self.bytes.perhaps(Class::ALL) },
            None => Nature::Positive,
        };
        self.note(Series::Incident, |session, noticed| {
            incident::add(session, noticed, actor, nature, public)
        });
    }

    fn agree(&mut self) {
        let today = self.session.today();
        let agreed = adjust::Agreed {
            owner: self.bytes.one_of(&[Owner::A, Owner::B, Owner::Both]),
            theme: self.bytes.theme(),
            rule: self.bytes.is_so(),
            until: self.bytes.is_so().then(|| today + self.bytes.days(255)),
            checks: (0..self.bytes.number(8)).map(|_| today + self.bytes.days(255)).collect(),
            from: if self.bytes.is_so() { vec![self.known_of_any()] } else { Vec::new() },
            tags: Vec::new(),
            text: self.bytes.text(),
            question: self.bytes.label(),
        };
        let noted = allowed(adjust::add(&mut self.session, &agreed));
        self.noted[Series::Adjustment as usize] += u8::from(noted.is_some());
    }

    /// The other's account of an incident, a step of its repair, or a closing.
    fn mend(&mut self) {
        let handle = self.known(Series::Incident);
        let session = &mut self.session;
        match self.bytes.number(5) {
            0 => allowed(repair::reply(session, handle, &self.bytes.text())),
            1 => allowed(repair::close(session, handle, self.bytes.text_if_any().as_deref(), None)),
            number => {
                let step = RepairStep::ALL[usize::from(number) - 2];
                allowed(repair::step(session, handle, step, &self.bytes.text(), None))
            }
        };
    }

    /// What came of what was agreed, or that it no longer stands.
    fn look_back(&mut self) {
        let handle = self.known(Series::Adjustment);
        let (outcome, text) = (self.bytes.perhaps(Outcome::ALL), self.bytes.text_if_any());
        let (session, text) = (&mut self.session, text.as_deref());
        match outcome {
            Some(outcome) => allowed(adjust::check(session, handle, outcome, text, None)),
            None => allowed(adjust::lapse(session, handle, text, None)),
        };
    }

    fn share_or_withdraw(&mut self) {
        let series = self.bytes.one_of(&[Series::Observation, Series::Incident]);
        let (handle, is_shared) = (self.known(series), self.bytes.is_so());
        let done = if is_shared {
            allowed(share::share(&mut self.session, &[handle])).is_some()
        } else {
            allowed(share::withdraw(&mut self.session, handle)).is_some()
        };
        for secret in self.secrets.iter_mut().filter(|it| done && it.handle == handle) {
            secret.is_private = !is_shared;
        }
    }

    /// Sets the day of a talk.
    fn set_the_day(&mut self, talk: &Talk) -> Handle {
        let formats = self.session.templates().formats().all();
        let mut wish = Wish {
            on: self.session.today() + Days::new(talk.ahead),
            format: Some(formats[usize::from(talk.format) % formats.len()].key.clone()),
            ..talk.wish.clone()
        };
        let set = allowed(schedule(&mut self.session, &wish)).unwrap_or_else(|| {
            // It would have run past midnight.
            wish.at = None;
            schedule(&mut self.session, &wish).expect("a day")
        });
        set.entry.handle.parse().expect("a handle")
    }

    /// Records a talk on its day or a little later; afterwards each of the two may sign it.
    fn hold(&mut self, handle: Handle, talk: &Talk) {
        let held = allowed(review::record(&mut self.session, handle, &talk.held));
        if held.is_none() {
            review::record(&mut self.session, handle, &Held::default()).expect("held");
        }
        for member in Member::BOTH.into_iter().filter(|member| talk.signs[member.index()]) {
            self.session.turn(Some(member), self.now);
            allowed(sign::sign(&mut self.session, handle));
        }
        allowed(review::amend(&mut self.session, handle, &talk.amendment));
    }

    /// Prints what can be printed before and after the last talk.
    fn print(mut self, last: &Talk) -> Vec<Vec<u8>> {
        let (handle, planned) = (self.set_the_day(last), self.now);
        self.turn(last.printed.min(last.ahead), self.me);
        let before = [Kind::Brief, Kind::Card, Kind::Prep].map(|kind| self.printed(kind));
        self.now = planned;
        self.turn(last.ahead + last.late, self.me);
        self.hold(handle, last);
        let papers = before.into_iter().chain([self.printed(Kind::Summary)]).collect();
        // What was kept up all along is what the journal makes of it at once.
        let findings = self.session.into_store().check().expect("a look at the file").findings;
        assert!(findings.is_empty(), "{findings:?}");
        papers
    }

    /// One paper, in which nothing private may stand; a preparation sheet has what is one's own.
    fn printed(&self, kind: Kind) -> Vec<u8> {
        let draft = Draft::of(&self.session, Edition { kind, ..self.edition }, None).expect("a paper");
        let said = format!("{:?}", draft.document);
        let is_hidden = |it: &&Secret| it.is_private && (kind != Kind::Prep || it.by != self.me);
        for secret in self.secrets.iter().filter(|_| !self.is_given_away).filter(is_hidden) {
            assert!(!said.contains(&secret.word), "{kind:?} tells {}", secret.handle);
        }
        let rendered = draft.render().expect("a paper");
        assert!(rendered.pages > 0 && rendered.bytes.starts_with(b"%PDF"), "{kind:?} is empty");
        rendered.bytes
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    fn all_of(corpus: &str, feed: fn(&[u8])) {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(corpus);
        let files = std::fs::read_dir(corpus).expect("the corpus");
        let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "the corpus is empty");
        for path in paths {
            let data = std::fs::read(&path).expect("a file");
            let outcome = std::panic::catch_unwind(|| feed(&data));
            assert!(outcome.is_ok(), "{}", path.display());
        }
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_makes_papers() {
        all_of("papers", super::papers);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_can_be_taken_in_or_is_refused() {
        all_of("imports", super::imports);
    }
}
