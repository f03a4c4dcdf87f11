//! What every section works with: the words, the faces, the pages so far, and the structure.

use super::Composed;
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::content::{Masthead, Passage};
use crate::handout::flow::{Flow, Lead, Place};
use crate::handout::lines::{Line, Typesetter};
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Sheet, Style};
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages::{self, Label, PageOf};
use crate::locale::{Language, and_list};

/// Everything that the sections work with.
pub(super) struct Desk<'a> {
    /// Whose document it is, when and where.
    pub(super) head: &'a Masthead,
    /// Sets lines.
    pub(super) setter: &'a Typesetter,
    /// The grid of the paper.
    pub(super) sheet: Sheet,
    /// The structure so far.
    pub(super) tags: Tags,
    /// The pages so far.
    pub(super) flow: Flow,
    /// How many pages there are before those of the flow.
    pub(super) before: usize,
    sections: Vec<(String, Place)>,
}

/// The title of a section that has yet to be placed.
pub(super) struct Title {
    words: &'static str,
    /// The title, set.
    pub(super) cell: Cell,
}

/// The least height of what follows a title: two lines.
const TWO_LINES: f32 = 27.0;

/// A text with a space after it that nobody sees: what follows in the same element is another word.
pub(super) fn parted(text: &str) -> String {
    format!("{text} ")
}

impl<'a> Desk<'a> {
    /// A desk with an empty structure, for the document that `head` begins.
    pub(super) fn new(head: &'a Masthead, setter: &'a Typesetter, flow: Flow) -> Self {
        Self { head, setter, sheet: flow.sheet, tags: Tags::new(), flow, before: 0, sections: Vec::new() }
    }

    /// The language of the document.
    pub(super) fn language(&self) -> Language {
        self.head.language
    }

    /// A label in the language of the document.
    pub(super) fn say(&self, label: Label) -> &'static str {
        label.text(self.head.language)
    }

    /// Both full names: "Anna Holm and Bo Lind".
    pub(super) fn names(&self) -> String {
        let names = self.head.people.each_ref().map(|person| person.name.as_str());
        and_list(self.language(), &names)
    }

    /// What an owner goes by: a short name, or "both".
    pub(super) fn owner(&self, owner: Option<usize>) -> &'a str {
        let owner = owner.and_then(|index| self.head.people.get(index)).map(|person| person.short.as_str());
        owner.unwrap_or_else(|| crate::locale::terms::label(self.language(), "member", "both"))
    }

    /// A text in the language of the document.
    pub(super) fn cell(&self, text: &str, style: Style, slot: Slot) -> Cell {
        Cell::text(self.setter, text, style, slot)
    }

    /// The same place for a text of the pair's own, in the language that they write in.
    pub(super) fn theirs(&mut self, slot: Slot) -> Slot {
        let written = self.head.written;
        if written != self.language()
            && let Some(node) = slot.node
        {
            self.tags.speak(node, written);
        }
        slot.spoken(written)
    }

    /// A text of the pair's own.
    pub(super) fn written(&mut self, text: &str, style: Style, slot: Slot) -> Cell {
        let slot = self.theirs(slot);
        self.cell(text, style, slot)
    }

    /// A passage: as it was written, or the note that it is gone.
    pub(super) fn passage(&mut self, passage: &Passage, style: Style, slot: Slot) -> Cell {
        match passage {
            Passage::Text(text) => self.written(text, style, slot),
            Passage::Erased => self.cell(self.say(messages::PAPER_ERASED), sheet::ASIDE, slot),
        }
    }

    /// A passage after a few words in another style, which stand at the beginning of its first line.
    pub(super) fn led_passage(&mut self, lead: Line, passage: &Passage, style: Style, slot: Slot) -> Cell {
        let (text, style, slot) = match passage {
            Passage::Text(text) => (text.as_str(), style, self.theirs(slot)),
            Passage::Erased => (self.say(messages::PAPER_ERASED), sheet::ASIDE, slot),
        };
        Cell::led(self.setter, lead, 0.85 * MM, text, style, slot)
    }

    /// What somebody set beside a text: their name, their words in italics, and a bar.
    pub(super) fn reply(
        &mut self,
        (name, passage): &(String, Passage),
        styles: [Style; 2],
        slot: Slot,
    ) -> Cell {
        let inset = 2.6 * MM;
        let bar = slot.x + 0.35;
        let slot = Slot { x: slot.x + inset, measure: slot.measure - inset, ..slot };
        let [plain, italic] = styles;
        let said = messages::PaperSays { name }.text(self.language());
        let name = self.setter.line(&parted(&said), plain);
        let mut cell = self.led_passage(name, passage, italic, slot);
        cell.along(|height| Item::figure(bar, 0.0, marks::answer_bar(height, true)));
        cell
    }

    /// A code in its colour with a word after it, or below it if they do not fit on one line.
    pub(super) fn coded(&self, handle: &str, word: &str, slot: Slot) -> Cell {
        let code = self.setter.line(&parted(handle), sheet::CODE);
        Cell::led(self.setter, code, 2.0 * MM, word, sheet::BODY, slot)
    }

    /// The label over the rest of a divided row; none if it would fill the page itself.
    pub(super) fn again(&self, name: &str, style: Style) -> Option<Cell> {
        let slot = Slot::new(None, self.sheet.left, self.sheet.margin);
        let mut label = self.cell(name, style, slot);
        label.below(0.0, self.cell(self.say(messages::PAPER_CONTINUED), sheet::ASIDE, slot));
        (label.height() < self.sheet.text_height() / 4.0).then_some(label)
    }

    /// The title of a section, with an aside on the right; what stands in the section is made after it.
    pub(super) fn title(&mut self, title: Label, aside: Option<Label>) -> Title {
        let node = self.tags.add(Tags::ROOT, Tag::H2);
        let Sheet { left, right, .. } = self.sheet;
        let words = self.say(title);
        let mut cell = self.cell(words, sheet::SECTION, Slot::new(node, left, right - left));
        if let Some(aside) = aside {
            let line = self.setter.line(self.say(aside), sheet::HEAD);
            let node = self.tags.add(Tags::ROOT, Tag::P);
            cell.add(Item::text(node, right - line.width, cell.baseline(), line));
        }
        Title { words, cell }
    }

    /// Begins a section: its title, the heads of its columns, and at least `first` points of what follows.
    pub(super) fn begin(&mut self, title: Title, heads: Option<Row>, first: f32) {
        let most = self.sheet.text_height() / 3.0;
        let place = self.flow.section(title.cell, heads, first.clamp(TWO_LINES, most));
        self.sections.push((title.words.to_owned(), place));
    }

    /// A section of rows, one under the other.
    pub(super) fn rows(&mut self, title: Title, heads: Option<Row>, rows: Vec<Row>, lead: Lead) {
        let first = rows.first().map_or(0.0, Row::begins_with);
        let words = title.words;
        let has_heads = heads.is_some();
        self.begin(title, heads, first);
        if !has_heads {
            let again = messages::PaperTitleContinued { title: &words }.text(self.language());
            let Sheet { left, right, .. } = self.sheet;
            let mut again = self.cell(&again, sheet::HEAD, Slot::new(None, left, right - left));
            again.below(0.0, Cell::of(1.5 * MM, 0.0, Vec::new()));
            self.flow.running(Row::of(vec![again]));
        }
        for row in rows {
            self.flow.place(row, lead);
        }
        self.flow.end();
    }

    /// One quiet sentence in the place of a section's content.
    pub(super) fn quietly(&mut self, sentence: &str) {
        let node = self.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, self.sheet.wide(), self.sheet.right - self.sheet.wide());
        let cell = self.cell(sentence, sheet::LABEL, slot);
        self.flow.place(Row::level(vec![cell]), Lead::Gap(0.0));
    }

    /// What stands under every page: for whom the paper is, in words long or short, and how many pages there are.
    fn footers(&mut self, whose: [String; 2]) {
        let whose = whose.map(|words| self.setter.line(&words, sheet::FOOTER));
        let (left, right, y) = (self.sheet.left, self.sheet.right, self.sheet.height - 12.0 * MM);
        let (before, pages) = (self.before, self.before + self.flow.pages.len());
        // Whom it is for is heard once; the rest repeats it for the eye.
        let told = self.tags.add(Tags::ROOT, Tag::P);
        for (index, page) in self.flow.pages.iter_mut().enumerate() {
            let number = PageOf { page: &(before + index + 1), pages: &pages }.text(self.head.language);
            let number = self.setter.line(&number, sheet::FOOTER);
            let room = right - left - number.width - 4.0 * MM;
            if let Some(whose) = whose.iter().find(|whose| whose.width <= room) {
                page.push(Item::text((index == 0).then_some(told), left, y, whose.clone()));
            }
            page.push(Item::text(None, right - number.width, y, number));
        }
    }

    /// The finished pages; `whose` stands at their feet.
    pub(super) fn finish(mut self, title: String, whose: [String; 2]) -> Composed {
        self.footers(whose);
        Composed {
            sheet: self.sheet,
            pages: self.flow.pages,
            tags: self.tags,
            title,
            sections: self.sections,
            authors: self.head.people.each_ref().map(|person| person.name.clone()).to_vec(),
            first: None,
        }
    }
}
