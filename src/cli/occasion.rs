//! In `status`: what belongs to the day of a talk, and what came of one.

use super::page::Page;
use super::voice::Voice;
use crate::app::occasion::{Aftermath, Eve, Sheet};
use crate::app::print::Kind;
use crate::locale::capitalised;
use crate::locale::messages::{
    AgreedLater, DOCUMENT_BRIEF, DOCUMENT_CARD, FirstCheckOf, LABEL_AGREED_THERE, LABEL_BRING,
    LABEL_ON_THE_WAY, LABEL_SUMMARY, NOTHING_AGREED, SIGNED_BY_BOTH_SAID, SheetCurrent, SheetMissing,
    SheetOutOfDate, SignedByOne, SignedNobody, SummaryMissing, SummaryPrinted,
};

/// What to bring, and what is on the way.
pub(super) fn eve(page: &Page<'_, '_>, eve: &Eve) {
    let (voice, language) = (page.voice, page.voice.language);
    for (number, sheet) in eve.bring.iter().enumerate() {
        let label = if number == 0 { LABEL_BRING.text(language) } else { "" };
        page.line(label, &paper(voice, sheet));
    }
    let stops = eve
        .on_the_way
        .iter()
        .map(|stop| format!("{}: {}", super::ui::clean(&stop.block), stop.handles.join(" ")));
    let stops: Vec<String> = stops.collect();
    if !stops.is_empty() {
        page.line(LABEL_ON_THE_WAY.text(language), &stops.join("; "));
    }
}

/// A paper for the day, and whether it is still right.
fn paper(voice: &Voice<'_>, sheet: &Sheet) -> String {
    let language = voice.language;
    let label = if sheet.document == Kind::Card { DOCUMENT_CARD } else { DOCUMENT_BRIEF };
    let document = capitalised(label.text(language));
    let word = sheet.document.word();
    match sheet.printed {
        None => SheetMissing { document: &document, word: &word }.text(language),
        Some(on) if sheet.current => {
            SheetCurrent { document: &document, day: &voice.day_or_today(on) }.text(language)
        }
        Some(on) => {
            SheetOutOfDate { document: &document, day: &voice.day_or_today(on), word: &word }.text(language)
        }
    }
}

/// The summary, who has signed it, and when what was agreed is looked at.
pub(super) fn aftermath(page: &Page<'_, '_>, it: &Aftermath) {
    let (voice, language) = (page.voice, page.voice.language);
    let summary = match it.printed {
        None => SummaryMissing { review: &it.review }.text(language),
        Some(on) => SummaryPrinted { day: &voice.day_or_today(on) }.text(language),
    };
    let signed: Vec<&String> = it.signed.iter().filter_map(|(key, on)| on.map(|_| key)).collect();
    let missing: Vec<&String> =
        it.signed.iter().filter_map(|(key, on)| on.is_none().then_some(key)).collect();
    let signatures = match (&signed[..], &missing[..]) {
        ([one], [other]) => SignedByOne { name: &voice.name(one), other: &voice.name(other) }.text(language),
        ([], _) => SignedNobody { review: &it.review }.text(language),
        _ => SIGNED_BY_BOTH_SAID.text(language).to_owned(),
    };
    page.line(LABEL_SUMMARY.text(language), &format!("{summary}; {signatures}"));
    let checks = it.checks.iter().map(|agreed| match agreed.date {
        Some(day) => FirstCheckOf { handle: &agreed.handle, day: &voice.day(day) }.text(language),
        None => AgreedLater { handle: &agreed.handle }.text(language),
    });
    let checks: Vec<String> = checks.collect();
    let said = if checks.is_empty() { NOTHING_AGREED.text(language).to_owned() } else { checks.join(", ") };
    page.line(LABEL_AGREED_THERE.text(language), &said);
}
