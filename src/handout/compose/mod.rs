//! The summary of a talk, section by section.

mod changes;
mod closing;
mod noticed;
mod opening;
mod repairs;
mod talked;

use super::block::{Cell, Item, Slot};
use super::flow::{Flow, Lead, Place};
use super::lines::Typesetter;
use super::marks;
use super::row::Row;
use super::sheet::{self, MM, Paper, Sheet, Style};
use super::summary::{Passage, Summary};
use super::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, Label, PageOf, PaperOfOnlyFor, PaperTitle};
use crate::locale::{Language, and_list, dates};

/// A document as pages, before it is drawn.
pub(super) struct Composed {
    pub(super) sheet: Sheet,
    pub(super) pages: Vec<Vec<Item>>,
    pub(super) tags: Tags,
    pub(super) title: String,
    /// The titles of the sections, and where they stand.
    pub(super) sections: Vec<(&'static str, Place)>,
}

/// Lays out a summary.
pub(super) fn summary(document: &Summary, paper: Paper, setter: &Typesetter) -> Composed {
    let sheet = Sheet::new(paper);
    let mut desk =
        Desk { document, setter, sheet, tags: Tags::new(), flow: Flow::new(sheet), sections: Vec::new() };
    opening::title(&mut desk);
    talked::talked(&mut desk);
    noticed::noticed(&mut desk);
    changes::changes(&mut desk);
    changes::rules(&mut desk);
    repairs::repairs(&mut desk);
    closing::closing(&mut desk);
    desk.footers();
    let date = dates::day_month_year(document.language, document.date);
    let title = PaperTitle { names: &desk.names(), date: &date }.text(document.language);
    Composed { sheet, pages: desk.flow.pages, tags: desk.tags, title, sections: desk.sections }
}

/// A text with a space after it that nobody sees: what follows in the same element is another word.
fn parted(text: &str) -> String {
    format!("{text} ")
}

/// Everything that the sections work with.
struct Desk<'a> {
    document: &'a Summary,
    setter: &'a Typesetter,
    sheet: Sheet,
    tags: Tags,
    flow: Flow,
    sections: Vec<(&'static str, Place)>,
}

/// The least height of what follows a title: two lines.
const TWO_LINES: f32 = 27.0;

impl Desk<'_> {
    fn language(&self) -> Language {
        self.document.language
    }

    fn say(&self, label: Label) -> &'static str {
        label.text(self.document.language)
    }

    fn names(&self) -> String {
        let names = self.document.people.each_ref().map(|person| person.name.as_str());
        and_list(self.language(), &names)
    }

    fn cell(&self, text: &str, style: Style, slot: Slot) -> Cell {
        Cell::text(self.setter, text, style, slot)
    }

    /// A passage: as it was written, or the note that it is gone.
    fn passage(&self, passage: &Passage, style: Style, slot: Slot) -> Cell {
        match passage {
            Passage::Text(text) => self.cell(text, style, slot),
            Passage::Erased => self.cell(self.say(messages::PAPER_ERASED), sheet::ASIDE, slot),
        }
    }

    /// What the other set beside a text: in italics, with a bar.
    fn reply(&self, (name, passage): &(String, Passage), node: NodeId, x: f32, measure: f32) -> Cell {
        let inset = 2.6 * MM;
        let slot = Slot::new(node, x + inset, measure - inset);
        let (text, style) = match passage {
            Passage::Text(text) => (text.as_str(), sheet::ANSWER),
            Passage::Erased => (self.say(messages::PAPER_ERASED), sheet::ASIDE),
        };
        let said = messages::PaperSaid { name, text: &text }.text(self.language());
        let mut cell = self.cell(&said, style, slot);
        cell.along(|height| Item::figure(x + 0.35, 0.0, marks::answer_bar(height)));
        cell
    }

    /// Begins a section with its title, an aside on the right, and at least two lines of what follows.
    fn section(&mut self, title: Label, aside: Option<Label>, heads: Option<Row>, first: f32) {
        let node = self.tags.add(Tags::ROOT, Tag::H2);
        let Sheet { left, right, .. } = self.sheet;
        let mut cell = self.cell(self.say(title), sheet::SECTION, Slot::new(node, left, right - left));
        if let Some(aside) = aside {
            let line = self.setter.line(self.say(aside), sheet::HEAD);
            let node = self.tags.add(Tags::ROOT, Tag::P);
            let item = Item::text(node, right - line.width, cell.baseline(), line);
            if let Some(piece) = cell.pieces.first_mut() {
                piece.items.push(item);
            }
        }
        let most = self.sheet.text_height() / 3.0;
        let place = self.flow.section(cell, heads, first.clamp(TWO_LINES, most));
        self.sections.push((self.say(title), place));
    }

    /// One quiet sentence in the place of a section's content.
    fn quietly(&mut self, sentence: Label) {
        let node = self.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, self.sheet.wide(), self.sheet.right - self.sheet.wide());
        let cell = self.cell(self.say(sentence), sheet::LABEL, slot);
        self.flow.place(Row::level(vec![cell]), Lead::Gap(0.0));
    }

    /// What stands under every page, and how many there are.
    fn footers(&mut self) {
        let language = self.language();
        let date = dates::day_month_year(language, self.document.date);
        let short = and_list(language, &self.document.people.each_ref().map(|person| person.short.as_str()));
        let whose = [self.names(), short].map(|names| {
            let whose = PaperOfOnlyFor { date: &date, names: &names }.text(language);
            self.setter.line(&whose, sheet::FOOTER)
        });
        let (left, right, y) = (self.sheet.left, self.sheet.right, self.sheet.height - 12.0 * MM);
        let pages = self.flow.pages.len();
        // Whom it is for is heard once; the rest repeats it for the eye.
        let told = self.tags.add(Tags::ROOT, Tag::P);
        for (index, page) in self.flow.pages.iter_mut().enumerate() {
            let number = PageOf { page: &(index + 1), pages: &pages }.text(language);
            let number = self.setter.line(&number, sheet::FOOTER);
            let room = right - left - number.width - 4.0 * MM;
            if let Some(whose) = whose.iter().find(|whose| whose.width <= room) {
                page.push(Item::text((index == 0).then_some(told), left, y, whose.clone()));
            }
            page.push(Item::text(None, right - number.width, y, number));
        }
    }
}
