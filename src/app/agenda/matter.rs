//! What there is to talk about on the day of a talk.

use crate::app::cycle::{Record, Span, held_before, up_to};
use crate::app::session::Session;
use crate::app::themes;
use crate::domain::{About, Id, Incident, OnRecord, RepairStep, Review, Status, Tone};
use crate::locale::Language;
use crate::programme::{FollowUp, Matter, Shared, Subject, Tie};
use chrono::{Days, NaiveDate};

/// What there is to talk about on the day of a talk, as far as both can read. What had `gone` before a talk that was held is not
/// open in it.
pub(super) fn matter(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
    gone: &[Id],
    language: Language,
) -> Matter {
    let pair = session.pair();
    let Record { reviews, observations, incidents, adjustments } = record;
    let day = review.value.day();
    let span = Span::before(day, reviews);
    // The programme of a talk that was held stays as it was when the talk began.
    let held = review.value.held();
    let until = held.map_or(NaiveDate::MAX, |held| held - Days::new(1));
    let mut subjects: Vec<Subject> = themes::keys(pair)
        .into_iter()
        .map(|key| {
            let own = pair.questions.iter().filter(|(theme, _)| theme == key);
            let questions = own.map(|(_, text)| text.clone()).collect();
            Subject { key: key.to_owned(), entries: Vec::new(), questions }
        })
        .collect();
    let mut loose = Vec::new();
    let mut add = |theme: Option<&str>, entry: Shared| match subjects
        .iter_mut()
        .find(|it| Some(it.key.as_str()) == theme)
    {
        Some(it) => it.entries.push(entry),
        None => loose.push(entry),
    };
    // The worst comes up first.
    let mut incidents: Vec<_> = incidents.iter().map(|it| up_to(it.clone(), until)).collect();
    incidents.sort_by_key(|it| std::cmp::Reverse(it.value.severity()));
    for it in incidents.into_iter().filter(|it| it.is_open() && it.value.date <= day) {
        if held.is_some_and(|held| it.shared().is_some_and(|share| share.date > held)) {
            continue;
        }
        let theme = it.value.theme.as_deref().unwrap_or(themes::OF_TRUST);
        let handle = it.value.handle().to_string();
        add(
            Some(theme),
            Shared {
                handle,
                tie: tie(&it),
                author: it.value.author,
                is_answered: false,
                is_about_partner: true,
            },
        );
    }
    for it in observations {
        let Some(share) = it.shared() else { continue };
        let is_later = held.is_some_and(|held| share.date > held);
        if it.value.erased.is_some() || is_later || !span.is_news(it.value.date, share.date) {
            continue;
        }
        let tie = match it.value.tone {
            Some(Tone::Friction) => Tie::Friction,
            Some(Tone::Puzzle) => Tie::Puzzle,
            Some(Tone::Praise) => Tie::Praise,
            None => Tie::Plain,
        };
        let is_answered = it.answers().any(|(part, _)| part.date <= until);
        let handle = it.value.handle().to_string();
        add(
            it.value.theme.as_deref(),
            Shared {
                handle,
                tie,
                author: it.value.author,
                is_answered,
                is_about_partner: it.value.about == About::Partner,
            },
        );
    }
    let adjustments = adjustments.iter().map(|it| up_to(it.clone(), until)).collect::<Vec<_>>();
    let open = adjustments
        .iter()
        .filter(|it| it.status() == Status::Open && it.value.erased.is_none() && it.value.date < day)
        .filter(|it| !gone.contains(&it.id));
    let follow_up = |it: &OnRecord<crate::domain::Adjustment>| FollowUp {
        handle: it.value.handle().to_string(),
        question: it.value.question.clone(),
    };
    Matter {
        adjustments: open.map(follow_up).collect(),
        themes: subjects,
        loose,
        kind: pair.kind,
        names: session.names().short,
        turn: reviews.iter().filter_map(|it| it.value.held()).filter(|held| *held < day).count(),
        held: held.map(|_| review.value.asked().to_vec()).filter(|asked| !asked.is_empty()),
        asked: held_before(day, reviews).map(|it| it.value.asked().to_vec()).unwrap_or_default(),
        start: review.value.start,
        language,
    }
}

/// What an open incident asks for.
fn tie(it: &OnRecord<Incident>) -> Tie {
    match it.next_step() {
        Some(RepairStep::Acknowledged) => Tie::Acknowledged,
        Some(RepairStep::Agreed) => Tie::Agreed,
        Some(RepairStep::Kept) => Tie::Kept,
        None => Tie::Closed,
    }
}
