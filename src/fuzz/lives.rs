//! The life of a pair, as any bytes tell it, and its papers.
//!
//! The bytes tell first who they are and how their papers are to be, then what they do, step by step. A text ends at the
//! byte 255, which no text has in it, so that what a fuzzer does to the bytes it does to the words.

mod steps;

use super::bytes::{Bytes, Talk};
use super::files::{File, allowed, empty_file};
use super::{BEGINNING, LANGUAGES};
use crate::app::backups::Backups;
use crate::app::pairs::{self, NewPair, PairEdit};
use crate::app::print::{Draft, Edition, Kind};
use crate::app::review::{self, Held};
use crate::app::schedule::{Wish, schedule};
use crate::app::{Session, answer, edit, remove, sign};
use crate::domain::{self, Handle, Member, PairKind, Place, Series, Word as _};
use crate::handout::Paper;
use crate::store::Store;
use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;

/// The most steps of a life.
const STEPS: usize = 48;
/// Up to so many bytes a life is lived twice, to see that it gives the same papers.
const SMALL: usize = 512;
/// Begins the word that every private text begins with, and by which it is known wherever it comes out.
const SECRET: &str = "hemmelig";
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

/// Lives the life that the bytes tell; its papers.
fn lived(data: &[u8]) -> Vec<Vec<u8>> {
    let file = File::with(empty_file());
    let mut life = Life::begin(Bytes(data), file.store());
    let last = Talk::of(&mut life.bytes);
    for _ in 0..STEPS {
        if life.bytes.0.is_empty() {
            break;
        }
        life.step();
    }
    life.print(&last)
}

/// So many bytes that tell any life, with much in it.
pub(super) fn any_life(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if state & 0x700 == 0 { u8::MAX } else { state.to_le_bytes()[5] }
    };
    std::iter::repeat_with(byte).take(length).collect()
}

/// An observation or incident that was private when it was noted.
struct Secret {
    handle: Handle,
    by: Member,
    word: String,
    is_private: bool,
}

/// The life of a pair, as far as it has come.
pub(super) struct Life<'d> {
    pub(super) bytes: Bytes<'d>,
    /// Whether the bytes could say themselves what secrets begin with.
    is_given_away: bool,
    pub(super) session: Session,
    pub(super) now: DateTime<Utc>,
    /// Who takes the step.
    pub(super) me: Member,
    edition: Edition,
    secrets: Vec<Secret>,
    /// How many entries there are of each series.
    noted: [u8; 3],
}

impl<'d> Life<'d> {
    pub(super) fn begin(mut bytes: Bytes<'d>, store: Store) -> Self {
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
            session = pairs::edit(session, &edit).expect("consent").session;
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
    pub(super) fn turn(&mut self, days: u64, me: Member) {
        (self.now, self.me) = (self.now + Days::new(days), me);
        self.session.turn(Some(me), self.now);
    }

    /// One of the two does something.
    pub(super) fn step(&mut self) {
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
                self.talk(&talk);
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

    /// Sets the day of a talk.
    pub(super) fn set_the_day(&mut self, talk: &Talk) -> Handle {
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

    /// Sets the day of a talk, and holds it when it has come.
    pub(super) fn talk(&mut self, talk: &Talk) {
        let handle = self.set_the_day(talk);
        self.turn(talk.ahead + talk.late, self.me);
        self.hold(handle, talk);
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
        let findings = self.session.into_store().check().expect("a look at the file");
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
