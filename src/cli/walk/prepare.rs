//! Going through one's own record before the talk, theme by theme.

use super::super::desk::Desk;
use super::super::preparation;
use super::super::ui::clean;
use super::super::voice::Voice;
use super::{Step, Walk, owned};
use crate::app::entry::{Entry, Kind};
use crate::app::inline::{Inline, toned};
use crate::app::observe::{self, Noticed};
use crate::app::prepare::{self, PreparedTheme};
use crate::app::{Session, answer, repair, share};
use crate::domain::{Handle, Word as _};
use crate::locale::dates;
use crate::locale::messages::{
    ASK_MY_ACCOUNT, ASK_MY_WHY, ASK_READY, ASK_WHAT_NOTICED, AskShareOne, NO_THEME, PREPARE_PRIVATE,
    PrepareHead, WALK_HELP,
};

/// Goes through the own record; whether the person is ready at the end.
pub(in crate::cli) fn walk(desk: &Desk, session: Session, handle: Handle) -> (Session, Step<()>) {
    let mut walk = Walk::new(desk, session, WALK_HELP);
    let done = through(&mut walk, handle);
    (walk.session, done)
}

fn through(walk: &mut Walk<'_>, handle: Handle) -> Step<()> {
    let language = walk.language();
    let found = prepare::preparation(&walk.session, handle, language)?;
    let voice = Voice::of(&walk.desk.ui, &walk.session);
    let day = dates::sentence(language, found.date, walk.session.today());
    let distance = voice.distance(found.date);
    walk.say(0, &PrepareHead { day: &day, distance: &distance }.text(language));
    walk.say(0, PREPARE_PRIVATE.text(language));
    let count = found.themes.len();
    for (number, theme) in (1..).zip(&found.themes) {
        one_theme(walk, theme, &format!("{number}/{count}"))?;
    }
    // What was written on the way counts.
    let found = prepare::preparation(&walk.session, handle, language)?;
    walk.desk.ui.tell("");
    let voice = Voice::of(&walk.desk.ui, &walk.session);
    for (lead, text) in preparation::balance(&voice, &found.balance) {
        walk.say_led(&lead, &text);
    }
    if found.ready.is_none() && walk.yes(ASK_READY.text(language), false)? {
        walk.write(|session| prepare::ready(session, handle))?;
    }
    Ok(())
}

fn one_theme(walk: &mut Walk<'_>, theme: &PreparedTheme, number: &str) -> Step<()> {
    let language = walk.language();
    let label = match &theme.theme {
        Some(key) => crate::app::themes::long(walk.session.pair(), language, key).to_owned(),
        None => NO_THEME.text(language).to_owned(),
    };
    walk.head(&format!("{number} {label}"));
    for entry in &theme.entries {
        show(walk, entry);
    }
    for question in &theme.questions {
        walk.say(2, &clean(question));
    }
    let mut private: Vec<String> =
        theme.entries.iter().filter(|entry| !entry.shared).map(|entry| entry.handle.clone()).collect();
    let about: Vec<&str> = theme.theme.as_deref().map_or_else(Vec::new, |key| vec!["-t", key]);
    while let Some(typed) = walk.ask(ASK_WHAT_NOTICED.text(language))? {
        let (tone, text) = toned(&typed);
        let flag = tone.map(|tone| format!("--{}", tone.word()));
        let command: Vec<&str> =
            ["observe", "-"].into_iter().chain(about.clone()).chain(flag.as_deref()).collect();
        walk.desk.remember(text, owned(&command));
        let noted = walk.write(|session| {
            // What is said of a theme in the text is said of this one entry.
            let Inline { text, theme: named, tags, whom } = session.observed(text, None, None)?;
            let theme = named.or_else(|| theme.theme.clone());
            let noticed = Noticed { text, theme, tags, ..Noticed::default() };
            observe::observe(session, &noticed, tone, whom)
        })?;
        if let Some(entry) = noted {
            said(walk, |voice| voice.noted_line(&entry));
            private.push(entry.handle);
        }
    }
    let partner = walk.session.me().map(|me| walk.name(me.other())).unwrap_or_default();
    for handle in private.iter().filter_map(|handle| handle.parse::<Handle>().ok()) {
        let question = AskShareOne { handle: &handle, name: &partner }.text(language);
        if walk.yes(&question, false)?
            && let Some(shared) = walk.write(|session| share::share(session, &[handle]))?
        {
            for entry in &shared.entries {
                said(walk, |voice| voice.shared_line(entry));
            }
        }
    }
    for entry in &theme.waiting {
        show(walk, entry);
        let Ok(handle) = entry.handle.parse::<Handle>() else { continue };
        let is_incident = entry.kind == Kind::Incident;
        let question = if is_incident { ASK_MY_ACCOUNT } else { ASK_MY_WHY };
        let reply: &[&str] = if is_incident { &["incident", "reply"] } else { &["answer"] };
        let command = [reply, &[&entry.handle, "-"]].concat();
        let Some(text) = walk.text(question.text(language), &command)? else { continue };
        let written = walk.write(|session| {
            if is_incident {
                repair::reply(session, handle, &text)
            } else {
                answer::answer(session, handle, &text)
            }
        })?;
        if let Some(entry) = written {
            said(walk, |voice| voice.answered_line(&entry));
        }
    }
    Ok(())
}

fn show(walk: &Walk<'_>, entry: &Entry) {
    let voice = Voice::of(&walk.desk.ui, &walk.session);
    walk.say_led(&preparation::lead(&voice, entry), &voice.text(entry));
}

fn said(walk: &Walk<'_>, line: impl Fn(&Voice<'_>) -> String) {
    let line = line(&Voice::of(&walk.desk.ui, &walk.session));
    walk.say(2, &line);
}
