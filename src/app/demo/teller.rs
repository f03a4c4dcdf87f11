//! Tells the story of the demo into a record, deed by deed, each on its day.

use super::story::{Deed, Step};
use crate::app::error::AppError;
use crate::app::observe::Noticed;
use crate::app::schedule::{self, Wish};
use crate::app::session::Session;
use crate::app::{adjust, answer, incident, observe, pairs, repair, review, share, sign};
use crate::domain::{Handle, Member, Nature, Severity, on_clock};
use crate::locale::dates;
use crate::schedule::Rule;
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// The Thursday nearest to a day.
fn thursday(near: NaiveDate) -> NaiveDate {
    let from_thursday = i64::from(near.weekday().num_days_from_monday()) - 3;
    let forward = if from_thursday > 3 { 7 } else { 0 };
    near - Duration::days(from_thursday) + Duration::days(forward)
}

/// Noon of a day, and `after` seconds.
pub(super) fn noon(zone: Tz, day: NaiveDate, after: i64) -> DateTime<Utc> {
    let noon = day.and_time(NaiveTime::MIN) + Duration::hours(12) + Duration::seconds(after);
    on_clock(zone, noon).to_utc()
}

fn handle(name: &str) -> Handle {
    name.parse().expect("a test reads both embedded stories")
}

/// A talk that has been set.
#[derive(Clone, Copy)]
pub(super) struct Talk {
    pub(super) on: NaiveDate,
    pub(super) handle: Handle,
    /// Whether it is a game, as the story would have it, and not what takes its place in winter.
    pub(super) is_game: bool,
}

/// The days around one, the nearest first, of which the first is taken on which people work.
const NEAR: [i64; 7] = [0, -1, 1, -2, 2, -3, 3];

/// Tells a story into a record.
pub(super) struct Teller {
    pub(super) session: Session,
    pub(super) zone: Tz,
    pub(super) today: NaiveDate,
    pub(super) now: DateTime<Utc>,
    /// The talks that have been set.
    pub(super) talks: Vec<Talk>,
}

impl Teller {
    /// Lets one step happen; `index` parts the instants of those that fall on one day.
    pub(super) fn tell(&mut self, index: usize, step: &Step) -> Result<(), AppError> {
        let talk = step.talk.and_then(|number| self.talks.get(number.checked_sub(1)?)).copied();
        if step.game.is_some_and(|game| talk.is_some_and(|talk| talk.is_game != game)) {
            return Ok(());
        }
        let day = talk.map_or(self.today, |talk| talk.on) + Duration::days(step.day);
        // The day itself may not have come to noon yet.
        let at = noon(self.zone, day, i64::try_from(index).unwrap_or_default()).min(self.now);
        self.session.turn(step.by, at);
        let is_game = talk.is_some_and(|talk| talk.is_game);
        let talk = talk.map(|talk| talk.handle);
        let (today, session) = (self.today, &mut self.session);
        match &step.deed {
            Deed::Schedule { date, at, format, r#where, instead } => {
                let near = thursday(today + Duration::days(*date));
                let wish = |on: NaiveDate, at: &str, format: &str, place: &str| Wish {
                    at: dates::parse_clock(at),
                    format: Some(format.to_owned()),
                    place: Some(place.to_owned()),
                    force: on <= today,
                    ..Wish::on(on)
                };
                let mut on = near;
                for days in NEAR {
                    let other = near + Duration::days(days);
                    let wish = wish(other, &instead.at, &instead.format, &instead.r#where);
                    if !schedule::broken(session, &wish)?.contains(&Rule::WorkingDay) {
                        on = other;
                        break;
                    }
                }
                let game = wish(on, at, format, r#where);
                let broken = schedule::broken(session, &game)?;
                let is_game = !broken.iter().any(|rule| matches!(rule, Rule::Season | Rule::Daylight));
                let wish =
                    if is_game { game } else { wish(on, &instead.at, &instead.format, &instead.r#where) };
                let scheduled = schedule::schedule(session, &wish)?;
                self.talks.push(Talk { on, handle: handle(&scheduled.entry.handle), is_game });
            }
            Deed::Observe { text, theme, tone, about, effect, setting, channel, tags, share } => {
                let noticed = Noticed {
                    text: text.clone(),
                    theme: theme.clone(),
                    on: Some(day),
                    effect: effect.clone(),
                    setting: setting.clone(),
                    channel: *channel,
                    tags: tags.clone(),
                    share: *share,
                };
                observe::observe(session, &noticed, *tone, *about)?;
            }
            Deed::Answer { on, text } => _ = answer::answer(session, handle(on), text)?,
            Deed::Share { what } => {
                let handles: Vec<Handle> = what.iter().map(|name| handle(name)).collect();
                share::share(session, &handles)?;
            }
            Deed::Incident { text, actor, positive, severity, class, public, theme, tags, share } => {
                let noticed = Noticed {
                    text: text.clone(),
                    theme: theme.clone(),
                    on: Some(day),
                    tags: tags.clone(),
                    share: *share,
                    ..Noticed::default()
                };
                let nature = if *positive {
                    Nature::Positive
                } else {
                    Nature::Negative { severity: severity.unwrap_or(Severity::Scratch), class: *class }
                };
                incident::add(session, &noticed, *actor, nature, *public)?;
            }
            Deed::Reply { on, text } => _ = repair::reply(session, handle(on), text)?,
            Deed::Step { on, step, text } => _ = repair::step(session, handle(on), *step, text, None)?,
            Deed::Close { on, reason } => _ = repair::close(session, handle(on), reason.as_deref(), None)?,
            Deed::Adjust { text, owner, rule, theme, until, question, from } => {
                let agreed = adjust::Agreed {
                    text: text.clone(),
                    owner: *owner,
                    theme: theme.clone(),
                    rule: *rule,
                    until: until.map(|days| day + Duration::days(days)),
                    checks: Vec::new(),
                    from: from.iter().map(|name| handle(name)).collect(),
                    tags: Vec::new(),
                    question: question.clone(),
                };
                adjust::add(session, &agreed)?;
            }
            Deed::Check { on, outcome, text } => {
                adjust::check(session, handle(on), *outcome, text.as_deref(), None)?;
            }
            Deed::Lapse { on, reason } => _ = adjust::lapse(session, handle(on), reason.as_deref(), None)?,
            Deed::Note { text, theme } => {
                review::note(session, talk.ok_or(AppError::NoTalk)?, text, theme.as_deref())?;
            }
            Deed::Record { scores, won } => {
                let scores = Member::BOTH.map(|member| scores.get(&member).copied().filter(|_| is_game));
                let won = won.filter(|_| is_game);
                let held = review::Held { scores, won, ..review::Held::default() };
                review::record(session, talk.ok_or(AppError::NoTalk)?, &held)?;
            }
            Deed::Consent => {
                pairs::agree_to_trust_on_paper(session, true)?;
            }
            Deed::Sign => _ = sign::sign(session, talk.ok_or(AppError::NoTalk)?)?,
            Deed::Amend { text } => _ = review::amend(session, talk.ok_or(AppError::NoTalk)?, text)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_thursday_is_at_most_three_days_away() {
        for offset in 0..14 {
            let day = NaiveDate::from_ymd_opt(2027, 5, 17).expect("a date") + Duration::days(offset);
            let found = thursday(day);
            assert_eq!(found.weekday(), chrono::Weekday::Thu);
            assert!((found - day).num_days().abs() <= 3, "{day}");
        }
    }
}
