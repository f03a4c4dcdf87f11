//! The summary of a talk: which records it holds, and the document that they make.
//!
//! There is one road: scope → records → document. A signed summary takes the records from the signatures, so
//! that it is rendered as it stood then; one that is not signed takes those that stand now.

use super::cycle::{Span, is_deed, up_to};
use super::error::AppError;
use super::names::Names;
use super::scribe::{Scribe, passage};
use super::session::Session;
use super::themes;
use crate::domain::{
    Adjustment, Entity, Form, Id, Incident, Member, Observation, OnRecord, Pair, Part, Person, Phase,
    Refusal, Review, Status,
};
use crate::handout::content::{Noticed, Observed, Passage};
use crate::handout::summary::{Amended, Change, GroundRule, Rematch, Summary, Talked};
use crate::locale::Language;
use crate::store::View;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// What is agreed within four weeks after the talk belongs to it.
const AFTERTHOUGHT: Days = Days::new(28);

/// The span of time that a talk looks back on and ahead to.
struct Cycle {
    span: Span,
    held: NaiveDate,
    /// The last day on which what is agreed still belongs to this talk.
    agreed_until: NaiveDate,
}

impl Cycle {
    fn of(review: &OnRecord<Review>, reviews: &[OnRecord<Review>]) -> Result<Self, Refusal> {
        let name = review.value.name;
        let held = match review.value.phase {
            Phase::Held { on, .. } => on,
            Phase::Scheduled => return Err(Refusal::NotHeld { review: name, on: review.value.date }),
            Phase::Cancelled => return Err(Refusal::Cancelled { review: name }),
        };
        let others = || reviews.iter().filter(|it| it.id != review.id).filter_map(|it| it.value.held());
        let next = others().filter(|day| *day > held).min();
        let agreed_until = (held + AFTERTHOUGHT).min(next.map_or(NaiveDate::MAX, |next| next - Days::new(1)));
        Ok(Self { span: Span::before(held, reviews), held, agreed_until })
    }

    fn holds_incident(&self, it: &OnRecord<Incident>) -> bool {
        let Some(share) = it.shared() else { return false };
        let open_before = || {
            let before = self.span.previous.unwrap_or(NaiveDate::MIN);
            it.value.severity().is_some() && up_to(it.clone(), before).is_open()
        };
        it.value.date <= self.held && (self.span.is_news(it.value.date, share.date) || open_before())
    }

    /// Whether an adjustment was agreed at this talk, or was still to be kept when it began.
    fn holds_adjustment(&self, it: &OnRecord<Adjustment>) -> bool {
        if it.value.date >= self.held {
            return it.value.date <= self.agreed_until;
        }
        let before = up_to(it.clone(), self.held - Days::new(1));
        before.status() == Status::Open && it.lapse().is_none_or(|lapse| lapse.date > self.held)
    }
}

/// The records that the summary of a talk is made of as things stand now.
///
/// # Errors
/// If the talk has not been held.
pub(super) fn holds(
    view: View<'_>,
    pair_id: Id,
    pair: &Pair,
    review: &OnRecord<Review>,
) -> Result<Vec<Id>, AppError> {
    let reviews = view.reviews()?;
    let cycle = Cycle::of(review, &reviews)?;
    let mut entities = vec![pair_id, pair.people[0], pair.people[1], review.id];
    let notes = review.parts.iter().filter(|(_, part)| part.content.kind() == "note");
    entities.extend(notes.map(|(id, _)| *id));
    let mut add = |id: Id, parts: &[(Id, Part)], until: NaiveDate| {
        entities.push(id);
        let said = parts.iter().filter(|(_, part)| !is_deed(part) || part.date <= until);
        entities.extend(said.map(|(id, _)| *id));
    };
    for it in view.observations(cycle.held)? {
        if it.shared().is_some_and(|share| cycle.span.is_news(it.value.date, share.date)) {
            add(it.id, &it.parts, cycle.held);
        }
    }
    for it in view.incidents()? {
        if cycle.holds_incident(&it) {
            add(it.id, &it.parts, cycle.held);
        }
    }
    for it in view.adjustments()? {
        if cycle.holds_adjustment(&it) {
            add(it.id, &it.parts, cycle.held);
        }
    }
    Ok(view.reading().standing_records(&entities)?)
}

/// What records say, as it stood, put together again.
struct Held {
    pair: Pair,
    people: [Person; 2],
    review: Review,
    notes: Vec<Part>,
    observations: Vec<OnRecord<Observation>>,
    incidents: Vec<OnRecord<Incident>>,
    adjustments: Vec<OnRecord<Adjustment>>,
}

impl Held {
    /// `None` if the records are not those of a summary.
    fn read(session: &Session, records: &[Id]) -> Result<Option<Self>, AppError> {
        let reading = session.store().reading();
        let (mut pair, mut review) = (None, None);
        let (mut people, mut parts) = (HashMap::new(), HashMap::<Id, Vec<(Id, Part)>>::new());
        let (mut observations, mut incidents, mut adjustments) = (Vec::new(), Vec::new(), Vec::new());
        for record in records {
            match reading.as_it_stood(*record)? {
                Some((_, Entity::Pair(it))) => pair = Some(it),
                Some((id, Entity::Person(it))) => _ = people.insert(id, it),
                Some((id, Entity::Review(it))) => review = Some((id, it)),
                Some((id, Entity::Observation(it))) => observations.push((id, it)),
                Some((id, Entity::Incident(it))) => incidents.push((id, it)),
                Some((id, Entity::Adjustment(it))) => adjustments.push((id, it)),
                Some((id, Entity::Part(it))) => parts.entry(it.subject).or_default().push((id, it)),
                // A summary holds no blocked period.
                Some((_, Entity::Block(_))) | None => {}
            }
        }
        let (Some(pair), Some((review_id, review))) = (pair, review) else { return Ok(None) };
        let (Some(a), Some(b)) = (people.remove(&pair.people[0]), people.remove(&pair.people[1])) else {
            return Ok(None);
        };
        let mut of = |id: &Id| {
            let mut parts = parts.remove(id).unwrap_or_default();
            parts.sort_by_key(|(_, part)| part.number);
            parts
        };
        let notes = of(&review_id).into_iter().map(|(_, part)| part).collect();
        observations.sort_by_key(|(_, it)| (it.date, it.number));
        incidents.sort_by_key(|(_, it)| it.number);
        adjustments.sort_by_key(|(_, it)| it.number);
        Ok(Some(Self {
            observations: whole(observations, &mut of),
            incidents: whole(incidents, &mut of),
            adjustments: whole(adjustments, &mut of),
            people: [a, b],
            pair,
            review,
            notes,
        }))
    }
}

fn whole<T>(values: Vec<(Id, T)>, parts: &mut impl FnMut(&Id) -> Vec<(Id, Part)>) -> Vec<OnRecord<T>> {
    values.into_iter().map(|(id, value)| OnRecord { id, value, parts: parts(&id) }).collect()
}

/// The summary of a talk, in `language` or the pair's; with roles in the place of names, if it is redacted.
///
/// # Errors
/// If the talk has not been held.
pub(super) fn document(
    session: &Session,
    review: &OnRecord<Review>,
    language: Option<Language>,
    is_redacted: bool,
) -> Result<Summary, AppError> {
    let view = session.joint_view();
    let now = holds(view, session.pair_id(), session.pair(), review)?;
    let mut sorted = now.clone();
    sorted.sort_unstable();
    let records = review.locked().map_or(now, |(_, held)| held.to_vec());
    let signed = Member::BOTH.map(|member| {
        let (part, held) = review.signature(member)?;
        (review.locked().is_some() || held == sorted).then_some(part.date)
    });
    let held = Held::read(session, &records)?.ok_or(AppError::NoTalk)?;
    let cycle = Cycle::of(review, &view.reviews()?)?;
    let language = language.unwrap_or(held.pair.language);
    let names = Names::of(&held.people);
    let scribe = Scribe::new(session, &held.pair, &names, language, is_redacted)?;
    let writer = Writer { scribe: &scribe, held: &held, cycle };
    let mut masthead = scribe.masthead(session, &held.review);
    masthead.date = writer.cycle.held;
    let amendments = review.parts.iter().filter(|(_, part)| part.content.kind() == "amendment");
    Ok(scribe.redacted(Summary {
        head: masthead,
        themes: writer.talked(),
        noticed: writer.noticed(),
        changes: writer.changes(),
        rules: writer.rules(),
        incidents: held.incidents.iter().map(|it| scribe.repair(it)).collect(),
        rematch: held.review.game().filter(|game| game.winner.is_some()).map(|game| Rematch {
            scores: game.scores,
            winner: game.winner.and_then(|it| it.member()).map(Member::index),
        }),
        next: Some(held.pair.window(writer.cycle.held)),
        signed,
        amendments: amendments
            .map(|(_, part)| Amended {
                date: part.date,
                by: part.author.map(|member| scribe.names.short(member).to_owned()),
                text: passage(part.content.text(), part.erased),
            })
            .collect(),
    }))
}

/// Writes the parts of a summary from what is held.
struct Writer<'h> {
    scribe: &'h Scribe<'h>,
    held: &'h Held,
    cycle: Cycle,
}

impl Writer<'_> {
    /// The keys of the themes, and at last the absence of one.
    fn themes(&self) -> Vec<Option<&str>> {
        themes::keys(&self.held.pair).into_iter().map(Some).chain([None]).collect()
    }

    fn talked(&self) -> Vec<Talked> {
        let under = |theme: Option<&str>| {
            let notes = self.held.notes.iter().filter(|part| match &part.content {
                crate::domain::Content::Note { theme: of, .. } => of.as_deref() == theme,
                _ => false,
            });
            let notes: Vec<Passage> = notes.map(|part| passage(part.content.text(), part.erased)).collect();
            let observed = self.held.observations.iter().filter(|it| it.value.theme.as_deref() == theme);
            let handles = observed.map(|it| it.value.handle().to_string()).collect();
            (!notes.is_empty()).then(|| Talked { theme: self.scribe.label(theme), notes, handles })
        };
        self.themes().into_iter().filter_map(under).collect()
    }

    fn noticed(&self) -> Vec<Noticed> {
        let under = |theme: Option<&str>| {
            let voices = Member::BOTH.map(|member| {
                let theirs = self.held.observations.iter();
                theirs
                    .filter(|it| it.value.author == member && it.value.theme.as_deref() == theme)
                    // What was not answered before the talk was answered there.
                    .map(|it| Observed { waits: false, ..self.scribe.observed(it) })
                    .collect::<Vec<_>>()
            });
            voices.iter().any(|voice| !voice.is_empty()).then(|| Noticed {
                theme: self.scribe.theme(theme),
                when: None,
                question: None,
                voices,
            })
        };
        self.themes().into_iter().filter_map(under).collect()
    }

    fn changes(&self) -> Vec<Change> {
        let actions = self.held.adjustments.iter().filter_map(|it| match it.value.form {
            Form::Action { until } => Some((it, until)),
            Form::Rule => None,
        });
        actions
            .map(|(it, until)| {
                let value = &it.value;
                let made = it.checked().into_iter().map(|(part, outcome)| (part.date, Some(outcome)));
                let to_come = it.checks_to_come().into_iter().map(|day| (day, None));
                let done = it.status() == Status::Done;
                Change {
                    handle: value.handle().to_string(),
                    owner: value.owner.member().map(Member::index),
                    text: passage(Some(&value.text), value.erased),
                    until,
                    continued: value.date < self.cycle.held,
                    question: value.question.clone(),
                    checks: made.chain(to_come.filter(|_| !done)).collect(),
                }
            })
            .collect()
    }

    fn rules(&self) -> Vec<GroundRule> {
        let rules = self.held.adjustments.iter().filter(|it| it.value.form == Form::Rule);
        rules
            .map(|it| GroundRule {
                handle: it.value.handle().to_string(),
                text: passage(Some(&it.value.text), it.value.erased),
                since: it.value.date,
            })
            .collect()
    }
}
