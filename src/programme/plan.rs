//! The programme of a day: the time of each theme, laid on the blocks of a format, with questions to begin with.

use super::bank::{Bank, Question, Tie, sides};
use super::format::{Asked, Block, Format, Takes};
use super::layout::{self, Slice};
use super::share::{self, Share};
use crate::domain::{Member, PairKind};
use crate::locale::Language;
use chrono::{Duration, NaiveTime};
use serde::Serialize;

/// What there is to talk about. Nothing private is in it.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    /// The adjustments that are open, to be followed up first.
    pub(crate) adjustments: Vec<FollowUp>,
    /// The themes, in the order in which they are always listed.
    pub(crate) themes: Vec<Subject>,
    /// Entries without a theme, which come up as the day is opened.
    pub(crate) loose: Vec<Shared>,
    /// The kind of pair, which decides what is asked.
    pub(crate) kind: PairKind,
    /// The names of the two in sentences.
    pub(crate) names: [String; 2],
    /// How many talks were held before this one: each asks other questions.
    pub(crate) turn: usize,
    /// The questions that the talk before asked, by their names.
    pub(crate) asked: Vec<String>,
    /// The questions that this talk asked, if it was held: they stay what they were.
    pub(crate) held: Option<Vec<String>>,
    /// When the day begins.
    pub(crate) start: NaiveTime,
    /// The language of the questions.
    pub(crate) language: Language,
}

/// An open adjustment, and the question to ask of it.
#[derive(Clone, Debug)]
pub(crate) struct FollowUp {
    pub(crate) handle: String,
    /// None where the two agreed on none.
    pub(crate) question: Option<String>,
}

/// A theme, and what is shared about it.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The key of the theme.
    pub(crate) key: String,
    /// Its entries.
    pub(crate) entries: Vec<Shared>,
    /// Questions of the pair's own.
    pub(crate) questions: Vec<String>,
}

/// A shared entry: an observation, or an incident that is open.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) handle: String,
    /// What kind of entry it is.
    pub(crate) tie: Tie,
    /// Whose it is.
    pub(crate) author: Member,
    /// The other has given their why.
    pub(crate) is_answered: bool,
    /// An observation about the other, and not about both or about oneself.
    pub(crate) is_about_partner: bool,
}

impl Shared {
    /// What it weighs when time is given to themes: an open incident 6, a friction 3, a puzzle 2, anything else 1.
    fn weight(&self) -> u32 {
        match self.tie {
            Tie::Acknowledged | Tie::Agreed | Tie::Kept | Tie::Closed => 6,
            Tie::Friction => 3,
            Tie::Puzzle => 2,
            Tie::Praise | Tie::Plain => 1,
        }
    }

    /// What kind of question fits it: one that asks the other for their side only where it is about them.
    fn question(&self) -> Tie {
        if self.is_incident() || self.is_about_partner { self.tie } else { Tie::Plain }
    }

    /// Whether it is an open incident.
    pub(super) fn is_incident(&self) -> bool {
        matches!(self.tie, Tie::Acknowledged | Tie::Agreed | Tie::Kept | Tie::Closed)
    }
}

/// The programme of a day.
#[derive(Clone, Debug)]
pub(crate) struct Programme {
    /// In the order of the day.
    pub(crate) blocks: Vec<Planned>,
    /// The time of each theme, and how it came about.
    pub(crate) shares: Vec<Share>,
    /// What the time of themes is counted in.
    pub(crate) unit: Unit,
}

/// What the time of themes is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    /// Holes of the course.
    Hole,
    /// Stretches of five minutes.
    Minutes,
}

/// A block of the day with what belongs in it.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    /// The block of the format.
    pub(crate) block: Block,
    /// When it begins.
    pub(crate) start: NaiveTime,
    /// Its themes, in the order in which they come.
    pub(crate) themes: Vec<Slice>,
    /// The handles to have at hand: adjustments, open incidents.
    pub(crate) handles: Vec<String>,
    /// Questions to begin with.
    pub(crate) prompts: Vec<Prompt>,
}

/// A question to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Prompt {
    /// The question, with its fields filled in.
    pub(crate) text: String,
    /// The theme that it belongs to.
    pub(crate) theme: Option<String>,
    /// The entry that it is tied to.
    pub(crate) handle: Option<String>,
    /// Its name in the bank, by which it is not asked two talks running.
    pub(crate) question: Option<String>,
    /// The same in a few words, for the pocket card.
    pub(crate) cue: Option<String>,
}

impl Prompt {
    fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), theme: None, handle: None, question: None, cue: None }
    }

    fn always(asked: &Asked, language: Language) -> Self {
        let cue = asked.cue.as_ref().map(|cue| cue.text(language).to_owned());
        Self { cue, ..Self::plain(asked.text.text(language)) }
    }
}

/// How many questions a theme has that are tied to an entry.
const TIED: usize = 2;

/// Asks the questions of one talk.
struct Asking<'m> {
    matter: &'m Matter,
    bank: &'m Bank,
    /// How many questions tied to entries were asked, so that two entries are not asked in the same words.
    tied: usize,
    /// The questions that were asked on the way, by their names.
    used: Vec<String>,
}

impl Asking<'_> {
    /// The one of `questions` whose turn it is, and that the talk before did not ask; `place` tells the questions of one
    /// kind apart.
    fn one(&mut self, questions: &[&Question], place: usize, theme: Option<&str>) -> Option<Prompt> {
        let question = if let Some(held) = &self.matter.held {
            // They were put down in the order of the programme, which is gone through in the same order.
            let mut next = held.iter().filter(|id| !self.used.contains(id));
            next.find_map(|id| questions.iter().find(|question| question.id == *id))?
        } else {
            let asked = |id: &String| self.matter.asked.contains(id);
            let fresh: Vec<_> = questions.iter().filter(|question| !asked(&question.id)).collect();
            *fresh.get((self.matter.turn + place).checked_rem(fresh.len())?)?
        };
        self.used.push(question.id.clone());
        Some(Prompt {
            text: question.text.text(self.matter.language).to_owned(),
            theme: theme.map(str::to_owned),
            handle: None,
            question: Some(question.id.clone()),
            cue: question.cue.as_ref().map(|cue| cue.text(self.matter.language).to_owned()),
        })
    }

    /// Questions that are tied to entries: open incidents first, then what is not answered.
    fn tied_to(&mut self, entries: &[Shared], theme: Option<&str>) -> Vec<Prompt> {
        let matter = self.matter;
        let mut entries: Vec<&Shared> = entries.iter().collect();
        entries.sort_by_key(|it| (it.is_answered, it.tie));
        let mut prompts = Vec::new();
        for it in entries.into_iter().take(TIED) {
            let names = sides([&matter.names[0], &matter.names[1]], it.author);
            let turn = matter.turn + self.tied;
            if let Some(text) = self.bank.tied(it.question(), turn, matter.language, &it.handle, names) {
                let (theme, handle) = (theme.map(str::to_owned), Some(it.handle.clone()));
                prompts.push(Prompt { theme, handle, ..Prompt::plain(&text) });
                self.tied += 1;
            }
        }
        prompts
    }

    /// A question of the pair's own.
    fn own(&self, text: &str, theme: &str) -> Prompt {
        let (theme, question) = (Some(theme.to_owned()), Some(text.to_owned()));
        Prompt { theme, question, ..Prompt::plain(text) }
    }

    /// The questions of a theme: first those tied to what is on record, then the pair's own, then one of the bank.
    fn about(&mut self, subject: &Subject) -> Vec<Prompt> {
        let matter = self.matter;
        let mut prompts = self.tied_to(&subject.entries, Some(&subject.key));
        let own = subject.questions.iter().filter(|text| match &matter.held {
            Some(held) => held.contains(text),
            None => !matter.asked.contains(text),
        });
        prompts.extend(own.take(1).map(|text| self.own(text, &subject.key)));
        let known = self.bank.about(&subject.key, matter.kind);
        prompts.extend(self.one(&known, 0, Some(&subject.key)));
        prompts
    }
}

/// So many questions about a theme, tied to no entry: those that the programme asks, and the next of the bank. Fewer,
/// where there are not so many.
pub(crate) fn questions_about(matter: &Matter, bank: &Bank, theme: &str, count: usize) -> Vec<Prompt> {
    let mut asking = Asking { matter, bank, tied: 0, used: Vec::new() };
    let own = matter.themes.iter().filter(|it| it.key == theme).flat_map(|it| &it.questions);
    let fresh = own.filter(|text| !matter.asked.contains(text));
    let mut questions: Vec<Prompt> = fresh.map(|text| asking.own(text, theme)).collect();
    let known = bank.about(theme, matter.kind);
    for place in 0..count.min(known.len()) {
        questions.extend(asking.one(&known, place, Some(theme)).filter(|it| !questions.contains(it)));
    }
    questions.truncate(count);
    questions
}

/// The programme of the day. The same input gives the same programme.
pub(crate) fn plan(format: &Format, matter: &Matter, bank: &Bank) -> Programme {
    let taking: Vec<&Block> = format.blocks.iter().filter(|block| block.takes == Takes::Themes).collect();
    let unit = share::unit(&taking, matter.themes.len());
    let room: Vec<layout::Room> = taking.iter().map(|block| layout::Room::of(block, unit)).collect();
    let weights: Vec<(&str, u32)> = matter
        .themes
        .iter()
        .map(|it| (it.key.as_str(), it.entries.iter().map(Shared::weight).sum()))
        .collect();
    let minutes: u32 = taking.iter().map(|block| block.minutes).sum();
    let units: u32 = room.iter().map(|room| room.units).sum();
    let minimum = (format.minimum * units).checked_div(minutes).unwrap_or(0);
    let mut shares = share::shares(&weights, units, minimum);
    let laid = layout::lay(&room, &shares);
    for share in &mut shares {
        let slices = laid.iter().flatten().filter(|slice| slice.theme == share.theme);
        share.minutes = slices.map(|slice| slice.minutes).sum();
    }
    let blocks = blocks(format, matter, bank, laid);
    Programme { blocks, shares, unit }
}

fn blocks(format: &Format, matter: &Matter, bank: &Bank, laid: Vec<Vec<Slice>>) -> Vec<Planned> {
    let mut asking = Asking { matter, bank, tied: 0, used: Vec::new() };
    let mut laid = laid.into_iter();
    let (mut start, mut begun) = (matter.start, Vec::new());
    let mut planned = Vec::new();
    // What has no theme comes up as the day is opened, or with what was agreed where nothing opens it.
    let opens = |block: &Block| block.takes == Takes::Opening;
    let opening = format.blocks.iter().position(opens).unwrap_or(0);
    for (index, block) in format.blocks.iter().enumerate() {
        let (mut themes, mut handles, mut prompts) = (Vec::new(), Vec::new(), Vec::new());
        match block.takes {
            Takes::Adjustments if matter.adjustments.is_empty() => {
                prompts.extend(asking.one(&bank.openings(matter.kind), 1, None));
            }
            Takes::Adjustments => {
                for it in &matter.adjustments {
                    handles.push(it.handle.clone());
                    prompts.extend(it.question.as_ref().map(|question| Prompt {
                        handle: Some(it.handle.clone()),
                        ..Prompt::plain(&format!("{}: {question}", it.handle))
                    }));
                }
            }
            Takes::Opening => prompts.extend(asking.one(&bank.openings(matter.kind), 0, None)),
            Takes::Themes => {
                themes = laid.next().unwrap_or_default();
                for slice in &themes {
                    let subject = matter.themes.iter().find(|it| it.key == slice.theme);
                    // A theme that goes on in a second block was begun in the first.
                    if let Some(subject) = subject.filter(|it| !begun.contains(&it.key)) {
                        let incidents = subject.entries.iter().filter(|it| it.is_incident());
                        handles.extend(incidents.map(|it| it.handle.clone()));
                        prompts.extend(asking.about(subject));
                        begun.push(subject.key.clone());
                    }
                }
            }
            Takes::Agreements => {}
            Takes::Closing => prompts.extend(asking.one(&bank.closings(matter.kind), 0, None)),
        }
        if index == opening {
            handles.extend(matter.loose.iter().map(|it| it.handle.clone()));
            prompts.extend(asking.tied_to(&matter.loose, None));
        }
        prompts.extend(block.prompts.iter().map(|it| Prompt::always(it, matter.language)));
        planned.push(Planned { block: block.clone(), start, themes, handles, prompts });
        start += Duration::minutes(i64::from(block.minutes));
    }
    planned
}
