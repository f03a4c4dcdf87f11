//! Intake the records of another file into this one.

use super::checks::check;
use super::reading::Takes;
use super::received::{Arrival, Difference, NewName, Received, Renumbered};
use super::{ExchangeError, Header, HeaderPerson};
use crate::app::Names;
use crate::app::error::AppError;
use crate::app::rules;
use crate::app::session::{is_either, meant};
use crate::domain::{self, Entity, Id, Member, Pair, Person, Translation};
use crate::locale::{folded_name, nearest};
use crate::store::{Merged, Merging, RecordState, Traveller, Writing};
use std::collections::HashMap;
use std::path::Path;

/// What is known of one thing of the file.
struct Seen {
    kind: String,
    subject: Id,
    author: Option<Id>,
    is_new: bool,
    was_there: bool,
    /// Whether it is to be seen now.
    is_there: bool,
    diverged: Option<bool>,
}

/// How an export is taken in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Intake<'m> {
    /// Who is typing, as it was typed.
    pub(crate) me: Option<&'m str>,
    /// It is only looked at.
    pub(crate) dry_run: bool,
    /// A pair whose names are nearly those of one that is here is another one.
    pub(crate) is_another: bool,
}

/// Takes in an export within one write.
pub(crate) struct Receiver<'w, 'c> {
    writing: &'w Writing<'c>,
    path: &'w Path,
    how: Intake<'w>,
    open: Option<Open<'w, 'c>>,
}

/// What is under way once the header has been read.
struct Open<'w, 'c> {
    header: Header,
    pair: Id,
    known: Option<Pair>,
    /// The two as they were here before.
    people: Option<[Person; 2]>,
    merging: Merging<'w, 'c>,
    things: HashMap<Id, Seen>,
    /// The things in the order in which they came.
    order: Vec<Id>,
    renumbered: Vec<Renumbered>,
    /// Things whose words are missing, with what they belong to; they must turn out to have been erased.
    wordless: HashMap<Id, Id>,
}

impl Open<'_, '_> {
    /// Whether a thing stays what it is and whose it is, from record to record; the name of the field that does not. `known` is
    /// the thing as it stands here.
    fn stays(&self, record: &Traveller, known: Option<&Entity>) -> Result<(), &'static str> {
        let holds = |condition: bool, field| if condition { Ok(()) } else { Err(field) };
        let here = self.merging.translation();
        let (entity, subject) = (here.id(record.entity), here.id(record.subject));
        if let Some(seen) = self.things.get(&record.entity) {
            holds(seen.kind == record.kind, "kind")?;
            holds(seen.subject == subject, "subject")?;
        }
        if let Some(known) = known {
            holds(known.kind() == record.kind, "kind")?;
            holds(known.subject(entity) == subject, "subject")?;
            let author = record.body.as_ref().map(|body| here.own_author(body));
            holds(author.is_none_or(|author| author == known.own_author()), "author")?;
        }
        Ok(())
    }
}

impl<'w, 'c> Receiver<'w, 'c> {
    /// Begins to take in the file at `path`.
    pub(crate) fn new(writing: &'w Writing<'c>, path: &'w Path, how: Intake<'w>) -> Self {
        Self { writing, path, how, open: None }
    }

    /// Ends it, and tells what came of it. The write is still to be finished.
    ///
    /// # Errors
    /// If words are missing that nobody has erased, and as for every write.
    pub(crate) fn finish(self) -> Result<Received, AppError> {
        let Some(open) = self.open else {
            return Err(ExchangeError::NotAnExport { path: self.path.to_owned() }.into());
        };
        for (entity, subject) in &open.wordless {
            if !open.merging.is_erased(*subject, *entity)? {
                return Err(ExchangeError::CutShort { path: self.path.to_owned() }.into());
            }
        }
        open.merging.finish()?;
        let reading = self.writing.reading();
        let pair = reading.entity::<Pair>(open.pair)?.ok_or_else(|| impossible(self.path, 1, "pair"))?;
        let person = |id: Id| -> Result<Person, AppError> {
            reading.entity(id)?.ok_or_else(|| impossible(self.path, 1, "people"))
        };
        let people = [person(pair.people[0])?, person(pair.people[1])?];
        let pair = pair.named_after(&people);
        let key = |person: Id| pair.member_of(person).map(|member| pair.member_key(member).to_owned());
        let mut received = Received {
            pair: pair.key.clone(),
            new_pair: open.known.is_none(),
            renamed: open.people.map_or_else(Vec::new, |before| new_names(&before, &people)),
            added: Vec::new(),
            changed: Vec::new(),
            gone: Vec::new(),
            same: 0,
            renumbered: open.renumbered,
            differ: Vec::new(),
            names: Names::of(&people),
        };
        let came = |id: Id| open.things.get(&id).is_some_and(|it| it.is_new && !it.was_there && it.is_there);
        for id in &open.order {
            let Some(seen) = open.things.get(id) else { continue };
            // That both can read what has come goes without saying.
            if seen.kind == "share" && came(*id) && came(seen.subject) {
                continue;
            }
            let handle = reading.entity::<Entity>(seen.subject)?.and_then(|entity| entity.handle());
            let handle = handle.map(|handle| handle.to_string());
            let arrival =
                Arrival { kind: seen.kind.clone(), by: seen.author.and_then(key), handle: handle.clone() };
            if let Some(ours) = seen.diverged {
                received.differ.push(Difference { kind: seen.kind.clone(), handle, ours });
            }
            match (seen.is_new, seen.was_there, seen.is_there) {
                (true, false, true) => received.added.push(arrival),
                (true, true, true) => received.changed.push(arrival),
                (true, true, false) => received.gone.push(arrival),
                _ => received.same += 1,
            }
        }
        Ok(received)
    }

    /// Refuses what was made for the other alone: it may hold what they have not shared. Who is typing is read as everywhere
    /// here, by the names and the order that the two have in this file.
    fn is_for_me(&self, header: &Header, known: Option<&Pair>, mirrored: bool) -> Result<(), AppError> {
        let [first, second] = &header.people;
        let [a, b] = if mirrored { [second, first] } else { [first, second] };
        let (pair, keys) = known.map_or_else(
            || (header.pair.key.clone(), [a.key.clone(), b.key.clone()]),
            |pair| (pair.key.clone(), pair.member_keys.clone()),
        );
        let Some(typed) = self.how.me else {
            let mut both = [a, b].into_iter().zip(keys);
            return match both.find(|(person, _)| header.reader == Some(person.id)) {
                Some((person, key)) => {
                    let name = person.name.clone();
                    Err(ExchangeError::Unclaimed { path: self.path.to_owned(), name, key }.into())
                }
                None => Ok(()),
            };
        };
        let Some(me) = meant(typed, &keys, [&a.name, &b.name]) else {
            let is_either = is_either(typed, [&a.name, &b.name]);
            let (typed, names) = (typed.to_owned(), Box::new([a, b].map(|it| it.name.clone())));
            return Err(AppError::UnknownMember { typed, pair, keys: keys.into(), names, is_either });
        };
        let other = [a, b][me.other().index()];
        if header.reader == Some(other.id) {
            let name = other.name.clone();
            return Err(ExchangeError::MadeFor { path: self.path.to_owned(), name }.into());
        }
        Ok(())
    }

    /// The person here who is meant by one there: the same identity, or the same full name.
    fn person(&self, id: Id, name: &str) -> Result<Id, AppError> {
        let reading = self.writing.reading();
        if let Some(known) = reading.alias(id)? {
            return Ok(known);
        }
        if reading.last_known(id)?.is_some() {
            return Ok(id);
        }
        Ok(reading.people_named(name)?.first().map_or(id, |(known, _)| *known))
    }

    /// The two of a pair as they stand here.
    fn people(&self, pair: &Pair) -> Result<Option<[Person; 2]>, AppError> {
        let person = |id: Id| self.writing.reading().entity(id);
        Ok(person(pair.people[0])?.zip(person(pair.people[1])?).map(|(a, b)| [a, b]))
    }

    /// Whether somebody here is the one whom the file names: the same identity, or where nobody here is known by that, a full
    /// name that both go or went by. `known` is the one here who is meant as far as that can be told without former names.
    fn is_called(&self, here: Id, there: &HeaderPerson, known: Id) -> Result<bool, AppError> {
        let reading = self.writing.reading();
        if here == known || known != there.id || reading.last_known(known)?.is_some() {
            return Ok(here == known);
        }
        let there =
            there.former.iter().chain([&there.name]).map(|name| folded_name(name)).collect::<Vec<_>>();
        Ok(reading.names_of(here)?.iter().any(|name| there.contains(&folded_name(name))))
    }

    /// Refuses a pair that is new here where one is running with one of its people and another whose name is nearly the same: it
    /// is most likely that one, misspelt on one side, and two pairs do not become one again.
    fn is_no_misspelling(&self, header: &Header) -> Result<(), AppError> {
        let names = header.people.each_ref().map(|person| person.name.as_str());
        for (_, pair) in self.writing.reading().pairs()?.into_iter().filter(|(_, pair)| pair.end.is_none()) {
            let Some(people) = self.people(&pair)? else { continue };
            let pair = pair.named_after(&people);
            for (member, there) in Member::BOTH.into_iter().flat_map(|member| [(member, 0), (member, 1)]) {
                let [here, other] = [member, member.other()].map(|it| people[it.index()].name.as_str());
                let is_same = |here: &str, there: &str| folded_name(here) == folded_name(there);
                let is_near = !is_same(here, names[there]) && nearest(here, [names[there]]).is_some();
                if is_near && is_same(other, names[1 - there]) {
                    return Err(ExchangeError::NearPair {
                        there: names[there].to_owned(),
                        here: here.to_owned(),
                        pair: pair.key.clone(),
                        key: pair.member_key(member).to_owned(),
                    }
                    .into());
                }
            }
        }
        Ok(())
    }

    /// Which pair here is meant, and how the records of there read here.
    fn find(&self, header: &Header) -> Result<(Id, Option<Pair>, Translation), AppError> {
        let reading = self.writing.reading();
        let there = &header.pair;
        let mut people = [there.id; 2];
        for (person, here) in header.people.iter().zip(&mut people) {
            *here = self.person(person.id, &person.name)?;
        }
        let is_same_time = |pair: &Pair| pair.end.is_none() && !there.ended || pair.since == there.since;
        let pair = match reading.alias(there.id)? {
            Some(known) => known,
            None if reading.last_known(there.id)?.is_some() => there.id,
            None => {
                let mut found = there.id;
                for (id, pair) in reading.pairs()?.into_iter().filter(|(_, pair)| is_same_time(pair)) {
                    let [a, b] = pair.people;
                    for here in [[a, b], [b, a]] {
                        if self.is_called(here[0], &header.people[0], people[0])?
                            && self.is_called(here[1], &header.people[1], people[1])?
                        {
                            (found, people) = (id, here);
                        }
                    }
                }
                found
            }
        };
        let [a, b] = people;
        let known = match reading.last_known(pair)? {
            Some(Entity::Pair(known)) => Some(known),
            _ => None,
        };
        let mirrored = known.as_ref().is_some_and(|known| known.people == [b, a]);
        let ids = [(header.people[0].id, a), (header.people[1].id, b), (there.id, pair)];
        let ids = ids.into_iter().filter(|(there, here)| there != here).collect();
        Ok((pair, known, Translation { ids, mirrored }))
    }
}

impl Takes for Receiver<'_, '_> {
    fn header(&mut self, header: Header) -> Result<(), AppError> {
        if header.people[0].id == header.people[1].id {
            return Err(impossible(self.path, 1, "people"));
        }
        let (pair, known, translation) = self.find(&header)?;
        let people = known.as_ref().map(|pair| self.people(pair)).transpose()?.flatten();
        let known = known.map(|pair| match &people {
            Some(people) => pair.named_after(people),
            None => pair,
        });
        self.is_for_me(&header, known.as_ref(), translation.mirrored)?;
        if known.is_none() && !header.pair.ended && !self.how.is_another {
            self.is_no_misspelling(&header)?;
        }
        let merging = Merging::new(self.writing, pair, translation)?;
        self.open = Some(Open {
            header,
            pair,
            known,
            people,
            merging,
            things: HashMap::new(),
            order: Vec::new(),
            renumbered: Vec::new(),
            wordless: HashMap::new(),
        });
        Ok(())
    }

    fn record(&mut self, number: usize, mut record: Traveller) -> Result<(), AppError> {
        let Some(open) = &mut self.open else { return Err(impossible(self.path, number, "records")) };
        check(&record, &open.header).map_err(|field| impossible(self.path, number, field))?;
        let known = self.writing.reading().entity::<Entity>(open.merging.translation().id(record.entity))?;
        open.stays(&record, known.as_ref()).map_err(|field| impossible(self.path, number, field))?;
        if let Some(Entity::Pair(pair)) = &mut record.body
            && rules::is_path(&pair.rules)
        {
            // A file of rules lies on the other's machine.
            pair.rules = open.known.as_ref().map_or_else(domain::usual_rules, |known| known.rules.clone());
        }
        let (entity, kind, state) = (record.entity, record.kind.clone(), record.state);
        let (subject, author, has_body) = (record.subject, record.author, record.body.is_some());
        if state == RecordState::Put && !has_body {
            open.wordless.insert(entity, subject);
        }
        let merged = open.merging.take(record)?;
        let (subject, author) =
            (open.merging.translation().id(subject), author.map(|it| open.merging.translation().id(it)));
        let seen = open.things.entry(entity).or_insert_with(|| {
            open.order.push(entity);
            let (is_new, was_there, is_there) = (false, false, false);
            Seen { kind, subject, author, is_new, was_there, is_there, diverged: None }
        });
        if let Merged::New { was_there, stands, says_new, diverged, renumbered } = merged {
            seen.was_there |= was_there && !seen.is_new;
            if stands {
                seen.is_there = state != RecordState::Removed;
                seen.is_new |= says_new;
            }
            if diverged && says_new {
                seen.diverged = Some(!stands);
            }
            if let Some((there, here)) = renumbered {
                open.renumbered.push(Renumbered { there: there.to_string(), here: here.to_string() });
            }
        }
        Ok(())
    }
}

/// Those of the two who are called otherwise than before.
fn new_names(before: &[Person; 2], now: &[Person; 2]) -> Vec<NewName> {
    let names = Names::of(now);
    let of = |(member, (before, now)): (Member, (&Person, &Person))| NewName {
        before: before.name.clone(),
        now: now.name.clone(),
        key: names.key(member).to_owned(),
    };
    let both = Member::BOTH.into_iter().zip(before.iter().zip(now));
    both.filter(|(_, (before, now))| before.name != now.name).map(of).collect()
}

fn impossible(path: &Path, record: usize, field: &'static str) -> AppError {
    ExchangeError::Impossible { path: path.to_owned(), record, field }.into()
}
