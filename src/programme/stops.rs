//! The stops of the day, for the pocket card: which hole or stretch carries which codes, or a question in a few words.

use super::bank::Bank;
use super::format::Takes;
use super::plan::{Matter, Planned, Programme, Prompt, Subject, questions_about};
use chrono::{Duration, NaiveTime};

/// A stretch of the day with one label: a theme in a block, or a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leg {
    /// The index of its block in the programme.
    pub(crate) block: usize,
    /// When it begins.
    pub(crate) start: NaiveTime,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The holes or halts of it.
    pub(crate) stops: Vec<Stop>,
}

/// A hole, or a halt on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    /// Its number, where time is counted in holes.
    pub(crate) hole: Option<u8>,
    /// What one talks about there.
    pub(crate) load: Load,
}

/// What one talks about there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Load {
    /// Entries, by their handles.
    Codes(Vec<String>),
    /// A question.
    Cue(Prompt),
    /// Nothing in particular.
    Free,
}

/// So many stops a card holds where they are not holes.
const MOST: usize = 14;
/// The minutes of a stop that is no hole, about, and how many of them a theme has at most.
const MINUTES: u32 = 10;
const MOST_OF_A_THEME: usize = 3;
/// A theme comes with so many questions at most.
const CUES: usize = 4;

/// What there is to say about themes: open incidents, observations, and questions that are tied to neither.
#[derive(Clone, Default)]
struct Talk {
    incidents: Vec<String>,
    codes: Vec<String>,
    cues: Vec<Prompt>,
}

impl Talk {
    fn of(subjects: &[&Subject], matter: &Matter, bank: &Bank) -> Self {
        let mut talk = Self::default();
        for entry in subjects.iter().flat_map(|subject| &subject.entries) {
            let list = if entry.is_incident() { &mut talk.incidents } else { &mut talk.codes };
            list.push(entry.handle.clone());
        }
        let cues = subjects.iter().flat_map(|subject| questions_about(matter, bank, &subject.key, CUES));
        talk.cues = cues.collect();
        talk
    }

    /// How many stops it can fill: one question is enough, where there is something else.
    fn len(&self) -> usize {
        let said = self.incidents.len() + self.codes.len();
        said + self.cues.len().min(if said == 0 { 2 } else { 1 })
    }

    /// Lays it on `count` stops: a question opens it, then comes what has to be put right, then what was noticed, each
    /// alone as far as there is room. On a course what is left over is free, and lies between.
    fn lay(self, count: usize, on_course: bool) -> Vec<Load> {
        let Self { incidents, codes, cues } = self;
        let has_codes = !(incidents.is_empty() && codes.is_empty());
        let mut cues = cues.into_iter();
        let mut loads: Vec<Load> = Vec::new();
        if count > 1 || !has_codes {
            loads.extend(cues.next().map(Load::Cue));
        }
        let room = count.saturating_sub(loads.len()).max(1);
        let alone = if codes.is_empty() { room } else { room - 1 };
        if alone == 0 {
            loads.extend(chunked(&[incidents, codes].concat(), 1));
        } else {
            let hurt = incidents.len().min(alone);
            loads.extend(chunked(&incidents, hurt));
            loads.extend(chunked(&codes, (room - hurt).min(codes.len())));
        }
        // At most every other hole is free, as long as there are questions.
        let enough = if on_course { count.div_ceil(2) } else { count };
        while loads.len() < enough
            && let Some(cue) = cues.next()
        {
            loads.push(Load::Cue(cue));
        }
        spread(loads, count)
    }
}

/// The handles in so many heaps, as even as can be.
fn chunked(handles: &[String], count: usize) -> Vec<Load> {
    let end = |part: usize| handles.len() * part / count.max(1);
    let heaps = (0..count).map(|part| handles[end(part)..end(part + 1)].to_vec());
    heaps.filter(|heap| !heap.is_empty()).map(Load::Codes).collect()
}

/// The loads at even distances on so many stops.
fn spread(loads: Vec<Load>, count: usize) -> Vec<Load> {
    let mut laid = vec![Load::Free; count];
    let all = loads.len().max(1);
    for (index, load) in loads.into_iter().enumerate() {
        if let Some(place) = laid.get_mut(index * count / all) {
            *place = load;
        }
    }
    laid
}

/// The day as the card has it. The same input gives the same card.
pub(crate) fn legs(programme: &Programme, matter: &Matter, bank: &Bank) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    for (index, planned) in programme.blocks.iter().enumerate() {
        legs.extend(if planned.block.takes == Takes::Themes {
            of_themes(index, planned)
        } else {
            vec![of_block(index, planned)]
        });
    }
    lay_themes(&mut legs, programme, matter, bank);
    legs
}

/// As many free stops as there are holes.
fn holes([first, last]: [u8; 2]) -> Vec<Stop> {
    (first..=last).map(|hole| Stop { hole: Some(hole), load: Load::Free }).collect()
}

/// The legs of a block that takes themes: one for each, or one for all where holes cannot be told apart by theme.
fn of_themes(index: usize, planned: &Planned) -> Vec<Leg> {
    let leg = |start, themes, stops| Leg { block: index, start, themes, stops };
    let is_told_apart = planned.themes.iter().all(|slice| slice.holes.is_some());
    if let Some(played) = planned.block.holes.filter(|_| !is_told_apart || planned.themes.is_empty()) {
        let themes = planned.themes.iter().map(|slice| slice.theme.clone()).collect();
        return vec![leg(planned.start, themes, holes(played))];
    }
    let mut start = planned.start;
    let mut legs = Vec::new();
    for slice in &planned.themes {
        let stops = slice.holes.map(holes).unwrap_or_default();
        legs.push(leg(start, vec![slice.theme.clone()], stops));
        start += Duration::minutes(i64::from(slice.minutes));
    }
    legs
}

/// The leg of a block that takes no themes: its handles, then its questions.
fn of_block(index: usize, planned: &Planned) -> Leg {
    let untied = planned.prompts.iter().filter(|prompt| prompt.handle.is_none());
    let mut loads: Vec<Load> = untied.map(|prompt| Load::Cue(prompt.clone())).collect();
    if !planned.handles.is_empty() {
        loads.insert(0, Load::Codes(planned.handles.clone()));
    }
    let stops = match planned.block.holes {
        Some(played) => {
            let mut stops = holes(played);
            let loads = spread(loads, stops.len());
            for (stop, load) in stops.iter_mut().zip(loads) {
                stop.load = load;
            }
            stops
        }
        None => loads.into_iter().map(|load| Stop { hole: None, load }).collect(),
    };
    Leg { block: index, start: planned.start, themes: Vec::new(), stops }
}

/// Lays what there is to say about the themes on their legs.
fn lay_themes(legs: &mut [Leg], programme: &Programme, matter: &Matter, bank: &Bank) {
    // The legs that have the same themes share what there is to say about them.
    let mut groups: Vec<(Vec<usize>, Talk)> = Vec::new();
    let mut begun: Vec<&str> = Vec::new();
    for index in 0..legs.len() {
        let themes = &legs[index].themes;
        let known = groups.iter_mut().find(|(of, _)| legs[of[0]].themes == *themes);
        match known {
            _ if themes.is_empty() => {}
            Some((of, _)) => of.push(index),
            None => {
                let fresh = |key: &str| themes.iter().any(|theme| theme == key) && !begun.contains(&key);
                let subjects: Vec<&Subject> = matter.themes.iter().filter(|it| fresh(&it.key)).collect();
                begun.extend(subjects.iter().map(|subject| subject.key.as_str()));
                groups.push((vec![index], Talk::of(&subjects, matter, bank)));
            }
        }
    }
    halt(legs, programme, &groups);
    let own = own_cues(legs, programme);
    for (of, talk) in groups {
        let free = |leg: usize| legs[leg].stops.len() - own[leg].len();
        let on_course = legs[of[0]].stops.iter().any(|stop| stop.hole.is_some());
        let counts: Vec<usize> = of.iter().map(|leg| free(*leg)).collect();
        let mut laid = talk.lay(counts.iter().sum(), on_course).into_iter();
        for (leg, count) in of.into_iter().zip(counts) {
            for stop in &mut legs[leg].stops[..count] {
                stop.load = laid.next().unwrap_or(Load::Free);
            }
        }
    }
    for (leg, cues) in legs.iter_mut().zip(own) {
        let first = leg.stops.len() - cues.len();
        for (stop, cue) in leg.stops[first..].iter_mut().zip(cues) {
            stop.load = Load::Cue(cue);
        }
    }
}

/// Gives stops to the legs that have no holes: more where there is more time, as many as a card holds.
fn halt(legs: &mut [Leg], programme: &Programme, groups: &[(Vec<usize>, Talk)]) {
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    for (of, talk) in groups {
        let mut left = talk.len();
        for leg in of.iter().copied().filter(|leg| legs[*leg].stops.is_empty()) {
            let slices = &programme.blocks[legs[leg].block].themes;
            let slice = slices.iter().find(|slice| legs[leg].themes.contains(&slice.theme));
            let minutes = slice.map_or(0, |slice| slice.minutes);
            let most = usize::try_from(minutes / MINUTES).unwrap_or(1).clamp(1, MOST_OF_A_THEME);
            let count = most.min(left.max(1));
            left = left.saturating_sub(count);
            wanted.push((leg, count));
        }
    }
    let others: usize = legs.iter().map(|leg| leg.stops.len()).sum();
    while wanted.iter().map(|(_, count)| count).sum::<usize>() + others > MOST {
        let Some(most) =
            wanted.iter_mut().rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 1)
        else {
            break;
        };
        most.1 -= 1;
    }
    for (leg, count) in wanted {
        legs[leg].stops = vec![Stop { hole: None, load: Load::Free }; count];
    }
}

/// The questions that always belong to a block with themes, at its end. On a course they take its last holes, but one is
/// left to the theme.
fn own_cues(legs: &mut [Leg], programme: &Programme) -> Vec<Vec<Prompt>> {
    let mut own = vec![Vec::new(); legs.len()];
    for (index, planned) in programme.blocks.iter().enumerate() {
        let Some(last) = legs.iter().rposition(|leg| leg.block == index && !leg.themes.is_empty()) else {
            continue;
        };
        let plain = |prompt: &&Prompt| prompt.theme.is_none() && prompt.handle.is_none();
        let mut cues: Vec<Prompt> = planned.prompts.iter().filter(plain).cloned().collect();
        let stops = &mut legs[last].stops;
        if planned.block.holes.is_some() {
            let spare = stops.len().saturating_sub(1);
            cues.drain(..cues.len().saturating_sub(spare));
        } else {
            stops.extend(cues.iter().map(|_| Stop { hole: None, load: Load::Free }));
        }
        own[last] = cues;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(text: &str) -> Prompt {
        Prompt { text: text.to_owned(), theme: None, handle: None, question: None, cue: None }
    }

    fn laid(incidents: &[&str], codes: &[&str], cues: &[&str], count: usize) -> String {
        let owned = |handles: &[&str]| handles.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let cues = cues.iter().map(|text| cue(text)).collect();
        let talk = Talk { incidents: owned(incidents), codes: owned(codes), cues };
        let load = |load: Load| match load {
            Load::Codes(codes) => codes.join("+"),
            Load::Cue(prompt) => prompt.text,
            Load::Free => "-".to_owned(),
        };
        talk.lay(count, true).into_iter().map(load).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_has_to_be_put_right_stands_alone_and_what_is_left_over_is_free() {
        assert_eq!(laid(&["T1"], &["O1", "O2"], &["q"], 6), "q T1 - O1 O2 -");
        assert_eq!(laid(&["T1"], &["O1", "O2", "O3", "O4"], &["q"], 4), "q T1 O1+O2 O3+O4");
        assert_eq!(laid(&["T1", "T2"], &["O1"], &["q", "r"], 3), "q T1+T2 O1");
        assert_eq!(laid(&["T1"], &["O1"], &["q"], 2), "q T1+O1");
        assert_eq!(laid(&["T1"], &["O1"], &["q"], 1), "T1+O1");
        assert_eq!(laid(&[], &[], &["q", "r"], 4), "q - r -");
        assert_eq!(laid(&[], &[], &["q"], 1), "q");
        assert_eq!(laid(&[], &["O1"], &[], 3), "O1 - -");
        assert_eq!(laid(&[], &[], &[], 2), "- -");
    }
}
