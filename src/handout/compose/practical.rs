//! What to know about the day: light, rain, privacy, and this sheet.

use super::desk::{Desk, parted};
use crate::handout::block::Slot;
use crate::handout::brief::Brief;
use crate::handout::content::Owed;
use crate::handout::flow::Lead;
use crate::handout::row::Row;
use crate::handout::sheet;
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages::{
    self, Label, PaperDark, PaperHoursSpare, PaperMinutesSpare, PaperOwed, PaperRainText, PaperSunset,
};
use crate::locale::{capitalised, dates};
use chrono::NaiveTime;

/// The section.
pub(super) fn practical(desk: &mut Desk<'_>, document: &Brief) {
    let title = desk.title(messages::PAPER_PRACTICAL, None);
    let list = desk.tags.add(Tags::ROOT, Tag::L);
    let sheet = desk.sheet;
    let mut rows = Vec::new();
    for (name, text) in told(desk, document) {
        let element = desk.tags.add(list, Tag::Li);
        let label = desk.tags.add(element, Tag::Lbl);
        let body = desk.tags.add(element, Tag::LBody);
        rows.push(Row::level(vec![
            desk.cell(&parted(desk.say(name)), sheet::LABEL, Slot::new(label, sheet.left, sheet.margin)),
            desk.cell(&text, sheet::BODY, Slot::new(body, sheet.wide(), sheet.right - sheet.wide())),
        ]));
    }
    let gap = desk.flow.spacing.between_notes;
    desk.rows(title, None, rows, Lead::Gap(gap));
}

fn told(desk: &Desk<'_>, document: &Brief) -> Vec<(Label, String)> {
    let (language, practical) = (desk.language(), &document.practical);
    let mut told = Vec::new();
    if let Some(sunset) = practical.sunset {
        told.push((messages::PAPER_LIGHT, light(desk, sunset)));
    }
    if let Some(fallback) = &practical.fallback {
        let format = capitalised(fallback);
        let why = if practical.is_outdoors { messages::PAPER_RAIN } else { messages::PAPER_PLAN_B };
        told.push((why, PaperRainText { format: &format }.text(language)));
    }
    if let Some(private) = &practical.private {
        let private = capitalised(private.trim().trim_end_matches('.'));
        told.push((messages::PAPER_PRIVATE, format!("{private}.")));
    }
    if let Some(owed) = practical.rematch {
        let owed = match owed {
            Owed::One(index) => PaperOwed { name: &desk.head.people[index].short }.text(language),
            Owed::Both => desk.say(messages::PAPER_OWED_BOTH).to_owned(),
        };
        told.push((messages::PAPER_REMATCH, owed));
    }
    told.push((messages::PAPER_SHEET, desk.say(messages::PAPER_SHEET_TEXT).to_owned()));
    if desk.head.is_public_body {
        told.push((messages::PAPER_RECORDS, desk.say(messages::PAPER_RECORDS_TEXT).to_owned()));
    }
    told
}

/// When the sun sets, and how much of the light is left then.
fn light(desk: &Desk<'_>, sunset: NaiveTime) -> String {
    let language = desk.language();
    let time = dates::clock(language, sunset);
    let mut told = PaperSunset { time: &time }.text(language).replace("kl. ", "kl.\u{A0}");
    let Some(end) = desk.head.end else { return told };
    let spare = (sunset - end).num_minutes();
    let ends = dates::clock(language, end);
    let more = match spare {
        ..0 => PaperDark { end: &ends }.text(language),
        0..90 => PaperMinutesSpare { end: &ends, minutes: &spare }.text(language),
        // Whole hours, cut down: nobody plans by the minute of sunset.
        _ => PaperHoursSpare { end: &ends, count: usize::try_from(spare / 60).unwrap_or(0) }.text(language),
    };
    told.push(' ');
    told.push_str(&more.replace("kl. ", "kl.\u{A0}"));
    told
}
