//! How dates, clock times and distances in time are said and read.

mod read;

pub(crate) use read::leading::{LeadingError, leading};
pub(crate) use read::{DateError, Direction, Reader, Said};

use super::Language;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_DA: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

fn month0(date: NaiveDate) -> usize {
    date.month0() as usize
}

fn weekday0(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// `March`, `marts`.
pub(crate) fn month(language: Language, date: NaiveDate) -> &'static str {
    match language {
        Language::English => MONTHS_EN[month0(date)],
        Language::Danish => MONTHS_DA[month0(date)],
    }
}

/// `Thursday`, `torsdag`.
pub(crate) fn weekday(language: Language, date: NaiveDate) -> &'static str {
    match language {
        Language::English => WEEKDAYS_EN[weekday0(date)],
        Language::Danish => WEEKDAYS_DA[weekday0(date)],
    }
}

/// `Aug`, `aug.`; a month whose short form is the whole word has no full stop (`maj`).
fn short_month(language: Language, date: NaiveDate) -> String {
    let whole = month(language, date);
    match language {
        Language::English => whole[..3].to_owned(),
        Language::Danish if ["marts", "maj", "juni", "juli", "april"].contains(&whole) => whole.to_owned(),
        Language::Danish => format!("{}.", &whole[..3]),
    }
}

/// `20 May`, `20. maj`.
pub(crate) fn day_month(language: Language, date: NaiveDate) -> String {
    match language {
        Language::English => format!("{} {}", date.day(), month(language, date)),
        Language::Danish => format!("{}. {}", date.day(), month(language, date)),
    }
}

/// `20 May 2027`, `20. maj 2027`.
pub(crate) fn day_month_year(language: Language, date: NaiveDate) -> String {
    format!("{} {}", day_month(language, date), date.year())
}

/// `21 Aug`, `21. aug.`, for tables on paper.
pub(crate) fn day_short_month(language: Language, date: NaiveDate) -> String {
    match language {
        Language::English => format!("{} {}", date.day(), short_month(language, date)),
        Language::Danish => format!("{}. {}", date.day(), short_month(language, date)),
    }
}

/// `21 Aug`, with the year when it is not `today`'s.
pub(crate) fn day_short_near(language: Language, date: NaiveDate, today: NaiveDate) -> String {
    let day = day_short_month(language, date);
    if date.year() == today.year() { day } else { format!("{day} {}", date.year()) }
}

/// `20 May`, with the year when it is not `today`'s.
pub(crate) fn day_month_near(language: Language, date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { day_month(language, date) } else { day_month_year(language, date) }
}

/// `Thu 20 May`, `tor 20. maj`, for lists; with the year when it is not `today`'s.
pub(crate) fn listed(language: Language, date: NaiveDate, today: NaiveDate) -> String {
    let short: String = weekday(language, date).chars().take(3).collect();
    let stop = if language == Language::Danish { "." } else { "" };
    let month = match language {
        Language::English => short_month(language, date),
        Language::Danish => short_month(language, date).trim_end_matches('.').to_owned(),
    };
    let year = if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) };
    format!("{short} {}{stop} {month}{year}", date.day())
}

/// `Thursday 20 May`, `torsdag den 20. maj`, for sentences; with the year when it is not `today`'s.
pub(crate) fn sentence(language: Language, date: NaiveDate, today: NaiveDate) -> String {
    let day = day_month_near(language, date, today);
    match language {
        Language::English => format!("{} {day}", weekday(language, date)),
        Language::Danish => format!("{} den {day}", weekday(language, date)),
    }
}

/// `Thursday 20 May 2027`, `torsdag den 20. maj 2027`.
pub(crate) fn full(language: Language, date: NaiveDate) -> String {
    let day = day_month_year(language, date);
    match language {
        Language::English => format!("{} {day}", weekday(language, date)),
        Language::Danish => format!("{} den {day}", weekday(language, date)),
    }
}

/// `12:00`, `12.00`.
pub(crate) fn clock(language: Language, time: NaiveTime) -> String {
    match language {
        Language::English => format!("{:02}:{:02}", time.hour(), time.minute()),
        Language::Danish => format!("{:02}.{:02}", time.hour(), time.minute()),
    }
}

/// `12:00–19:00`, `kl. 12.00–19.00`.
pub(crate) fn span(language: Language, start: NaiveTime, end: NaiveTime) -> String {
    let (start, end) = (clock(language, start), clock(language, end));
    match language {
        Language::English => format!("{start}–{end}"),
        Language::Danish => format!("kl. {start}–{end}"),
    }
}

/// `today`, `tomorrow`, `in 11 weeks`, `2 days ago`: days up to 13, weeks up to 12, then months.
pub(crate) fn distance(language: Language, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let amount = days.unsigned_abs();
    let (count, unit) = match amount {
        0..=13 => (amount, 0),
        14..=90 => (amount / 7, 1),
        // A mean month of the Gregorian calendar: 146097 days in 4800 months.
        _ => ((amount * 4800 + 73048) / 146_097, 2),
    };
    let units = match language {
        Language::English => [["day", "days"], ["week", "weeks"], ["month", "months"]],
        Language::Danish => [["dag", "dage"], ["uge", "uger"], ["måned", "måneder"]],
    };
    let unit = units[unit][usize::from(count != 1)];
    match (language, days) {
        (Language::English, 0) => "today".to_owned(),
        (Language::English, 1) => "tomorrow".to_owned(),
        (Language::English, -1) => "yesterday".to_owned(),
        (Language::Danish, 0) => "i dag".to_owned(),
        (Language::Danish, 1) => "i morgen".to_owned(),
        (Language::Danish, -1) => "i går".to_owned(),
        (Language::English, 2..) => format!("in {count} {unit}"),
        (Language::English, _) => format!("{count} {unit} ago"),
        (Language::Danish, 2..) => format!("om {count} {unit}"),
        (Language::Danish, _) => format!("for {count} {unit} siden"),
    }
}

/// Reads a clock time: `12:00` or `12.00`, hours with one or two digits.
pub(crate) fn parse_clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// Reads a clock time as people say it: as [`parse_clock`], or a whole hour, with `kl.` before it or without.
pub(crate) fn said_clock(text: &str) -> Option<NaiveTime> {
    let lower = text.trim().to_lowercase();
    let said =
        ["klokken", "kl.", "kl"].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower).trim();
    let is_hour = (1..=2).contains(&said.len()) && said.bytes().all(|letter| letter.is_ascii_digit());
    if is_hour { parse_clock(&format!("{said}:00")) } else { parse_clock(said) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Danish, English};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_are_said_in_both_languages() {
        let (talk, today) = (date("2027-05-20"), date("2027-03-03"));
        assert_eq!(listed(English, talk, today), "Thu 20 May");
        assert_eq!(listed(Danish, talk, today), "tor 20. maj");
        assert_eq!(listed(Danish, date("2026-08-03"), today), "man 3. aug 2026");
        assert_eq!(sentence(English, talk, today), "Thursday 20 May");
        assert_eq!(sentence(Danish, talk, today), "torsdag den 20. maj");
        assert_eq!(full(Danish, talk), "torsdag den 20. maj 2027");
        assert_eq!(day_short_month(Danish, date("2026-08-21")), "21. aug.");
        assert_eq!(day_short_month(Danish, talk), "20. maj");
        assert_eq!(day_short_month(English, date("2026-09-21")), "21 Sep");
        let (noon, seven) = (NaiveTime::from_hms_opt(12, 0, 0), NaiveTime::from_hms_opt(19, 5, 0));
        let (noon, seven) = (noon.expect("noon"), seven.expect("seven"));
        assert_eq!(span(Danish, noon, seven), "kl. 12.00–19.05");
        assert_eq!(span(English, noon, seven), "12:00–19:05");
    }

    #[test]
    fn distances_go_from_days_to_weeks_to_months() {
        let today = date("2027-03-03");
        let said = |days: i64, language| distance(language, today + chrono::Duration::days(days), today);
        assert_eq!(said(0, English), "today");
        assert_eq!(said(-1, Danish), "i går");
        assert_eq!(said(-2, English), "2 days ago");
        assert_eq!(said(13, English), "in 13 days");
        assert_eq!(said(14, English), "in 2 weeks");
        assert_eq!(said(78, English), "in 11 weeks");
        assert_eq!(said(90, Danish), "om 12 uger");
        assert_eq!(said(91, English), "in 3 months");
        assert_eq!(said(-365, Danish), "for 12 måneder siden");
    }

    #[test]
    fn clock_times_have_a_colon_or_a_full_stop() {
        assert_eq!(parse_clock("12:00"), NaiveTime::from_hms_opt(12, 0, 0));
        for nine in ["9", "09", "kl. 9", "Kl 9", "klokken 9", "kl. 9.00"] {
            assert_eq!(said_clock(nine), NaiveTime::from_hms_opt(9, 0, 0), "{nine}");
        }
        for wrong in ["", "kl.", "25", "-9", "999", "9 o"] {
            assert_eq!(said_clock(wrong), None, "{wrong}");
        }
        assert_eq!(parse_clock("9.30"), NaiveTime::from_hms_opt(9, 30, 0));
        for wrong in ["12", "24:00", "12:60", "1:2", "12:000", "+1:00", "", "noon"] {
            assert_eq!(parse_clock(wrong), None, "{wrong}");
        }
    }
}
