//! Taking down what was said and agreed, along the programme of the day.

use super::super::desk::Desk;
use super::super::programme;
use super::super::ui::clean;
use super::super::values;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::wording::{Failure, report};
use super::{Step, Walk, agreement};
use crate::app::adjust;
use crate::app::agenda::{self, Agenda, AgendaBlock};
use crate::app::entry::{Detail, Entry};
use crate::app::review::{self, Held};
use crate::app::{Session, answer, repair};
use crate::domain::{Handle, Member, Outcome, RepairStep, Root, Series, Winner};
use crate::locale::messages::{
    ASK_OUTCOME, ASK_SAID, ASK_WON_NOBODY, ASK_WORD, AskClose, AskHeldOn, AskOwnStep, AskOwnWhy,
    AskSaidAbout, AskStepBy, AskStepEither, AskStrokes, AskWon, BadOutcome, BadStrokes, FollowedUp, MadeNew,
    NotesMade, Recorded, SaidBefore, WALK_GAME, WalkAgain, WalkHead,
};
use crate::locale::{dates, fold, terms};
use chrono::NaiveDate;

/// What was taken down on the way.
#[derive(Default)]
pub(in crate::cli) struct Taken {
    followed_up: usize,
    made: Vec<String>,
    notes: usize,
}

impl Taken {
    /// What stood on the line of one command.
    pub(in crate::cli) fn on_the_line(followed_up: usize, notes: usize) -> Self {
        Self { followed_up, made: Vec::new(), notes }
    }

    /// What was taken down, in words.
    fn words(&self, voice: &Voice<'_>) -> Vec<String> {
        let language = voice.language;
        let mut said = Vec::new();
        if self.followed_up > 0 {
            said.push(FollowedUp { count: self.followed_up }.text(language));
        }
        if !self.made.is_empty() {
            said.push(MadeNew { handles: &self.made.join(" ") }.text(language));
        }
        if self.notes > 0 {
            said.push(NotesMade { count: self.notes }.text(language));
        }
        said
    }
}

/// What became of an adjustment, as it was typed.
#[derive(Clone, Copy)]
enum Became {
    Checked(Outcome),
    Lapsed,
}

/// Goes through the programme of a talk; what was taken down, however far it came.
pub(in crate::cli) fn walk(desk: &Desk, session: Session, handle: Handle) -> (Session, Taken, Step<()>) {
    let mut walk = Walk::new(desk, session);
    let mut taken = Taken::default();
    let done = through(&mut walk, handle, &mut taken);
    (walk.session, taken, done)
}

fn through(walk: &mut Walk<'_>, handle: Handle, taken: &mut Taken) -> Step<()> {
    let language = walk.language();
    // A programme that cannot be laid out is said before anything is put on record.
    agenda::agenda(&walk.session, handle, language)?;
    let held = hold(walk, handle)?;
    let agenda = agenda::agenda(&walk.session, handle, language)?;
    let has_game = agenda.blocks.iter().any(|block| block.holes.is_some());
    let mut begun: Vec<&str> = Vec::new();
    let count = agenda.blocks.len() + 1;
    for (number, block) in (1..).zip(&agenda.blocks) {
        head(walk, block, &format!("{number}/{count}"));
        for adjustment in block.handles.iter().filter_map(|it| it.parse::<Handle>().ok()) {
            if matches!(adjustment.root, Root::Entry(Series::Adjustment, _)) {
                taken.followed_up += usize::from(follow_up(walk, adjustment, held)?);
            }
        }
        for slice in &block.slices {
            say_prompts(walk, block, Some(&slice.theme));
            taken.notes += notes(walk, handle, Some(&slice.theme))?;
            // A theme that goes on in a second block was asked about in the first.
            if !begun.contains(&slice.theme.as_str()) {
                whys(walk, Some(&slice.theme), &agenda)?;
                for incident in block.handles.iter().filter(|handle| handle.starts_with('T')) {
                    mend(walk, incident, &slice.theme, held)?;
                }
                begun.push(&slice.theme);
            }
        }
        say_prompts(walk, block, None);
        if block.handles.iter().any(|handle| handle.starts_with('O')) {
            whys(walk, None, &agenda)?;
        }
        if block.is_for_agreeing() {
            while let Some(made) = agreement::agreement(walk)? {
                taken.made.push(made);
            }
        } else if block.slices.is_empty() {
            taken.notes += notes(walk, handle, None)?;
        }
    }
    walk.head(&format!("{count}/{count} {}", WALK_GAME.text(language)));
    game(walk, handle, has_game)
}

/// Puts on record that the talk was held, unless it is; the day.
fn hold(walk: &mut Walk<'_>, handle: Handle) -> Step<NaiveDate> {
    let language = walk.language();
    let entry = walk.session.entry(handle)?;
    let today = walk.session.today();
    let mut day = dates::sentence(language, entry.date, today);
    if review::has_namesake(&walk.session, handle)? {
        day = format!("{day} ({handle})");
    }
    let Detail::Review { phase, held, .. } = &entry.detail else { return Ok(entry.date) };
    if let (&"held", Some(held)) = (phase, held) {
        walk.say(0, &WalkHead { day: &day }.text(language));
        walk.say(0, &WalkAgain { day: &day }.text(language));
        return Ok(*held);
    }
    // A talk that cannot be recorded is refused before anything is asked.
    let mut on = entry.date;
    if *phase == "scheduled" && entry.date <= today {
        walk.say(0, &WalkHead { day: &day }.text(language));
        let question = AskHeldOn { day: &day }.text(language);
        let read = |typed: &str| {
            let date = When::new(language, today).happened(Asked::Prompt, typed)?;
            Ok(crate::domain::happened(date, today).map_err(crate::app::AppError::Refused)?)
        };
        on = walk.parsed(&question, read)?.unwrap_or(entry.date);
    }
    let held = Held { on: Some(on), ..Held::default() };
    review::record(&mut walk.session, handle, &held)?;
    Ok(on)
}

fn head(walk: &Walk<'_>, block: &AgendaBlock, number: &str) {
    let voice = Voice::of(&walk.desk.ui, &walk.session);
    let matter = programme::matter(&voice, block).map(|it| format!(": {it}")).unwrap_or_default();
    walk.head(&format!("{number} {} {}{matter}", voice.clock(&block.start), block.name));
}

/// Says the questions of a block that belong to a theme, or to none.
fn say_prompts(walk: &Walk<'_>, block: &AgendaBlock, theme: Option<&str>) {
    let is_check = |handle: &Option<String>| handle.as_deref().is_some_and(|it| it.starts_with('A'));
    for prompt in &block.questions {
        if prompt.theme.as_deref() == theme && !is_check(&prompt.handle) {
            walk.say(2, &clean(&prompt.text));
        }
    }
}

/// Takes down what was said, one note after another; how many.
fn notes(walk: &mut Walk<'_>, handle: Handle, theme: Option<&str>) -> Step<usize> {
    let language = walk.language();
    let before = walk.session.entry(handle)?;
    let question = match theme {
        Some(key) => {
            let known = crate::app::themes::long(walk.session.pair(), language, key);
            AskSaidAbout { theme: &clean(known) }.text(language)
        }
        None => ASK_SAID.text(language).to_owned(),
    };
    if let (Some(_), Detail::Review { notes, .. }) = (theme, &before.detail) {
        for said in notes.iter().filter(|said| said.theme.as_deref() == theme) {
            let text = said.text.as_deref().unwrap_or_default();
            walk.say(2, &SaidBefore { text: &text }.text(language));
        }
    }
    let mut made = 0;
    while let Some(text) = walk.text(&question)? {
        let note = walk.write(|session| review::note(session, handle, &text, theme))?;
        made += usize::from(note.is_some());
    }
    Ok(made)
}

/// The marks and the text of an entry, on the way.
pub(super) fn show(walk: &Walk<'_>, entry: &Entry) {
    let voice = Voice::of(&walk.desk.ui, &walk.session);
    walk.say_led(&format!("  {}  ", entry.handle), &voice.text(entry));
}

/// Asks what became of an adjustment, unless it was looked at on the day or since; whether it was.
fn follow_up(walk: &mut Walk<'_>, handle: Handle, held: NaiveDate) -> Step<bool> {
    let language = walk.language();
    let entry = walk.session.entry(handle)?;
    let Detail::Adjustment { checks, question, status, .. } = &entry.detail else { return Ok(false) };
    if *status != "open" || checks.iter().any(|check| check.date >= held) {
        return Ok(false);
    }
    show(walk, &entry);
    if let Some(question) = question {
        walk.say(6, &clean(question));
    }
    let became = walk.parsed(ASK_OUTCOME.text(language), |typed| {
        let folded = fold(typed);
        let is_lapse = ["lapse", "lapsed", "bortfald", "bortfaldet"].iter().any(|it| it.starts_with(&folded));
        let words = [Outcome::Kept, Outcome::Partly, Outcome::Missed].map(crate::domain::Word::word);
        match terms::matching("outcome", &words, typed)[..] {
            _ if is_lapse => Ok(Became::Lapsed),
            [word] => crate::domain::Word::from_word(word).map(Became::Checked).ok_or(()),
            _ => Err(()),
        }
        .map_err(|()| {
            let typed = values::quoted(language, typed);
            Failure::from(report("bad-outcome", BadOutcome { typed: &typed }.text(language)))
        })
    })?;
    let Some(became) = became else { return Ok(false) };
    let said = match became {
        Became::Checked(outcome) => terms::label(language, "outcome", crate::domain::Word::word(outcome)),
        Became::Lapsed => terms::label(language, "part", "lapse"),
    };
    walk.desk.remember(&format!("{handle}: {said}"));
    let word = walk.text(ASK_WORD.text(language))?;
    let word = word.as_deref();
    let done = walk.write(|session| match became {
        Became::Checked(outcome) => adjust::check(session, handle, outcome, word, Some(held)),
        Became::Lapsed => adjust::lapse(session, handle, word, Some(held)),
    })?;
    Ok(done.is_some())
}

/// Asks for the why of those about whom the other wondered, in their own words.
fn whys(walk: &mut Walk<'_>, theme: Option<&str>, agenda: &Agenda) -> Step<()> {
    let language = walk.language();
    for (handle, author) in review::unanswered(&walk.session, theme, agenda.date)? {
        let entry = walk.session.entry(handle)?;
        show(walk, &entry);
        let name = walk.name(author.other());
        let Some(text) = walk.text(&AskOwnWhy { name: &name }.text(language))? else { continue };
        walk.write_as(author.other(), |session| answer::answer(session, handle, &text))?;
    }
    Ok(())
}

/// Goes on with the repair of an incident, as far as the two have come, if it belongs to the theme.
fn mend(walk: &mut Walk<'_>, handle: &str, theme: &str, held: NaiveDate) -> Step<()> {
    let language = walk.language();
    let Ok(handle) = handle.parse::<Handle>() else { return Ok(()) };
    loop {
        let entry = walk.session.entry(handle)?;
        if entry.theme.as_deref().unwrap_or(crate::app::themes::OF_TRUST) != theme {
            return Ok(());
        }
        let Detail::Incident { next_step, waits_for, steps, closings, open, .. } = &entry.detail else {
            return Ok(());
        };
        if !open {
            return Ok(());
        }
        // What was done since the talk is not overtaken.
        let on = steps.iter().map(|step| step.date).max().map_or(held, |last| last.max(held));
        show(walk, &entry);
        let Some(step) = *next_step else {
            let closed: Vec<Option<&str>> = closings.iter().map(|said| said.by.as_deref()).collect();
            for member in Member::BOTH {
                let key = walk.session.names().key(member).to_owned();
                let question = AskClose { name: &walk.name(member) }.text(language);
                if !closed.contains(&Some(key.as_str())) && walk.yes(&question, false)? {
                    walk.write_as(member, |session| repair::close(session, handle, None, Some(on)))?;
                }
            }
            return Ok(());
        };
        let word = terms::label(language, "step", crate::domain::Word::word(step));
        let owner = waits_for.as_deref().and_then(|key| walk.session.member(key).ok());
        let question = match owner {
            Some(member) => AskOwnStep { step: &word, name: &walk.name(member) }.text(language),
            None => AskStepEither { step: &word }.text(language),
        };
        let Some(text) = walk.text(&question)? else { return Ok(()) };
        let speaker = match owner {
            Some(member) => member,
            None => speaker(walk)?,
        };
        if !take(walk, handle, speaker, step, &text, on)? {
            return Ok(());
        }
    }
}

/// Asks whose words they are, where either could say them.
fn speaker(walk: &Walk<'_>) -> Step<Member> {
    let usual = walk.session.me().unwrap_or(Member::A);
    let question = AskStepBy { name: &walk.name(usual) }.text(walk.language());
    let read = |typed: &str| Ok(walk.session.member(typed)?);
    Ok(walk.parsed(&question, read)?.unwrap_or(usual))
}

fn take(
    walk: &mut Walk<'_>,
    handle: Handle,
    by: Member,
    step: RepairStep,
    text: &str,
    on: NaiveDate,
) -> Step<bool> {
    let done = walk.write_as(by, |session| repair::step(session, handle, step, text, Some(on)))?;
    Ok(done.is_some())
}

/// Asks for the game, unless it is on record.
fn game(walk: &mut Walk<'_>, handle: Handle, has_strokes: bool) -> Step<()> {
    let language = walk.language();
    let entry = walk.session.entry(handle)?;
    let Detail::Review { scores: known, won, held, .. } = &entry.detail else { return Ok(()) };
    if known.is_some() || won.is_some() {
        let voice = Voice::of(&walk.desk.ui, &walk.session);
        if let Some(game) = super::super::sheet::game(&voice, &entry) {
            walk.say(2, &SaidBefore { text: &game }.text(language));
        }
        return Ok(());
    }
    let mut scores = [None, None];
    if has_strokes {
        for member in Member::BOTH {
            let name = walk.name(member);
            let question = AskStrokes { name: &name }.text(language);
            let strokes = walk.parsed(&question, |typed| {
                let strokes = typed.parse().ok().filter(|strokes| (1..=999).contains(strokes));
                strokes.ok_or_else(|| {
                    let typed = values::quoted(language, typed);
                    report("not-a-score", BadStrokes { typed: &typed }.text(language)).into()
                })
            })?;
            if let Some(strokes) = strokes {
                walk.desk.remember(&format!("{name} {strokes}"));
            }
            scores[member.index()] = strokes;
        }
    }
    let by_strokes = crate::domain::Game::new(scores, None).winner;
    let question = match by_strokes {
        Some(winner) => {
            let name = winner.member().map_or_else(
                || terms::label(language, "member", "tie").to_owned(),
                |member| walk.name(member),
            );
            AskWon { winner: &name }.text(language)
        }
        None => ASK_WON_NOBODY.text(language).to_owned(),
    };
    let won: Option<Winner> = walk.parsed(&question, |typed| values::winner(&walk.session, typed))?;
    if won.is_some() || scores.iter().any(Option::is_some) {
        let held = Held { on: *held, scores, won, ..Held::default() };
        walk.write(|session| review::record(session, handle, &held))?;
    }
    Ok(())
}

/// What is said at the end, in one line.
pub(in crate::cli) fn summed_up(voice: &Voice<'_>, entry: &Entry, taken: &Taken) -> String {
    let day = Recorded { day: &voice.day_or_today(entry.date) }.text(voice.language);
    let mut facts = vec![day];
    facts.extend(taken.words(voice));
    facts.extend(voice.rematch(entry));
    facts.join(voice.ui.dot())
}
