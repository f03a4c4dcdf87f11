//! What the two have noticed: two voices on one grid, theme by theme.

use super::desk::{Desk, parted};
use super::notes::writing;
use crate::domain::{Tone, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::brief::{Brief, FEW};
use crate::handout::content::{Noticed, Observed};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::{Flows, Row};
use crate::handout::sheet::{self, MM, Style};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, Label, PaperAnswersThen, PaperWrites};
use crate::locale::{dates, terms};

/// The space for mark and code before the text of an observation.
const HANGING: f32 = 11.0 * MM;
/// So many of one voice in a theme are set large.
const LARGE: usize = 3;
/// Lines to write on, for a voice.
const LINES: u8 = 4;

/// What the two had noticed; nothing, if nothing was shared.
pub(super) fn noticed(desk: &mut Desk<'_>, themes: &[Noticed]) {
    let shared: Vec<&Noticed> =
        themes.iter().filter(|theme| theme.voices.iter().any(|voice| !voice.is_empty())).collect();
    if shared.is_empty() {
        return;
    }
    let names = desk.head.people.each_ref().map(|person| person.short.clone());
    section(
        desk,
        messages::PAPER_NOTICED,
        &names,
        &shared,
        &Manner { tiers: false, writes: Writes::Nowhere },
    );
}

/// What the two have noticed, with room to write where nothing is written.
pub(super) fn voices(desk: &mut Desk<'_>, document: &Brief) {
    let language = desk.language();
    let names = desk.head.people.each_ref().map(|person| PaperWrites { name: &person.short }.text(language));
    let shown: Vec<&Noticed> = document.noticed.iter().collect();
    let writes = if document.observations() <= FEW { Writes::Everywhere } else { Writes::WhereSilent };
    section(desk, messages::PAPER_NOTICE, &names, &shown, &Manner { tiers: true, writes });
}

/// Where there are lines to write on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writes {
    Nowhere,
    /// Under a theme about which neither has written anything.
    WhereSilent,
    Everywhere,
}

/// How the voices are set.
struct Manner {
    /// Whether what is not asked about stands smaller where there is much.
    tiers: bool,
    writes: Writes,
}

fn section(desk: &mut Desk<'_>, title: Label, names: &[String; 2], themes: &[&Noticed], manner: &Manner) {
    let title = desk.title(title, None);
    let sheet = desk.sheet;
    let mut heads = Vec::new();
    for (name, x) in names.iter().zip(sheet.voices) {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let mut head = desk.cell(name, sheet::HEAD, Slot::new(node, x, sheet.voice));
        head.below(0.0, Cell::of(1.5 * MM, 0.0, Vec::new()));
        heads.push(head);
    }
    let rows = themes.iter().map(|theme| row(desk, theme, manner)).collect();
    desk.rows(title, Some(Row::level(heads)), rows, Lead::Hair(2.6 * MM));
}

fn row(desk: &mut Desk<'_>, theme: &Noticed, manner: &Manner) -> Row {
    let sheet = desk.sheet;
    let heading = desk.tags.add(Tags::ROOT, Tag::H3);
    let slot = Slot::new(heading, sheet.left, sheet.margin);
    let mut name = desk.cell(&theme.theme, sheet::THEME, slot);
    if let Some(when) = &theme.when {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        name.below(0.5 * MM, desk.cell(when, sheet::NOTE, Slot::new(node, sheet.left, sheet.margin)));
    }
    let is_silent = theme.voices.iter().all(Vec::is_empty);
    let writes = match manner.writes {
        Writes::Nowhere => false,
        Writes::WhereSilent => is_silent,
        Writes::Everywhere => true,
    } && theme.question.is_some();
    let question = theme.question.as_ref().filter(|_| writes).map(|question| {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, sheet.wide(), sheet.right - sheet.wide());
        desk.written(question, sheet::QUESTION, slot)
    });
    let asked = question.as_ref().map_or(0.0, Cell::height);
    let baseline = question.as_ref().map(Cell::baseline);
    let mut cells = vec![name];
    for (index, voice) in theme.voices.iter().enumerate() {
        let mut column = Cell::default();
        if let Some(baseline) = baseline {
            // The question stands over both voices, in a cell of its own.
            column = Cell::of(asked, baseline, Vec::new());
        }
        if !voice.is_empty() {
            let list = desk.tags.add(Tags::ROOT, Tag::L);
            let gap = if baseline.is_some() { 2.0 * MM } else { 0.0 };
            let said = said(desk, voice, list, index, manner.tiers);
            column.below(gap, said);
        }
        if writes {
            let lines = if voice.is_empty() { LINES } else { LINES - 1 };
            column.below(0.0, writing(sheet.voices[index], sheet.voice, lines));
        }
        cells.push(column);
    }
    cells.extend(question);
    let again = desk.again(&theme.theme, sheet::THEME);
    // A third of an empty page is worse than a theme that goes on to the next.
    let third = sheet.text_height() / 3.0;
    Row::level(cells).labelled(again).flowing(Flows { room: third, height: third })
}

/// One voice: what is to be talked about large, in the order of its dates, and the rest smaller, below.
fn said(desk: &mut Desk<'_>, voice: &[Observed], list: NodeId, index: usize, tiers: bool) -> Cell {
    let mut column = Cell::default();
    let large = if tiers { large(voice) } else { vec![true; voice.len()] };
    for (observed, _) in voice.iter().zip(&large).filter(|(_, large)| **large) {
        column.below(3.0 * MM, observation(desk, observed, list, index, Tier::LARGE));
    }
    if large.contains(&false) {
        let x = desk.sheet.voices[index] + HANGING;
        let element = desk.tags.add(list, Tag::Li);
        let node = desk.tags.add(element, Tag::LBody);
        let label = desk.say(messages::PAPER_ALSO_WRITTEN);
        let slot = Slot::new(node, x, desk.sheet.voice - HANGING);
        let mut smaller = desk.cell(label, sheet::ASIDE, slot);
        let mut is_first = true;
        for (observed, _) in voice.iter().zip(&large).filter(|(_, large)| !**large) {
            let observation = observation(desk, observed, list, index, Tier::SMALL);
            if is_first {
                smaller.below_kept(0.3 * MM, observation);
            } else {
                smaller.below(1.6 * MM, observation);
            }
            is_first = false;
        }
        column.below(2.4 * MM, smaller);
    }
    column
}

/// Which of one voice are set large: all, if they are few; or else the latest praise, then what waits for a why, then
/// what has had one, the latest first. So praise is never what gets small.
fn large(voice: &[Observed]) -> Vec<bool> {
    if voice.len() <= LARGE {
        return vec![true; voice.len()];
    }
    let is_praise = |observed: &Observed| observed.tone == Some(Tone::Praise);
    let latest_praise = voice.iter().rposition(is_praise);
    let rank = |index: usize| {
        let observed = &voice[index];
        match () {
            () if Some(index) == latest_praise => 0,
            () if observed.waits => 1,
            () if !observed.replies.is_empty() => 2,
            () if !is_praise(observed) => 3,
            () => 4,
        }
    };
    let mut order: Vec<usize> = (0..voice.len()).collect();
    order.sort_by_key(|index| (rank(*index), std::cmp::Reverse(*index)));
    let mut large = vec![false; voice.len()];
    for index in order.into_iter().take(LARGE) {
        large[index] = true;
    }
    large
}

/// The styles of an observation.
#[derive(Clone, Copy)]
struct Tier {
    text: Style,
    answer: Style,
    code: Style,
    /// The space over an answer.
    gap: f32,
}

impl Tier {
    const LARGE: Self =
        Self { text: sheet::BODY, answer: sheet::ANSWER, code: sheet::HANGING, gap: 1.0 * MM };
    const SMALL: Self =
        Self { text: sheet::TIER, answer: sheet::TIER_ANSWER, code: sheet::TIER_CODE, gap: 0.6 * MM };
}

fn observation(desk: &mut Desk<'_>, observed: &Observed, list: NodeId, voice: usize, tier: Tier) -> Cell {
    let x = desk.sheet.voices[voice];
    let element = desk.tags.add(list, Tag::Li);
    let label = desk.tags.add(element, Tag::Lbl);
    let body = desk.tags.add(element, Tag::LBody);
    let code = desk.setter.line(&observed.handle, tier.code);
    let code_at = x + 3.2 * MM;
    let day = desk
        .setter
        .line(&parted(&format!(" {}", dates::day_short_month(desk.language(), observed.date))), sheet::DAY);
    let indent = HANGING.max(code_at - x + code.width + 1.5 * MM).max(day.width + 1.5 * MM);
    let measure = desk.sheet.voice - indent;
    let at = x + indent;
    let paragraph = |desk: &mut Desk<'_>| Slot::new(desk.tags.add(body, Tag::P), at, measure);

    let slot = paragraph(desk);
    let mut cell = desk.passage(&observed.text, tier.text, slot);
    let baseline = cell.baseline();
    let mut hanging = Vec::new();
    // Whose it is, the eye sees by the column; the ear must be told.
    let mut spoken = desk.head.people[voice].short.clone();
    if let Some(tone) = observed.tone {
        spoken = format!("{spoken}, {}", terms::label(desk.language(), Tone::VOCABULARY, tone.word()));
        // On the middle of the x-height.
        let mark = Item::figure(x + 1.25 * MM, baseline - 2.1, marks::tone(Some(tone)));
        hanging.push(mark.of(label).saying(&format!("{spoken}: ")));
    }
    hanging.push(Item::text(label, code_at, baseline, code));
    // The day stands under the code.
    hanging.push(Item::text(label, x, baseline + tier.text.leading - 0.8, day));
    cell.before(hanging);
    cell.reach(2.0 * tier.text.leading);
    if let Some(effect) = &observed.effect {
        let slot = paragraph(desk);
        let effect = desk.written(effect, sheet::TIER, slot);
        cell.below_kept(0.7 * MM, effect);
    }
    for reply in &observed.replies {
        let slot = paragraph(desk);
        let reply = desk.reply(reply, [tier.text, tier.answer], slot);
        cell.below_kept(tier.gap, reply);
    }
    if observed.waits {
        let slot = paragraph(desk);
        let other = desk.head.people[1 - voice].short.as_str();
        let words = PaperAnswersThen { name: &other }.text(desk.language());
        let inset = 2.6 * MM;
        let slot = Slot { x: at + inset, measure: measure - inset, ..slot };
        let mut waiting = desk.cell(&words, sheet::ASIDE, slot);
        waiting.along(|height| Item::figure(at + 0.35, 0.0, marks::answer_bar(height, false)));
        cell.below_kept(tier.gap, waiting);
    }
    cell
}
