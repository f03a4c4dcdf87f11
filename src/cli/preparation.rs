//! What one of the two looks at before the talk, on the screen.

use super::ui::{Style, clean, hanging, padded};
use super::voice::Voice;
use crate::app::entry::{Detail, Entry};
use crate::app::prepare::{Balance, Preparation, Remark};
use crate::locale::dates;
use crate::locale::messages::{
    ACCOUNT_WAITS_FOR_YOU, BALANCE_HEAD, BalanceAbout, BalanceFrictions, BalanceHeadSince, BalanceShared,
    BalanceSharedBoth, BalanceTones, Incidents, LABEL_DIRECTIONS, LABEL_MONTHS, LABEL_SHARED_HEAD,
    LABEL_TONES, NO_THEME, NotReadyYet, Observations, PartnerIsReady, PartnerNotReady, REMARK_EMPTY,
    REMARK_LATE, REMARK_NO_PRAISE, REMARK_ONLY_PRAISE, ReadySince, RemarkNothingShared, RemarkOnlyPartner,
    WAITS_FOR_YOU,
};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr as _;

/// What stands before the text of an entry: handle, mark, whether both can read it.
pub(super) fn lead(voice: &Voice<'_>, entry: &Entry) -> String {
    let (_, mark) = voice.mark(entry);
    let shared = if entry.shared { "=" } else { " " };
    format!("  {} {mark} {shared} ", padded(&entry.handle, 4))
}

/// The balance of the own record: what stands before a line, and the line.
pub(super) fn balance(voice: &Voice<'_>, it: &Balance) -> Vec<(String, String)> {
    let language = voice.language;
    let partner = voice.me.map(|me| clean(voice.names.short(me.other()))).unwrap_or_default();
    let head = match it.since {
        Some(since) => BalanceHeadSince { day: &voice.day(since) }.text(language),
        None => BALANCE_HEAD.text(language).to_owned(),
    };
    let mut lines = vec![(String::new(), head)];
    let all = it.observations + it.incidents;
    if all > 0 {
        let friction = BalanceFrictions { count: it.friction }.text(language);
        let tones =
            BalanceTones { praise: &it.praise, puzzle: &it.puzzle, friction: &friction, plain: &it.plain };
        let about = BalanceAbout {
            partner: &it.about_partner,
            name: &partner,
            us: &it.about_us,
            own: &it.about_self,
        };
        let months: Vec<String> = it
            .months
            .iter()
            .map(|(month, count)| {
                let first = format!("{month}-01").parse::<NaiveDate>().unwrap_or(voice.today);
                format!("{} {count}", dates::month(language, first))
            })
            .collect();
        // Tones and directions are those of observations; months and what is shared count incidents, too.
        let shared = if it.incidents == 0 {
            BalanceShared { shared: &it.shared, total: &all }.text(language)
        } else {
            let observations = Observations { count: it.observations }.text(language);
            let incidents = Incidents { count: it.incidents }.text(language);
            let [observations, incidents] = [&observations, &incidents];
            BalanceSharedBoth { shared: &it.shared, total: &all, observations, incidents }.text(language)
        };
        let rows = [
            (LABEL_TONES, tones.text(language)),
            (LABEL_DIRECTIONS, about.text(language)),
            (LABEL_MONTHS, months.join(", ")),
            (LABEL_SHARED_HEAD, shared),
        ];
        let widest = rows.iter().map(|(label, _)| label.text(language).width()).max().unwrap_or(0);
        for (label, text) in rows {
            lines.push((format!("  {}  ", padded(label.text(language), widest)), text));
        }
    }
    for remark in &it.remarks {
        let remark = match remark {
            Remark::Empty => REMARK_EMPTY.text(language).to_owned(),
            Remark::Late => REMARK_LATE.text(language).to_owned(),
            Remark::OnlyPraise => REMARK_ONLY_PRAISE.text(language).to_owned(),
            Remark::NoPraise => REMARK_NO_PRAISE.text(language).to_owned(),
            Remark::OnlyPartner => RemarkOnlyPartner { name: &partner }.text(language),
            Remark::NothingShared => RemarkNothingShared { name: &partner }.text(language),
        };
        lines.push(("  ".to_owned(), remark));
    }
    lines
}

impl Voice<'_> {
    /// The own record before the talk.
    pub(super) fn says_preparation(&self, it: &Preparation) {
        let (ui, language) = (self.ui, self.language);
        for theme in &it.themes {
            let label = match &theme.theme {
                Some(key) => crate::app::themes::long(self.pair, language, key),
                None => NO_THEME.text(language),
            };
            ui.say(&ui.paint(Style::Heading, &clean(label)));
            for entry in &theme.entries {
                self.says_led(&lead(self, entry), &self.text(entry));
            }
            for entry in &theme.waiting {
                let is_incident = matches!(entry.detail, Detail::Incident { .. });
                let waits = if is_incident { ACCOUNT_WAITS_FOR_YOU } else { WAITS_FOR_YOU };
                let text = format!("{} ({})", self.text(entry), waits.text(language));
                self.says_led(&lead(self, entry), &text);
            }
            for question in &theme.questions {
                self.says_led("  ", question);
            }
        }
        for (lead, text) in balance(self, &it.balance) {
            self.says_led(&lead, &text);
        }
    }

    fn says_led(&self, lead: &str, text: &str) {
        for line in hanging(lead, text, self.ui.prose()) {
            self.ui.say(&line);
        }
    }

    /// Whether each is ready.
    pub(super) fn says_ready(&self, it: &Preparation) {
        let language = self.language;
        let partner = self.me.map(|me| clean(self.names.short(me.other()))).unwrap_or_default();
        let mine = match it.ready {
            Some(day) => ReadySince { day: &self.day_or_today(day) }.text(language),
            None => NotReadyYet { review: &it.review }.text(language),
        };
        let theirs = match it.partner_ready {
            Some(day) => PartnerIsReady { name: &partner, day: &self.day_or_today(day) }.text(language),
            None => PartnerNotReady { name: &partner }.text(language),
        };
        self.echo(&it.review, &format!("{mine}{}{theirs}", self.ui.dot()));
    }
}

impl Voice<'_> {
    /// What an echo says of an entry that was noted.
    pub(super) fn noted_line(&self, entry: &Entry) -> String {
        format!("{}  {}", entry.handle, self.noted_parts(entry))
    }

    /// What an echo says of an entry that was shared.
    pub(super) fn shared_line(&self, entry: &Entry) -> String {
        let done = crate::locale::messages::SHARED_SAID.text(self.language);
        format!("{}  {done}{}{}", entry.handle, self.ui.dot(), self.readers(entry))
    }

    /// What an echo says of an entry that was answered.
    pub(super) fn answered_line(&self, entry: &Entry) -> String {
        let done = match entry.detail {
            Detail::Incident { .. } => crate::locale::messages::REPLIED_SAID,
            _ => crate::locale::messages::ANSWERED_SAID,
        };
        format!("{}  {}", entry.handle, done.text(self.language))
    }
}
