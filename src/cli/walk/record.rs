//! Taking down what was said and agreed, along the programme of the day.

use super::super::desk::Desk;
use super::super::programme;
use super::super::ui::clean;
use super::super::values;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::wording::{Failure, report};
use super::{Step, Walk, agreement, game, owned};
use crate::app::adjust;
use crate::app::agenda::{self, Agenda, AgendaBlock};
use crate::app::entry::{Detail, Entry};
use crate::app::review::{self, Held};
use crate::app::{Session, answer, repair};
use crate::domain::{Handle, Member, Outcome, RepairStep, Root, Series};
use crate::locale::messages::{
    ASK_OUTCOME, ASK_SAID, ASK_WORD, AskClose, AskHeldOn, AskOwnStep, AskOwnWhy, AskSaidAbout, AskStepBy,
    AskStepEither, BadOutcome, FollowedUp, MadeNew, NOTED_SAID, NotesMade, Recorded, SaidBefore, WALK_GAME,
    WALK_HELP, WalkAgain, WalkHead,
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

/// Goes through the programme of a talk, held `on` a day if that was said; what was taken down, however far it came.
pub(in crate::cli) fn walk(
    desk: &Desk,
    session: Session,
    handle: Handle,
    on: Option<NaiveDate>,
) -> (Session, Taken, Step<()>) {
    let mut walk = Walk::new(desk, session, WALK_HELP);
    let mut taken = Taken::default();
    let done = through(&mut walk, handle, on, &mut taken);
    (walk.session, taken, done)
}

fn through(walk: &mut Walk<'_>, handle: Handle, on: Option<NaiveDate>, taken: &mut Taken) -> Step<()> {
    let language = walk.language();
    // A programme that cannot be laid out is said before anything is put on record.
    agenda::agenda(&walk.session, handle, language)?;
    let held = hold(walk, handle, on)?;
    let agenda = agenda::agenda(&walk.session, handle, language)?;
    let has_game = agenda.blocks.iter().any(|block| block.holes.is_some());
    let mut begun: Vec<&str> = Vec::new();
    let count = agenda.blocks.len() + usize::from(has_game);
    let mut is_begun = false;
    for (number, block) in (1..).zip(&agenda.blocks) {
        head(walk, block, &format!("{number}/{count}"));
        for adjustment in block.handles.iter().filter_map(|it| it.parse::<Handle>().ok()) {
            if matches!(adjustment.root, Root::Entry(Series::Adjustment, _)) {
                taken.followed_up += usize::from(follow_up(walk, adjustment, held)?);
            }
        }
        for slice in &block.slices {
            say_prompts(walk, block, Some(&slice.theme));
            say_noted(walk, handle, Some(&slice.theme))?;
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
            // What belongs to no theme was said in whichever block; it is told in the first.
            if !std::mem::replace(&mut is_begun, true) {
                say_noted(walk, handle, None)?;
            }
            taken.notes += notes(walk, handle, None)?;
        }
    }
    if !has_game {
        return Ok(());
    }
    walk.head(&format!("{count}/{count} {}", WALK_GAME.text(language)));
    game::game(walk, handle)
}

/// Puts on record that the talk was held, unless it is; the day, which is asked for if nobody said it.
fn hold(walk: &mut Walk<'_>, handle: Handle, said: Option<NaiveDate>) -> Step<NaiveDate> {
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
        if let Some(on) = said {
            review::record(&mut walk.session, handle, &Held { on: said, ..Held::default() })?;
            return Ok(on);
        }
        return Ok(*held);
    }
    // A talk that cannot be recorded is refused before anything is asked.
    let mut on = said.unwrap_or(entry.date);
    if said.is_none() && *phase == "scheduled" && entry.date <= today {
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

/// Says what is on record of what was said about a theme, or about none.
fn say_noted(walk: &Walk<'_>, handle: Handle, theme: Option<&str>) -> Step<()> {
    let entry = walk.session.entry(handle)?;
    let Detail::Review { notes, .. } = &entry.detail else { return Ok(()) };
    for said in notes.iter().filter(|said| said.theme.as_deref() == theme) {
        let text = said.text.as_deref().unwrap_or_default();
        walk.say(2, &SaidBefore { text: &text }.text(walk.language()));
    }
    Ok(())
}

/// Takes down what was said, one note after another; how many.
fn notes(walk: &mut Walk<'_>, handle: Handle, theme: Option<&str>) -> Step<usize> {
    let language = walk.language();
    let question = match theme {
        Some(key) => {
            let known = crate::app::themes::long(walk.session.pair(), language, key);
            AskSaidAbout { theme: &clean(known) }.text(language)
        }
        None => ASK_SAID.text(language).to_owned(),
    };
    let mut made = 0;
    let review = handle.to_string();
    let about: Vec<&str> = theme.map_or_else(Vec::new, |key| vec!["-t", key]);
    let command = [&["review", "note", &review, "-"], &about[..]].concat();
    while let Some(text) = walk.text(&question, &command)? {
        let note = walk.write(|session| review::note(session, handle, &text, theme))?;
        if note.is_some() {
            walk.say(2, NOTED_SAID.text(language));
            made += 1;
        }
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
    let (adjustment, on) = (handle.to_string(), held.to_string());
    let command = |word: Option<&'static str>| -> Vec<String> {
        let (act, after) = match became {
            Became::Checked(outcome) => {
                (vec!["check", &adjustment, crate::domain::Word::word(outcome)], vec!["--on", &on])
            }
            Became::Lapsed => (vec!["lapse", &adjustment], Vec::new()),
        };
        owned(&[&["adjust"], &act[..], word.as_slice(), &after].concat())
    };
    walk.desk.remember(&format!("{handle}: {said}"), command(None));
    let word = walk.ask(ASK_WORD.text(language))?;
    let word = word.as_deref();
    if let Some(word) = word {
        walk.desk.forget();
        walk.desk.remember(word, command(Some("-")));
    }
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
        let by = walk.session.names().key(author.other()).to_owned();
        let command = ["answer", &handle.to_string(), "-", "--by", &by];
        let Some(text) = walk.text(&AskOwnWhy { name: &name }.text(language), &command)? else { continue };
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
        let by = owner.or(walk.session.me()).map(|member| walk.session.names().key(member).to_owned());
        let command = |by: Option<&str>| {
            let (incident, on) = (handle.to_string(), on.to_string());
            let step = ["incident", "step", &incident, crate::domain::Word::word(step), "-", "--on", &on];
            let by = by.map_or_else(Vec::new, |key| vec!["--by", key]);
            owned(&[&step[..], &by].concat())
        };
        let Some(text) = walk.ask(&question)? else { return Ok(()) };
        walk.desk.remember(&text, command(by.as_deref()));
        let speaker = match owner {
            Some(member) => member,
            None => speaker(walk)?,
        };
        walk.desk.remembered_is_for(command(Some(walk.session.names().key(speaker))));
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

/// What is said at the end, in one line.
pub(in crate::cli) fn summed_up(voice: &Voice<'_>, entry: &Entry, taken: &Taken) -> String {
    let day = Recorded { day: &voice.day_or_today(entry.date) }.text(voice.language);
    let mut facts = vec![day];
    facts.extend(taken.words(voice));
    facts.extend(voice.rematch(entry));
    facts.join(voice.ui.dot())
}
