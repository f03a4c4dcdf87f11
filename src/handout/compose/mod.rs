//! The documents, section by section.

mod agreed;
mod changes;
mod checks;
mod closing;
mod desk;
mod notes;
mod noticed;
mod opening;
mod practical;
mod programme;
mod repairs;
mod talked;
mod year;

use super::block::Item;
use super::brief::Brief;
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
    pub(super) sheet: Sheet,
    pub(super) pages: Vec<Vec<Item>>,
    pub(super) tags: Tags,
    pub(super) title: String,
    /// The titles of the sections, and where they stand.
    pub(super) sections: Vec<(&'static str, Place)>,
}

/// Lays out a summary.
pub(super) fn summary(document: &Summary, paper: Paper, setter: &Typesetter) -> Composed {
    let head = &document.head;
    let language = head.language;
    let mut desk = Desk::new(head, setter, Flow::new(Sheet::new(paper), Spacing::GENEROUS));
    let hours = match (head.start, head.end) {
        (Some(start), Some(end)) => Some(dates::span(language, start, end)),
        (Some(start), None) => Some(at(language, start)),
        (None, _) => None,
    };
    let day = dates::full(language, head.date);
    let opening = Opening {
        kind: messages::PAPER_KIND,
        line: PaperTalkOn { date: &day }.text(language),
        hours: hours.map(unbroken),
    };
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
    /// Whether what is practical waits until the end.
    is_practical_last: bool,
    /// Whether what is to be put right may go to the second page.
    lets_repairs_go: bool,
}

/// From the most generous to the closest.
const PLANS: [Plan; 4] = [
    Plan { spacing: Spacing::GENEROUS, is_practical_last: false, lets_repairs_go: false },
    Plan { spacing: Spacing::CLOSE, is_practical_last: false, lets_repairs_go: false },
    Plan { spacing: Spacing::CLOSE, is_practical_last: true, lets_repairs_go: false },
    Plan { spacing: Spacing::CLOSE, is_practical_last: true, lets_repairs_go: true },
];

/// How many pages were begun when each of the first sections was done.
#[derive(Clone, Copy)]
struct Places {
    agreed: usize,
    repaired: usize,
    whole: usize,
}

impl Plan {
    /// Whether what must stand on the first page does.
    fn suits(self, places: Places) -> bool {
        places.agreed == 1 && (self.lets_repairs_go || (places.repaired == 1 && places.whole == 1))
    }
}

/// Lays out a brief. What the day needs stands on the first page, if it can be made to fit.
pub(super) fn brief(document: &Brief, paper: Paper, setter: &Typesetter) -> Composed {
    let head = &document.head;
    let language = head.language;
    let sheet = Sheet::new(paper);
    let begun = |plan: Plan| {
        let mut desk = Desk::new(head, setter, Flow::new(sheet, plan.spacing));
        let places = front(&mut desk, document, plan);
        (desk, plan, places)
    };
    let fits = |(_, plan, places): &(Desk<'_>, Plan, Places)| plan.suits(*places);
    // Where nothing helps, there is no reason to squeeze.
    let found = PLANS.into_iter().map(begun).find(fits);
    let (mut desk, plan, _) = found.unwrap_or_else(|| begun(PLANS[0]));
    year::year(&mut desk, &document.year);
    noticed::voices(&mut desk, document);
    if plan.is_practical_last {
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

/// What the day needs.
fn front(desk: &mut Desk<'_>, document: &Brief, plan: Plan) -> Places {
    let (head, language) = (&document.head, document.head.language);
    let day = dates::full(language, head.date);
    let line = match head.start {
        Some(start) => PaperTalkAt { date: &day, time: &at(language, start) }.text(language),
        None => PaperTalkOn { date: &day }.text(language),
    };
    let until = head.end.map(|end| PaperUntilAbout { time: &at(language, end) }.text(language));
    let opening =
        Opening { kind: messages::PAPER_KIND_BRIEF, line: unbroken(line), hours: until.map(unbroken) };
    opening::title(desk, &opening);
    programme::programme(desk, &document.programme);
    agreed::agreed(desk, document);
    let agreed = desk.flow.pages.len();
    repairs::open(desk, &document.repairs);
    let repaired = desk.flow.pages.len();
    if !plan.is_practical_last {
        practical::practical(desk, document);
    }
    Places { agreed, repaired, whole: desk.flow.pages.len() }
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
fn unbroken(text: String) -> String {
    text.replace("kl. ", "kl.\u{A0}")
}
