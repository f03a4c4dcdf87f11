//! The game, at the end of a round.

use super::super::sheet;
use super::super::values;
use super::super::voice::Voice;
use super::super::wording::report;
use super::{Step, Walk, owned};
use crate::app::entry::Detail;
use crate::app::review::{self, Held};
use crate::domain::{Game, Handle, Member, Winner};
use crate::locale::messages::{ASK_WON_NOBODY, AskStrokes, AskWon, BadStrokes, SaidBefore};
use crate::locale::terms;

/// Asks for the game, unless it is on record.
pub(super) fn game(walk: &mut Walk<'_>, handle: Handle) -> Step<()> {
    let language = walk.language();
    let entry = walk.session.entry(handle)?;
    let Detail::Review { scores: known, won, held, .. } = &entry.detail else { return Ok(()) };
    if known.is_some() || won.is_some() {
        let voice = Voice::of(&walk.desk.ui, &walk.session);
        if let Some(game) = sheet::game(&voice, &entry) {
            walk.say(2, &SaidBefore { text: &game }.text(language));
        }
        return Ok(());
    }
    let mut scores = [None, None];
    let mut score = owned(&["review", "record", &handle.to_string()]);
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
            score.extend(["--score".to_owned(), format!("{}={strokes}", walk.session.names().key(member))]);
            walk.desk.remember(&format!("{name} {strokes}"), score.clone());
        }
        scores[member.index()] = strokes;
    }
    let by_strokes = Game::new(scores, None).winner;
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
