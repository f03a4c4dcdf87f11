//! The head of a document: who, what, when and where.

use super::desk::{Desk, parted};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::content::Masthead;
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Style};
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages::{self, Label};

/// What differs from document to document.
pub(super) struct Opening {
    /// What stands large over the two columns, and what below it.
    pub(super) columns: [(String, Option<String>); 2],
    /// What kind of document it is.
    pub(super) kind: Label,
    /// The talk and its day.
    pub(super) line: String,
    /// What stands below that, in parts.
    pub(super) below: Vec<String>,
}

impl Opening {
    /// With both over their columns, and what the day is below its date; `hours` says from when to when.
    pub(super) fn of_both(head: &Masthead, kind: Label, line: String, hours: Option<String>) -> Self {
        let columns = head.people.each_ref().map(|person| (person.name.clone(), person.title.clone()));
        let below = [head.place.clone(), Some(head.format.clone()), hours].into_iter().flatten();
        Self { columns, kind, line, below: below.collect() }
    }
}

/// The names over their columns, the kind of document, the day, and what it is.
pub(super) fn title(desk: &mut Desk<'_>, opening: &Opening) {
    let heading = desk.tags.add(Tags::ROOT, Tag::H1);
    let sheet = desk.sheet;
    let radius = 5.2 * MM;
    let mark = Item::figure(sheet.left + radius, radius, marks::pair(radius));
    let mut cells = vec![Cell::of(sheet::NAME.leading, sheet::NAME.baseline(), vec![mark])];
    let names = opening.columns.each_ref().map(|(name, _)| name.as_str());
    let style = name_style(desk, names);
    for (name, x) in names.into_iter().zip(sheet.voices) {
        cells.push(desk.cell(&parted(name), style, Slot::new(heading, x, sheet.voice)));
    }
    desk.flow.place(Row::level(cells), Lead::Gap(0.0));

    let posts = opening.columns.iter().zip(sheet.voices);
    let posts = posts.filter_map(|((_, post), x)| post.as_ref().map(|post| (post, x)));
    let posts: Vec<Cell> = posts
        .map(|(post, x)| {
            let node = desk.tags.add(Tags::ROOT, Tag::P);
            desk.cell(post, sheet::POST, Slot::new(node, x, sheet.voice))
        })
        .collect();
    if !posts.is_empty() {
        desk.flow.place(Row::level(posts), Lead::Gap(1.5 * MM));
    }

    let wide = sheet.right - sheet.wide();
    let kind =
        desk.cell(&parted(desk.say(opening.kind)), sheet::KIND, Slot::new(heading, sheet.left, sheet.margin));
    let line = desk.cell(&opening.line, sheet::DATE_LINE, Slot::new(heading, sheet.wide(), wide));
    let over = desk.flow.spacing.over_date;
    desk.flow.place(Row::level(vec![kind, line]), Lead::Gap(over));

    let known = opening.below.iter().filter(|part| !part.trim().is_empty());
    // A line ends between two of them, and not inside one.
    let whole = |part: &String| {
        let fits = desk.setter.line(part, sheet::SUB_TITLE).width <= wide;
        if fits { part.replace(' ', "\u{A0}") } else { part.clone() }
    };
    let circumstances = known.map(whole).collect::<Vec<_>>().join(" · ");
    let mut below = vec![(circumstances, sheet::SUB_TITLE)];
    if desk.head.is_redacted {
        below.push((desk.say(messages::PAPER_REDACTED).to_owned(), sheet::ASIDE));
    }
    for (words, style) in below {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let cell = desk.cell(&words, style, Slot::new(node, sheet.wide(), wide));
        desk.flow.place(Row::level(vec![cell]), Lead::Gap(1.0 * MM));
    }
}

/// The largest size in which both names stand on one line, or else on two, with no word of them divided.
fn name_style(desk: &Desk<'_>, names: [&str; 2]) -> Style {
    let measure = desk.sheet.voice;
    let fits = |(style, lines): &(Style, usize)| {
        names.iter().all(|name| {
            let words = name.split_inclusive([' ', '-']);
            desk.setter.lines(name, *style, measure, 0.0, desk.language()).len() <= *lines
                && words.into_iter().all(|word| desk.setter.line(word, *style).width <= measure)
        })
    };
    let sizes = [(sheet::NAME, 1), (sheet::LONG_NAME, 1), (sheet::LONG_NAME, 2), (sheet::LONGER_NAME, 2)];
    sizes.into_iter().find(fits).map_or(sheet::LONGER_NAME, |(style, _)| style)
}
