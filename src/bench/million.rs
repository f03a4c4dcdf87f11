//! A file with very many observations of one pair, made through the store in one transaction.

use super::{TODAY, set_golf, two_years};
use crate::app::AppError;
use crate::app::pairs::{self, NewPair};
use crate::domain::{
    About, Change, Channel, Circumstances, Content, Id, Member, Observation, PairKind, Part, Phase, Review,
    ReviewName, Series, Stamp, Text, Tone,
};
use crate::locale::Language;
use crate::store::{Command, Store};
use chrono::{DateTime, Days, NaiveTime, Utc};
use std::path::Path;

/// What is made.
#[derive(Clone, Copy, Debug)]
pub struct Million {
    /// How many observations.
    pub observations: u64,
    /// Over how many years up to now.
    pub years: u64,
    /// How many of a hundred are shared.
    pub shared: u64,
}

/// A word that one observation has, in the middle.
pub const RARE: &str = "kvartalsflamingo";

const WHO: [&str; 12] = [
    "Forvaltningen",
    "Økonomiudvalget",
    "Skolechefen",
    "Direktionen",
    "Borgmesterkontoret",
    "Personalechefen",
    "Byrådsgruppen",
    "Ældrechefen",
    "Pressechefen",
    "Udvalgsformanden",
    "Medarbejderudvalget",
    "Tillidsmanden",
];
const DID: [&str; 10] = [
    "fik svaret, før spørgsmålet var stillet",
    "ventede på et ord fra dig",
    "hørte det først i avisen",
    "rettede tallet foran alle",
    "blev ved med at regne på det",
    "lod det ligge til efter mødet",
    "sagde ja og mente måske",
    "gik hjem med to forskellige opgaver",
    "fandt et spor, ingen havde set",
    "talte sagen ned, til den kunne bæres",
];
const WHAT: [&str; 16] = [
    "budgettet",
    "skolestrukturen",
    "svømmehallen",
    "lokalplanen",
    "ældreplejen",
    "anlægsbudgettet",
    "vandværket",
    "kulturhuset",
    "busruten",
    "dagtilbuddet",
    "genbrugspladsen",
    "havnefronten",
    "sygefraværet",
    "borgerservice",
    "klimahandleplanen",
    "årsregnskabet",
];
const THEN: [&str; 8] = [
    "Du lod dem tale ud.",
    "Jeg så det først bagefter.",
    "Vi burde have talt om det i bilen.",
    "Det stod i referatet allerede samme aften.",
    "Ingen af os sagde det højt.",
    "Det kostede en uge, og det var den værd.",
    "Næste gang tager jeg den med dig først.",
    "Rækkefølgen var rigtig; tonen var min.",
];
const THEMES: [&str; 5] = ["roles", "thinking", "expectations", "others", "chemistry"];
const TONES: [Tone; 3] = [Tone::Praise, Tone::Puzzle, Tone::Friction];

/// Numbers that are spread and always the same: a multiplication by an odd constant, of which the upper bits are taken.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    fn of<T: Copy, const N: usize>(&mut self, from: [T; N]) -> T {
        from[usize::try_from(self.below(N as u64)).unwrap_or(0)]
    }
}

fn text(dice: &mut Dice) -> String {
    format!(
        "{} {}, da vi kom til {} og {}. {} {}",
        dice.of(WHO),
        dice.of(DID),
        dice.of(WHAT),
        dice.of(WHAT),
        dice.of(THEN),
        dice.of(THEN)
    )
}

/// Makes a file with so many observations by both of a pair, the oldest first, a talk that was held three quarters of a year ago,
/// and one to come.
///
/// # Panics
/// If the file cannot be made.
pub fn million(file: &Path, wanted: Million) {
    made(file, wanted).unwrap_or_else(|error| panic!("{error:?}"));
}

fn made(file: &Path, wanted: Million) -> Result<(), AppError> {
    let Million { observations, years, shared } = wanted;
    let first = TODAY - Days::new(365 * years);
    let new = NewPair {
        since: Some(first),
        ..NewPair::of(["Anna Holm", "Bo Lind"], PairKind::MayorCeo, Language::Danish)
    };
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let at = |days: u64| -> DateTime<Utc> { (first + Days::new(days)).and_time(noon).and_utc() };
    let mut session = pairs::add(Store::create(file)?, &new, at(0))?.session;
    let mut dice = Dice(1);
    let act = session.begin()?;
    let (pair, people) = (act.pair_id, act.pair.people);
    let write = |member: Member, now, words: &str, changes: &[Change]| {
        let author = Some(people[member.index()]);
        act.writing.write(&Command { act: words, pair, author, now, reverses: None }, changes)
    };
    let part = |subject, number, member, now: DateTime<Utc>, content| {
        let stamp = Stamp { number, date: now.date_naive(), created: now };
        Change::Put(Id::new(now), Part::new(subject, Some(member), stamp, content).into())
    };
    for number in 0..observations {
        let now = at(number * 365 * years / observations);
        let is_rare = number == observations / 2;
        let rare = if is_rare { format!(" En {RARE}.") } else { String::new() };
        let by = if is_rare { Member::A } else { dice.of(Member::BOTH) };
        let id = Id::new(now);
        let observation = Observation {
            pair,
            number: act.number(Series::Observation)?,
            author: by,
            date: now.date_naive(),
            text: Text::new(&(text(&mut dice) + &rare))?,
            theme: Some(dice.of(THEMES).to_owned()),
            tone: Some(dice.of(TONES)),
            about: dice.of([About::Partner, About::Partner, About::Us]),
            circumstances: Circumstances {
                channel: Some(dice.of([Channel::Meeting, Channel::Talk, Channel::Phone])),
                tags: if dice.below(10) == 0 { vec![dice.of(WHAT).to_owned()] } else { Vec::new() },
                ..Circumstances::default()
            },
            created: now,
            edited: None,
            erased: None,
        };
        let is_shared = dice.below(100) < shared;
        let mut changes = vec![Change::Put(id, observation.into())];
        if is_shared {
            changes.push(part(id, 1_000_001, by, now, Content::Share));
        }
        write(by, now, "observe", &changes)?;
        if is_shared && dice.below(5) == 0 {
            let why = Content::Answer { text: Text::new(&text(&mut dice))? };
            write(by.other(), now, "answer", &[part(id, 1, by.other(), now, why)])?;
        }
    }
    let (id, held) = (Id::new(act.now), TODAY - Days::new(280));
    let review = Review {
        pair,
        name: ReviewName { year: 2026, ordinal: 0 },
        author: None,
        date: held,
        start: noon,
        minutes: 420,
        format: "golf18".into(),
        place: None,
        at: None,
        booked: false,
        extra: false,
        phase: Phase::Held { on: held, game: None, asked: Vec::new() },
        reason: None,
        created: act.now,
    };
    let signed = Member::BOTH.map(|member| {
        part(
            id,
            if member == Member::A { 1 } else { 2 },
            member,
            act.now,
            Content::Signature { holds: Vec::new() },
        )
    });
    let changes: Vec<Change> = [Change::Put(id, review.into())].into_iter().chain(signed).collect();
    write(Member::A, act.now, "review record", &changes)?;
    act.finish()?;
    session.turn(Some(Member::A), two_years().from);
    set_golf(&mut session, None)
}
