//! The head of the document: who, what, when and where.

use super::{Desk, parted};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Style};
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages::{self, PaperTalkOn};
use crate::locale::{Language, dates};

/// The names over their columns, the kind of document, the day, and what it was.
pub(super) fn title(desk: &mut Desk<'_>) {
    let heading = desk.tags.add(Tags::ROOT, Tag::H1);
    let sheet = desk.sheet;
    let radius = 5.2 * MM;
    let mark = Item::figure(sheet.left + radius, 20.0, marks::pair());
    let mut cells = vec![Cell::of(sheet::NAME.leading, sheet::NAME.baseline(), vec![mark])];
    let style = name_style(desk);
    for (person, x) in desk.document.people.iter().zip(sheet.voices) {
        cells.push(desk.cell(&parted(&person.name), style, Slot::new(heading, x, sheet.voice)));
    }
    desk.flow.place(Row::level(cells), Lead::Gap(0.0));

    let posts: Vec<Cell> = desk
        .document
        .people
        .iter()
        .zip(sheet.voices)
        .filter_map(|(person, x)| person.title.as_ref().map(|title| (title, x)))
        .map(|(title, x)| {
            let node = desk.tags.add(Tags::ROOT, Tag::P);
            desk.cell(title, sheet::POST, Slot::new(node, x, sheet.voice))
        })
        .collect();
    if !posts.is_empty() {
        desk.flow.place(Row::level(posts), Lead::Gap(1.5 * MM));
    }

    let language = desk.language();
    let date = dates::full(language, desk.document.date);
    let line = PaperTalkOn { date: &date }.text(language);
    let wide = sheet.right - sheet.wide();
    let kind = desk.cell(
        &parted(desk.say(messages::PAPER_KIND)),
        sheet::KIND,
        Slot::new(heading, sheet.left, sheet.margin),
    );
    let line = desk.cell(&line, sheet::DATE_LINE, Slot::new(heading, sheet.wide(), wide));
    desk.flow.place(Row::level(vec![kind, line]), Lead::Gap(8.0 * MM));

    let node = desk.tags.add(Tags::ROOT, Tag::P);
    let circumstances =
        desk.cell(&circumstances(desk), sheet::SUB_TITLE, Slot::new(node, sheet.wide(), wide));
    desk.flow.place(Row::level(vec![circumstances]), Lead::Gap(1.0 * MM));
}

/// The largest size in which both names stand on two lines, with no word of them divided.
fn name_style(desk: &Desk<'_>) -> Style {
    let measure = desk.sheet.voice;
    let fits = |style: &Style| {
        desk.document.people.iter().all(|person| {
            let words = person.name.split_inclusive([' ', '-']);
            desk.setter.lines(&person.name, *style, measure).len() <= 2
                && words.into_iter().all(|word| desk.setter.line(word, *style).width <= measure)
        })
    };
    [sheet::NAME, sheet::LONG_NAME, sheet::LONGER_NAME].into_iter().find(fits).unwrap_or(sheet::LONGER_NAME)
}

/// `Mosevig Golfklub · frokost og 18 huller · kl. 12.00–19.05`, as far as it is known.
fn circumstances(desk: &Desk<'_>) -> String {
    let (document, language) = (desk.document, desk.language());
    let hours = match (document.start, document.end) {
        (Some(start), Some(end)) => Some(dates::span(language, start, end)),
        (Some(start), None) => Some(match language {
            Language::English => dates::clock(language, start),
            Language::Danish => format!("kl. {}", dates::clock(language, start)),
        }),
        (None, _) => None,
    };
    // The clock is never parted from its "kl.".
    let hours = hours.map(|hours| hours.replace("kl. ", "kl.\u{A0}"));
    let known = [document.place.clone(), Some(document.format.clone()), hours];
    known.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}
