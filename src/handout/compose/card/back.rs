//! The back of the card: what the two agree on the way, and who is owed the rematch.

use super::Panel;
use super::fit::{centred, fitted};
use crate::handout::block::{Item, Slot};
use crate::handout::card::{Card, Outing, Tally};
use crate::handout::compose::desk::parted;
use crate::handout::content::Owed;
use crate::handout::marks;
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::and_list;
use crate::locale::messages::{
    self, PaperOwed, PaperTally, PaperTallyComing, PaperTallyNone, PaperTallyTies, PaperWinner,
};

/// So many agreements there are lines for.
const LINES: u8 = 5;
/// The columns of an agreement: what, who, when, and the space between them, of the whole width.
const WHO: f32 = 13.0 * MM;
const WHEN: f32 = 19.0 * MM;
const GAP: f32 = 2.5 * MM;
/// Of the tally: where the first stroke stands at least and at most, from stroke to stroke, and how high one is.
const FIRST: [f32; 2] = [22.0 * MM, 44.0 * MM];
const STEP: f32 = 11.0 * MM;
const STROKE: f32 = 7.0 * MM;

/// The whole panel.
pub(super) fn back(panel: &mut Panel<'_, '_>, document: &Card) {
    let top = panel.top - 2.0 * MM;
    let y = agreements(panel, top);
    rematch(panel, document, y);
    let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
    let said = match (&document.full, panel.desk.head.is_redacted) {
        (_, true) => messages::PAPER_REDACTED,
        (Some(_), false) => messages::PAPER_CARD_FULL,
        (None, false) => messages::PAPER_CARD_CODES,
    };
    let foot = fitted(panel.desk, panel.say(said), &[sheet::NOTE], panel.slot(node), 2);
    let at = panel.bottom - foot.height();
    panel.put(foot, at);
}

/// Lines for what the two agree; tells where they end.
fn agreements(panel: &mut Panel<'_, '_>, top: f32) -> f32 {
    let title = panel.say(messages::PAPER_CARD_AGREE);
    panel.section(title, top, 0.0);
    let heading = panel.desk.tags.add(Tags::ROOT, Tag::H2);
    let words = fitted(panel.desk, title, &[sheet::SECTION], panel.slot(heading), 1);
    let mut y = top + words.height() + 1.0 * MM;
    panel.put(words, top);

    let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
    let when = panel.right - WHEN;
    let who = when - GAP - WHO;
    let columns = [(panel.left, who - GAP - panel.left), (who, WHO), (when, WHEN)];
    for (label, (x, _)) in [messages::PAPER_WHO, messages::PAPER_WHEN].into_iter().zip(&columns[1..]) {
        let head = panel.desk.setter.line(&parted(panel.say(label)), sheet::HEAD);
        panel.items.push(Item::text(node, *x, y + sheet::HEAD.baseline(), head));
    }
    y += sheet::HEAD.leading;
    // As far apart as leaves the lower half to the game.
    let step = (panel.bottom - panel.top) * 0.077;
    for line in 0..LINES {
        y += step;
        for (column, (x, width)) in columns.into_iter().enumerate() {
            let writing = Item::figure(x, y, marks::writing(width));
            let is_first = line == 0 && column == 0;
            let empty = panel.say(messages::PAPER_TO_ADD);
            panel.items.push(if is_first { writing.of(node).saying(empty) } else { writing });
        }
    }
    y + 8.0 * MM
}

/// The games that there were, and what is owed; where nothing is played, lines for the next time.
fn rematch(panel: &mut Panel<'_, '_>, document: &Card, top: f32) {
    let tally = &document.tally;
    let is_played = document.outing == Outing::Round || !tally.games.is_empty();
    let title = panel.say(if is_played { messages::PAPER_REMATCH } else { messages::PAPER_NEXT });
    panel.section(title, top, 0.0);
    let width = panel.right - panel.left;
    panel.draw(panel.left, top, marks::section_rule(width));
    let heading = panel.desk.tags.add(Tags::ROOT, Tag::H2);
    let words = fitted(panel.desk, title, &[sheet::SECTION], panel.slot(heading), 1);
    let mut y = top + 2.2 * MM;
    let height = words.height();
    panel.put(words, y);
    y += height + 2.0 * MM;
    if !is_played {
        next(panel, y);
        return;
    }
    y = strokes(panel, tally, document.outing == Outing::Round, y);
    let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
    let said = owed(panel, tally);
    let said = fitted(panel.desk, &said, &[sheet::BODY], panel.slot(node), 2);
    panel.put(said, y);
}

/// A stroke for every game that each has won, in its year, and a dotted one for the game that is to come.
fn strokes(panel: &mut Panel<'_, '_>, tally: &Tally, is_coming: bool, top: f32) -> f32 {
    let shows = shows(panel, tally, is_coming);
    let figure = panel.desk.tags.figure(Tags::ROOT, shows);
    let names = panel.desk.head.people.each_ref().map(|person| person.short.clone());
    let width = |name: &String| panel.desk.setter.line(name, sheet::LABEL).width + 8.0 * MM;
    let first = names.iter().map(width).fold(FIRST[0], f32::max).min(FIRST[1]);
    // The last place is that of the game to come; how many there were before is said in a number.
    let room = panel.right - panel.left - first - 4.0 * MM;
    let most = (1..=u8::MAX).take_while(|count| f32::from(*count) * STEP <= room).count();
    let earlier = tally.games.len().saturating_sub(most);
    let mut y = top;
    for (index, name) in names.into_iter().enumerate() {
        let slot = Slot::new(figure, panel.left, first - 3.0 * MM);
        let before = tally.games[..earlier].iter().filter(|(_, winner)| *winner == Some(index)).count();
        // The names of years that were before stand in a number.
        let name = if before > 0 { format!("{name} +{before}") } else { name };
        let name = fitted(panel.desk, &parted(&name), &[sheet::LABEL], slot, 1);
        panel.put(name, y + 1.2 * MM);
        let mut x = panel.left + first;
        let mut draw = |year: &str, stroke: Option<bool>| {
            if let Some(is_to_come) = stroke {
                panel.items.push(Item::figure(x, y, marks::win(STROKE, is_to_come)).of(figure));
                let year = panel.desk.setter.line(&parted(year), sheet::DAY);
                let slot = Slot::new(figure, x, STEP);
                panel.items.push(centred(slot, year, y + STROKE + 2.9 * MM));
            }
            x += STEP;
        };
        for (year, winner) in &tally.games[earlier..] {
            draw(year, (*winner == Some(index)).then_some(false));
        }
        draw(&tally.coming, is_coming.then_some(true));
        y += STROKE + 5.2 * MM;
    }
    y + 0.5 * MM
}

/// What the strokes show, in words.
fn shows(panel: &Panel<'_, '_>, tally: &Tally, is_coming: bool) -> String {
    let language = panel.desk.language();
    let years = |of: Option<usize>| {
        let games = tally.games.iter().filter(|(_, winner)| *winner == of);
        let years: Vec<&str> = games.map(|(year, _)| year.as_str()).collect();
        (!years.is_empty()).then(|| and_list(language, &years))
    };
    let people = panel.desk.head.people.iter().enumerate();
    let mut said: Vec<String> = people
        .map(|(index, person)| match years(Some(index)) {
            Some(years) => PaperTally { name: &person.short, years: &years }.text(language),
            None => PaperTallyNone { name: &person.short }.text(language),
        })
        .collect();
    said.extend(years(None).map(|years| PaperTallyTies { years: &years }.text(language)));
    if is_coming {
        said.push(PaperTallyComing { year: &tally.coming }.text(language));
    }
    said.join(" ")
}

/// Who is owed what.
fn owed(panel: &Panel<'_, '_>, tally: &Tally) -> String {
    let (people, language) = (&panel.desk.head.people, panel.desk.language());
    let last = tally.games.last().and_then(|(_, winner)| *winner);
    match (tally.owed, last) {
        (Some(Owed::One(index)), Some(winner)) => {
            PaperWinner { name: &people[winner].short, other: &people[index].short }.text(language)
        }
        (Some(Owed::One(index)), None) => PaperOwed { name: &people[index].short }.text(language),
        (Some(Owed::Both), _) => panel.say(messages::PAPER_TIE).to_owned(),
        (None, _) => panel.say(messages::PAPER_CARD_FIRST_GAME).to_owned(),
    }
}

/// Lines for the next time.
fn next(panel: &mut Panel<'_, '_>, top: f32) {
    let mut y = top;
    for label in [messages::PAPER_WHEN, messages::PAPER_CARD_WHERE, messages::PAPER_CARD_CHOOSES] {
        y += 8.0 * MM;
        let node: NodeId = panel.desk.tags.add(Tags::ROOT, Tag::P);
        let words = panel.desk.setter.line(&parted(panel.say(label)), sheet::LABEL);
        let x = panel.left + 24.0 * MM;
        panel.items.push(Item::text(node, panel.left, y - 1.0, words));
        let line = Item::figure(x, y, marks::writing(panel.right - x));
        panel.items.push(line.of(node).saying(panel.say(messages::PAPER_TO_ADD)));
    }
}
