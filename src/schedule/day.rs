//! What speaks against a day, and what it costs.

use super::daylight::Light;
use super::diary::{Diary, Stretch};
use super::rules::{DayKind, RuleBook, SpecialDay};
use crate::domain::{Block, Member, PairKind, Place, on_clock};
use crate::locale::Wording;
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

/// What a talk takes, from its format.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// The whole of it, in minutes.
    pub(crate) minutes: u32,
    /// There, and back again, in minutes each.
    pub(crate) travel: u32,
    /// From when to when it is out of doors and needs light, in minutes after its start.
    pub(crate) outdoors: Option<(u32, u32)>,
    /// Whether it takes the golf season.
    pub(crate) season: bool,
    /// How many days before it is booked.
    pub(crate) booking_days: u32,
}

/// What a day is looked at with: the rules, the place, and what the two have in their calendars.
pub(crate) struct Circumstances<'c> {
    /// The rules.
    pub(crate) book: &'c RuleBook,
    pub(crate) kind: PairKind,
    /// The zone on whose clock the pair lives.
    pub(crate) zone: Tz,
    /// Where the talk is.
    pub(crate) place: Place,
    /// The instant from which notice is counted.
    pub(crate) now: DateTime<Utc>,
    /// What the format asks of a day.
    pub(crate) shape: Shape,
    /// Of members a and b.
    pub(crate) diaries: [Diary; 2],
    /// The pair's own blocked periods.
    pub(crate) blocks: Vec<Block>,
    /// The day that the talk aims at; `None` if any will do.
    pub(crate) aim: Option<NaiveDate>,
    /// The special days of every year that is looked at.
    days: Vec<SpecialDay<'c>>,
}

/// A hard rule that a day would break.
#[derive(Clone, Debug)]
pub(crate) enum Objection {
    /// It is past.
    Past,
    /// A weekend, or a day off with its name.
    DayOff(Option<Wording>),
    /// Too few days' notice.
    Notice { days: i64, needed: u32 },
    /// In a period that the pair has blocked.
    Blocked { name: String },
    /// Outside the golf season.
    OffSeason { from: NaiveDate, until: NaiveDate },
    /// Before sunrise.
    BeforeSunrise { begins: NaiveTime, sunrise: NaiveTime },
    /// It ends in the dark.
    Dark(Dusk),
    /// One of the two is busy, on their clock.
    Busy { member: Member, start: NaiveDateTime, end: NaiveDateTime },
}

/// How the light of a day runs out, on the pair's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dusk {
    /// When the part out of doors begins: the tee-off.
    pub(crate) begins: NaiveTime,
    /// When it is over.
    pub(crate) over: NaiveTime,
    /// Minutes of light that there must be then.
    pub(crate) margin: u32,
    /// `None` where the sun does not rise.
    pub(crate) sunset: Option<NaiveTime>,
}

/// The hard rules, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    Past,
    WorkingDay,
    Notice,
    Blocked,
    Season,
    Daylight,
    Busy,
}

impl Rule {
    /// As JSON names it; who is busy is told beside it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::WorkingDay => "working-day",
            Self::Notice => "notice",
            Self::Blocked => "blocked",
            Self::Season => "season",
            Self::Daylight => "daylight",
            Self::Busy => "busy",
        }
    }
}

impl Objection {
    /// The rule that speaks.
    pub(crate) fn rule(&self) -> Rule {
        match self {
            Self::Past => Rule::Past,
            Self::DayOff(_) => Rule::WorkingDay,
            Self::Notice { .. } => Rule::Notice,
            Self::Blocked { .. } => Rule::Blocked,
            Self::OffSeason { .. } => Rule::Season,
            Self::BeforeSunrise { .. } | Self::Dark(_) => Rule::Daylight,
            Self::Busy { .. } => Rule::Busy,
        }
    }
}

/// A soft rule with what it costs, in days.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    /// In days.
    pub(crate) cost: u32,
    /// Which rule, and what it says.
    pub(crate) what: Why,
}

/// What a soft rule says about a day.
#[derive(Clone, Debug)]
pub(crate) enum Why {
    /// So many days after the aim, or before it if negative.
    Distance { days: i64 },
    /// The day of the week.
    Weekday,
    /// A holiday or an event in the same week, which begins on a date.
    SameWeek { name: Wording, kind: DayKind, on: NaiveDate },
    /// The day itself lies in one: school holidays, the budget, half a day off, a bridge.
    Within { name: Wording, kind: DayKind },
    /// A single day of work between days off.
    Bridge,
    /// In the weeks before an election.
    BeforeElection { name: Wording, on: NaiveDate },
    /// Minutes of light beyond the margin; `None` where the sun does not set.
    Light { spare: Option<i64>, dusk: Dusk },
    /// A calendar that does not tell about this day: not read at all, or read up to a date.
    Unknown { member: Member, until: Option<NaiveDate> },
}

impl Why {
    /// The rule, as JSON names it.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::Distance { .. } => "distance",
            Self::Weekday => "weekday",
            Self::SameWeek { kind: DayKind::Event, .. } => "event",
            Self::SameWeek { .. } => "holiday",
            Self::Within { kind, .. } => match kind {
                DayKind::School => "school",
                DayKind::Budget => "budget",
                DayKind::Bridge => "bridge",
                DayKind::Event => "event",
                DayKind::Election => "election",
                DayKind::Partial | DayKind::Holiday | DayKind::Closed => "partial",
            },
            Self::Bridge => "bridge",
            Self::BeforeElection { .. } => "election",
            Self::Light { .. } => "daylight",
            Self::Unknown { .. } => "calendar",
        }
    }
}

impl<'c> Circumstances<'c> {
    /// Circumstances for looking at the days from one date to another.
    pub(crate) fn new(
        book: &'c RuleBook,
        kind: PairKind,
        zone: Tz,
        place: Place,
        now: DateTime<Utc>,
        shape: Shape,
        aim: Option<NaiveDate>,
    ) -> Self {
        Self {
            book,
            kind,
            zone,
            place,
            now,
            shape,
            diaries: [Diary::default(), Diary::default()],
            blocks: Vec::new(),
            aim,
            days: Vec::new(),
        }
    }

    /// Takes up the special days of the years from one date to another.
    pub(crate) fn look_at(&mut self, from: NaiveDate, until: NaiveDate) {
        self.days = self.book.days_between(from, until, Some(self.kind));
    }

    /// The day it is for the pair.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// Whether people work on a date.
    pub(crate) fn works(&self, date: NaiveDate) -> bool {
        super::rules::is_working_day(self.book, &self.days, date)
    }

    fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        on_clock(self.zone, local).to_utc()
    }

    fn minutes(count: u32) -> Duration {
        Duration::minutes(i64::from(count))
    }

    /// The time that a talk takes of both, with the way there and back.
    fn taken(&self, date: NaiveDate, start: NaiveTime) -> Stretch {
        Stretch::with_travel(self.instant(date.and_time(start)), self.shape.minutes, self.shape.travel)
    }

    /// Every hard rule that a talk on this day at this time would break, in the order of the rules.
    pub(crate) fn objections(&self, date: NaiveDate, start: NaiveTime) -> Vec<Objection> {
        let mut found = Vec::new();
        let days = (date - self.today()).num_days();
        if days < 0 {
            found.push(Objection::Past);
        }
        if !self.works(date) {
            let off = self.days.iter().find(|day| day.closed && day.includes(date));
            found.push(Objection::DayOff(off.map(|day| day.name.clone())));
        }
        let needed = self.book.notice(self.shape.booking_days);
        if days >= 0 && days < i64::from(needed) {
            found.push(Objection::Notice { days, needed });
        }
        if let Some(block) = self.blocks.iter().find(|block| block.period.includes(date)) {
            found.push(Objection::Blocked { name: block.name.clone() });
        }
        if self.shape.season
            && !self.book.in_season(date, self.place)
            && let Some((from, until)) = self.book.season(date.year(), self.place)
        {
            found.push(Objection::OffSeason { from, until });
        }
        found.extend(self.darkness(date, start));
        let taken = self.taken(date, start);
        for member in Member::BOTH {
            if let Some(clash) = self.diaries[member.index()].clash(taken.start, taken.end) {
                let local = |at: DateTime<Utc>| at.with_timezone(&self.zone).naive_local();
                found.push(Objection::Busy { member, start: local(clash.start), end: local(clash.end) });
            }
        }
        found
    }

    /// How the light runs out, if any of the talk needs it: minutes to spare beyond the margin, `None` without end.
    fn light(&self, date: NaiveDate, start: NaiveTime) -> Option<(Option<i64>, Dusk, Light)> {
        let (from, to) = self.shape.outdoors?;
        let begin = self.instant(date.and_time(start));
        let (begins, over) = (begin + Self::minutes(from), begin + Self::minutes(to));
        let light = Light::of(self.place, self.zone, date);
        let clock = |at: DateTime<Utc>| at.with_timezone(&self.zone).time();
        let margin = self.book.daylight.margin;
        let sunset = light.sunset();
        let dusk = Dusk { begins: clock(begins), over: clock(over), margin, sunset: sunset.map(clock) };
        let spare = match light {
            Light::Between(_, set) => Some((set - over - Self::minutes(margin)).num_seconds().div_euclid(60)),
            Light::AllDay => None,
            Light::None => Some(i64::MIN),
        };
        Some((spare, dusk, light))
    }

    fn darkness(&self, date: NaiveDate, start: NaiveTime) -> Option<Objection> {
        let (spare, dusk, light) = self.light(date, start)?;
        if spare.is_some_and(|spare| spare < 0) {
            return Some(Objection::Dark(dusk));
        }
        match light {
            Light::Between(rise, _) => {
                let sunrise = rise.with_timezone(&self.zone);
                let begins = self.instant(date.and_time(start))
                    + Self::minutes(self.shape.outdoors.map_or(0, |(from, _)| from));
                (begins < rise)
                    .then_some(Objection::BeforeSunrise { begins: dusk.begins, sunrise: sunrise.time() })
            }
            Light::AllDay | Light::None => None,
        }
    }

    /// What a talk on this day at this time costs, rule by rule.
    pub(crate) fn reasons(&self, date: NaiveDate, start: NaiveTime) -> Vec<Reason> {
        let costs = &self.book.cost;
        let mut reasons = Vec::new();
        if let Some(aim) = self.aim {
            let days = (date - aim).num_days();
            let cost = u32::try_from(days.abs()).unwrap_or(u32::MAX);
            reasons.push(Reason { cost, what: Why::Distance { days } });
        }
        reasons.push(Reason { cost: costs.weekday(date.weekday()), what: Why::Weekday });
        reasons.extend(self.same_week(date));
        reasons.extend(self.within(date));
        if self.is_single(date)
            && !self.days.iter().any(|day| day.kind == DayKind::Bridge && day.includes(date))
        {
            reasons.push(Reason { cost: costs.bridge, what: Why::Bridge });
        }
        let weeks = Duration::weeks(i64::from(costs.election_weeks));
        let coming = self.days.iter().filter(|day| day.kind == DayKind::Election);
        for day in coming.filter(|day| date <= day.from && day.from - date <= weeks) {
            let what = Why::BeforeElection { name: day.name.clone(), on: day.from };
            reasons.push(Reason { cost: costs.election, what });
        }
        if let Some((spare, dusk, _)) = self.light(date, start) {
            let ample = i64::from(self.book.daylight.ample);
            let missing = spare.map_or(0, |spare| ample.saturating_sub(spare).clamp(0, ample));
            // Rounded up, so that light which is not ample never costs nothing.
            let cost = if missing == 0 { 0 } else { (i64::from(costs.dusk) * missing + ample - 1) / ample };
            let cost = u32::try_from(cost).unwrap_or(u32::MAX);
            reasons.push(Reason { cost, what: Why::Light { spare, dusk } });
        }
        let end = self.taken(date, start).end;
        for member in Member::BOTH {
            let diary = &self.diaries[member.index()];
            if !diary.reaches(end) {
                let until = diary.until.map(|until| until.with_timezone(&self.zone).date_naive());
                reasons.push(Reason { cost: 0, what: Why::Unknown { member, until } });
            }
        }
        reasons
    }

    /// The first holiday and the first event of the same week, Monday to Sunday.
    fn same_week(&self, date: NaiveDate) -> Vec<Reason> {
        let week = date.week(chrono::Weekday::Mon);
        let in_week = |day: &&SpecialDay<'c>| day.from <= week.last_day() && day.to >= week.first_day();
        let first = |accept: &dyn Fn(&SpecialDay<'c>) -> bool| {
            self.days.iter().filter(in_week).find(|day| accept(day)).map(|day| (day.name, day.kind, day.from))
        };
        // A holiday on a weekend takes nobody away from work.
        let off = |day: &SpecialDay<'c>| day.closed && !self.book.weekend.contains(&day.from.weekday());
        let event = |day: &SpecialDay<'c>| day.kind == DayKind::Event;
        let cost = &self.book.cost;
        [(first(&off), cost.holiday), (first(&event), cost.event)]
            .into_iter()
            .filter_map(|(found, cost)| {
                let (name, kind, on) = found?;
                Some(Reason { cost, what: Why::SameWeek { name: name.clone(), kind, on } })
            })
            .collect()
    }

    /// What the day itself lies in.
    fn within(&self, date: NaiveDate) -> Vec<Reason> {
        let costs = &self.book.cost;
        let cost = |kind: DayKind| match kind {
            DayKind::School => Some(costs.school),
            DayKind::Budget => Some(costs.budget),
            DayKind::Bridge => Some(costs.bridge),
            DayKind::Partial => Some(costs.partial),
            DayKind::Holiday | DayKind::Closed | DayKind::Event | DayKind::Election => None,
        };
        self.days
            .iter()
            .filter(|day| !day.closed && day.includes(date))
            .filter_map(|day| {
                let what = Why::Within { name: day.name.clone(), kind: day.kind };
                Some(Reason { cost: cost(day.kind)?, what })
            })
            .collect()
    }

    /// Whether a working day stands alone between days off.
    fn is_single(&self, date: NaiveDate) -> bool {
        let beside = [date.pred_opt(), date.succ_opt()];
        self.works(date) && beside.into_iter().flatten().all(|date| !self.works(date))
    }
}
