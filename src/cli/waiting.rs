//! In `status`: what waits, for whom, and since when.

use super::page::Page;
use super::ui::{Style, padded};
use super::voice::Voice;
use crate::app::waits::{Wait, Waiting};
use crate::domain::Severity;
use crate::locale::messages::{
    AndMoreWaits, EITHER, WaitsAnswer, WaitsAnswerOther, WaitsCheck, WaitsClosing, WaitsRecord, WaitsRepair,
    WaitsShare, WaitsSignature,
};

/// The most handles of what else waits that are named.
const HANDLES: usize = 8;

/// What waits, under a label, on at most `room` lines; `more` wait that are not listed.
pub(super) fn waits(page: &Page<'_, '_>, label: &str, waits: &[&Wait], room: usize, more: usize) {
    let (voice, language) = (page.voice, page.voice.language);
    let widest = waits.iter().map(|wait| wait.handle.len()).max().unwrap_or(0);
    let shown =
        if waits.len() > room || more > 0 { room.saturating_sub(1).min(waits.len()) } else { waits.len() };
    for (number, wait) in waits.iter().take(shown).enumerate() {
        let label = if number == 0 { label } else { "" };
        let is_alarm = wait.severity == Some(Severity::Serious);
        let style = if is_alarm { Style::Alarm } else { Style::Waiting };
        page.led(label, style, &padded(&wait.handle, widest), &reason(voice, wait));
    }
    let rest: Vec<&str> = waits[shown..].iter().map(|wait| wait.handle.as_str()).collect();
    let number = rest.len() + more;
    if number > 0 {
        let mut handles = rest.iter().take(HANDLES).copied().collect::<Vec<_>>().join(" ");
        if number > HANDLES {
            handles = format!("{handles} {}", voice.ui.more());
        }
        page.line("", &AndMoreWaits { number: &number, handles: &handles.trim() }.text(language));
    }
}

/// What waits, with its handle.
pub(super) fn first(voice: &Voice<'_>, wait: &Wait) -> String {
    format!("{} {}", wait.handle, reason(voice, wait))
}

fn reason(voice: &Voice<'_>, wait: &Wait) -> String {
    let language = voice.language;
    let who = wait.on.as_deref().map_or_else(|| EITHER.text(language).to_owned(), |key| voice.name(key));
    let (day, distance) = (voice.day(wait.since), voice.distance(wait.since));
    match wait.what {
        Waiting::Share => WaitsShare { day: &day }.text(language),
        Waiting::Repair => {
            let step = wait.step.map(|step| voice.word(step)).unwrap_or_default();
            let severity = voice.severity(wait.severity);
            WaitsRepair { severity: &severity, step: &step, who: &who, day: &day }.text(language)
        }
        Waiting::Closing => WaitsClosing { who: &who, day: &day }.text(language),
        Waiting::Check => WaitsCheck { day: &day, distance: &distance }.text(language),
        Waiting::Record => WaitsRecord { day: &day }.text(language),
        Waiting::Signature => WaitsSignature { name: &who }.text(language),
        Waiting::Answer => {
            let on = wait.on.as_deref().and_then(|key| voice.member(key));
            let author =
                on.map(|member| super::ui::clean(voice.names.short(member.other()))).unwrap_or_default();
            if on == voice.me {
                WaitsAnswer { name: &author }.text(language)
            } else {
                WaitsAnswerOther { name: &author, who: &who }.text(language)
            }
        }
    }
}
