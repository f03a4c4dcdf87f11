//! The documents, section by section.

mod agreed;
mod card;
mod changes;
mod checks;
mod closing;
mod desk;
mod notes;
mod noticed;
mod opening;
mod practical;
mod prep;
mod programme;
mod repairs;
mod talked;
mod year;

use super::Document;
use super::block::Item;
use super::brief::Brief;
use super::content::Masthead;
use super::flow::{Flow, Place, Spacing};
use super::lines::Typesetter;
use super::sheet::{Paper, Sheet};
use super::summary::Summary;
use super::tags::Tags;
use crate::locale::messages::{
    self, PaperBriefOnlyFor, PaperBriefTitle, PaperOfOnlyFor, PaperTalkAt, PaperTalkOn, PaperTitle,
    PaperUntilAbout,
};
use crate::locale::{Language, and_list, dates};
use desk::Desk;
use opening::Opening;

/// A document as pages, before it is drawn.
pub(super) struct Composed {
    /// The grid of the paper.
    pub(super) sheet: Sheet,
    /// What is drawn on each.
    pub(super) pages: Vec<Vec<Item>>,
    /// The structure, for those who hear it.
    pub(super) tags: Tags,
    /// The title of the file.
    pub(super) title: String,
    /// The titles of the sections, and where they stand.
    pub(super) sections: Vec<(String, Place)>,
    /// Whose document it is.
    pub(super) authors: Vec<String>,
    /// The edges of the first page, where they are others than those of the rest.
    pub(super) first: Option<Sheet>,
}

/// Lays out a document.
pub(super) fn compose(document: &Document, paper: Paper, setter: &Typesetter) -> Composed {
    match document {
        Document::Prep(it) => prep::prep(it, paper, setter),
        Document::Brief(it) => brief(it, paper, setter),
        Document::Card(it) => card::card(it, paper, setter),
        Document::Summary(it) => summary(it, paper, setter),
    }
}

/// Lays out a summary: closer, where that saves a page.
pub(super) fn summary(document: &Summary, paper: Paper, setter: &Typesetter) -> Composed {
    let generous = summary_set(document, paper, setter, Spacing::GENEROUS);
    if generous.pages.len() == 1 {
        return generous;
    }
    let close = summary_set(document, paper, setter, Spacing::CLOSE);
    if close.pages.len() < generous.pages.len() { close } else { generous }
}

fn summary_set(document: &Summary, paper: Paper, setter: &Typesetter, spacing: Spacing) -> Composed {
    let head = &document.head;
    let language = head.language;
    let mut desk = Desk::new(head, setter, Flow::new(Sheet::new(paper), spacing));
    let hours = match (head.start, head.end) {
        (Some(start), Some(end)) => Some(dates::span(language, start, end)),
        (Some(start), None) => Some(at(language, start)),
        (None, _) => None,
    };
    let day = dates::full(language, head.date);
    let line = PaperTalkOn { date: &day }.text(language);
    let opening = Opening::of_both(head, messages::PAPER_KIND, line, hours.as_deref().map(unbroken));
    opening::title(&mut desk, &opening);
    talked::talked(&mut desk, &document.themes);
    noticed::noticed(&mut desk, &document.noticed);
    changes::changes(&mut desk, &document.changes);
    changes::rules(&mut desk, &document.rules);
    repairs::repaired(&mut desk, &document.incidents);
    closing::closing(&mut desk, document);
    let date = dates::day_month_year(language, head.date);
    let title = PaperTitle { names: &desk.names(), date: &date }.text(language);
    let short = and_list(language, &head.people.each_ref().map(|person| person.short.as_str()));
    let whose =
        [desk.names(), short].map(|names| PaperOfOnlyFor { date: &date, names: &names }.text(language));
    finish(desk, title, whose)
}

/// How the first page of a brief is filled.
#[derive(Clone, Copy)]
struct Plan {
    spacing: Spacing,
    last: Last,
}

/// What ends the first page; what comes after it in this order may go to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Last {
    Agreed,
    Repairs,
    Practical,
    Year,
}

/// The plans of a first page that holds as much as `last` says, from the most generous to the closest.
fn plans(last: Last) -> impl Iterator<Item = Plan> {
    let tried = [
        (Spacing::GENEROUS, Last::Year),
        (Spacing::CLOSE, Last::Year),
        (Spacing::GENEROUS, Last::Practical),
        (Spacing::CLOSE, Last::Practical),
        (Spacing::CLOSE, Last::Repairs),
        (Spacing::CLOSE, Last::Agreed),
    ];
    let plans = tried.into_iter().map(|(spacing, last)| Plan { spacing, last });
    plans.filter(move |plan| plan.last <= last)
}

/// Lays out a brief. What the day needs stands on the first page, if it can be made to fit.
pub(super) fn brief(document: &Brief, paper: Paper, setter: &Typesetter) -> Composed {
    let head = &document.head;
    let language = head.language;
    let sheet = Sheet::new(paper);
    let begun = |plan: Plan| {
        let mut desk = Desk::new(head, setter, Flow::new(sheet, plan.spacing));
        let fits = front(&mut desk, document, plan.last);
        (desk, plan.last, fits)
    };
    // An almost empty year is a small picture, and leaves the second page to the voices.
    let most = if document.is_quiet() { Last::Year } else { Last::Practical };
    let found = plans(most).map(begun).find(|(.., fits)| *fits);
    // Where nothing helps, there is no reason to squeeze.
    let generous = Plan { spacing: Spacing::GENEROUS, last: Last::Practical };
    let (mut desk, last, _) = found.unwrap_or_else(|| begun(generous));
    if last == Last::Year {
        desk.flow.new_page();
    } else {
        year::year(&mut desk, &document.year);
    }
    noticed::voices(&mut desk, document);
    if last < Last::Practical {
        practical::practical(&mut desk, document);
    }
    notes::notes(&mut desk);
    let date = dates::day_month_year(language, head.date);
    let title = PaperBriefTitle { names: &desk.names(), date: &date }.text(language);
    let short = and_list(language, &head.people.each_ref().map(|person| person.short.as_str()));
    let whose =
        [desk.names(), short].map(|names| PaperBriefOnlyFor { date: &date, names: &names }.text(language));
    finish(desk, title, whose)
}

/// What the day needs: what belongs on the first page, and what may go on to the second. Tells whether the former does
/// fit.
fn front(desk: &mut Desk<'_>, document: &Brief, last: Last) -> bool {
    let (head, language) = (&document.head, document.head.language);
    let until = head.end.map(|end| PaperUntilAbout { time: &at(language, end) }.text(language));
    let (line, until) = (talk_at(head), until.as_deref().map(unbroken));
    let opening = Opening::of_both(head, messages::PAPER_KIND_BRIEF, line, until);
    opening::title(desk, &opening);
    programme::programme(desk, &document.programme);
    agreed::agreed(desk, document);
    let mut fits = desk.flow.pages.len() == 1;
    repairs::open(desk, &document.repairs);
    fits &= last < Last::Repairs || desk.flow.pages.len() == 1;
    if last >= Last::Practical {
        practical::practical(desk, document);
        fits &= desk.flow.pages.len() == 1;
    }
    if last >= Last::Year {
        year::year(desk, &document.year);
        fits &= desk.flow.pages.len() == 1;
    }
    fits
}

/// The talk, its day, and when it begins.
fn talk_at(head: &Masthead) -> String {
    let (language, day) = (head.language, dates::full(head.language, head.date));
    unbroken(&match head.start {
        Some(start) => PaperTalkAt { date: &day, time: &at(language, start) }.text(language),
        None => PaperTalkOn { date: &day }.text(language),
    })
}

fn finish(desk: Desk<'_>, title: String, whose: [String; 2]) -> Composed {
    let language = desk.language();
    if !desk.head.is_redacted {
        return desk.finish(title, whose);
    }
    let edition = messages::PAPER_REDACTED_FOOT.text(language);
    desk.finish(format!("{title} ({edition})"), [edition.to_owned(), edition.to_owned()])
}

/// `12:00`, `kl. 12.00`.
fn at(language: Language, time: chrono::NaiveTime) -> String {
    match language {
        Language::English => dates::clock(language, time),
        Language::Danish => format!("kl. {}", dates::clock(language, time)),
    }
}

/// A time is never parted from its "kl.".
fn unbroken(text: &str) -> String {
    text.replace("kl. ", "kl.\u{A0}")
}
