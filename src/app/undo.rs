//! Taking back, and taking the taking back back.
//!
//! An undo is a new command that gives every entity the state it had before; nothing is cut out of the journal.

use super::diary::{Told, told};
use super::error::AppError;
use super::history;
use super::people::refuse_taken;
use super::replan::{OutOfDate, outdated, plans};
use super::session::Session;
use crate::domain::{
    Asker, Change, Done, Entity, Handle, Id, Pair, Refusal, Scope, is_own_kind, redoable, undoable,
};
use crate::store::{Command, HistoryLine, Reading, Writing};

/// What was taken back, the latest first.
pub(crate) struct Undone {
    /// The commands, in the order in which they were taken back.
    pub(crate) deeds: Vec<Told>,
    /// Whether it was only looked at.
    pub(crate) dry_run: bool,
    /// The commands on the way whose words are erased for good, so that they cannot be taken back.
    pub(crate) passed_over: Vec<(String, Option<Handle>)>,
    /// Whether a share is among it: what was read was read.
    pub(crate) withdrew: bool,
    /// The talks whose day is another now, or none, with the files that tell of the day before.
    pub(crate) talks: Vec<(Handle, Vec<OutOfDate>)>,
}

/// What is to be reversed, the latest first, and what is passed over on the way.
#[derive(Default)]
struct Chosen {
    lines: Vec<HistoryLine>,
    passed_over: Vec<(String, Option<Handle>)>,
}

/// Takes back the latest `steps` commands of the asker, own or joint, all or none. Where more than one was asked for, those
/// whose words are erased for good are passed over. With `dry_run` nothing is changed.
///
/// # Errors
/// If there are fewer, or one of them may not be taken back; it never reaches further.
pub(crate) fn undo(session: &mut Session, steps: usize, dry_run: bool) -> Result<Undone, AppError> {
    let before = plans(session)?;
    let mut undone = reverse(session, "undo", dry_run, |reading, commands, asker| {
        let mut commands = undoable(commands, asker);
        if steps > 1 {
            return counted(reading, &mut commands, steps);
        }
        let Some(latest) = commands.next() else { return Err(AppError::NothingToUndo { possible: 0 }) };
        let Some((act, handle)) = erased(reading, &latest)? else {
            return Ok(Chosen { lines: vec![latest], ..Chosen::default() });
        };
        let further = steps_past_erased(reading, latest, &mut commands)?;
        Err(AppError::UndoErased { act, handle, further })
    })?;
    undone.talks = outdated(session, &before)?;
    Ok(undone)
}

/// The commands that make up a count. An erasure counts, as the command that it is; what had been done before to what it
/// erased does not.
fn counted(
    reading: Reading<'_>,
    commands: &mut dyn Iterator<Item = HistoryLine>,
    steps: usize,
) -> Result<Chosen, AppError> {
    let (mut chosen, mut count) = (Chosen::default(), 0);
    while count < steps {
        let Some(line) = commands.next() else { break };
        if let Some(passed) = erased(reading, &line)? {
            count += usize::from(count == 0 || is_erasure(&line));
            chosen.passed_over.push(passed);
        } else {
            count += 1;
            chosen.lines.push(line);
        }
    }
    if count < steps || chosen.lines.is_empty() {
        let possible = if chosen.lines.is_empty() { 0 } else { count };
        return Err(AppError::NothingToUndo { possible });
    }
    Ok(chosen)
}

/// The count that reaches past `latest`, which is erased, to the first command that can be taken back; `None` if there is
/// none.
fn steps_past_erased(
    reading: Reading<'_>,
    latest: HistoryLine,
    before: &mut dyn Iterator<Item = HistoryLine>,
) -> Result<Option<usize>, AppError> {
    let mut count = 0;
    for line in std::iter::once(latest).chain(before) {
        if erased(reading, &line)?.is_none() {
            return Ok(Some(count + 1));
        }
        count += usize::from(count == 0 || is_erasure(&line));
    }
    Ok(None)
}

/// Whether a command is an erasure.
fn is_erasure(line: &HistoryLine) -> bool {
    line.records.iter().any(history::is_erasure)
}

/// What a command was about, if words of it are erased for good.
fn erased(reading: Reading<'_>, line: &HistoryLine) -> Result<Option<(String, Option<Handle>)>, AppError> {
    for record in &line.records {
        let standing: Option<Entity> = reading.entity(record.entity)?;
        if history::is_erasure(record) || standing.is_some_and(|entity| entity.is_erased()) {
            return Ok(Some((line.act.clone(), history::handle(reading, record)?)));
        }
    }
    Ok(None)
}

/// Brings back what the latest `steps` undos took, all or none, unless something was done since.
///
/// # Errors
/// If there is less to bring back.
pub(crate) fn redo(session: &mut Session, steps: usize) -> Result<Undone, AppError> {
    let before = plans(session)?;
    let mut redone = reverse(session, "redo", false, |_, commands, asker| {
        let lines: Vec<HistoryLine> = redoable(commands, asker).take(steps).collect();
        if lines.len() < steps {
            return Err(AppError::NothingToRedo { possible: lines.len() });
        }
        Ok(Chosen { lines, ..Chosen::default() })
    })?;
    redone.talks = outdated(session, &before)?;
    Ok(redone)
}

/// Refuses where the latest command that the asker could take back is of another pair than the session's, which nobody named.
///
/// # Errors
/// [`AppError::UndoElsewhere`].
pub(crate) fn refuse_elsewhere(session: &Session) -> Result<(), AppError> {
    let reading = session.store().reading();
    let device = session.store().device();
    let latest = |id: Id, pair: &Pair, asker: Asker| -> Result<Option<i64>, AppError> {
        let mut unread = None;
        let lines = reading.commands(id).map_while(|line| line.map_err(|error| unread = Some(error)).ok());
        let found = undoable(lines.map(|line| (done(pair, device, &line), line)), asker).next();
        match unread {
            Some(error) => Err(error.into()),
            None => Ok(found.and_then(|line| line.records.last().map(|record| record.seq))),
        }
    };
    let pairs = reading.pairs()?;
    if pairs.len() < 2 {
        return Ok(());
    }
    let person = session.me().map(|me| session.pair().people[me.index()]);
    let here = latest(session.pair_id(), session.pair(), session.me().into())?;
    let mut elsewhere: Option<(i64, String)> = None;
    for (id, pair) in pairs.into_iter().filter(|(id, _)| *id != session.pair_id()) {
        let asker = match person.map(|person| pair.member_of(person)) {
            Some(None) => continue,
            Some(Some(member)) => Asker::Member(member),
            None => Asker::Nobody,
        };
        let Some(seq) = latest(id, &pair, asker)?.filter(|seq| Some(*seq) > here) else { continue };
        if elsewhere.as_ref().is_none_or(|(known, _)| seq > *known) {
            elsewhere = Some((seq, pair.key));
        }
    }
    match elsewhere {
        Some((_, key)) => Err(AppError::UndoElsewhere { key, here: session.pair().key.clone() }),
        None => Ok(()),
    }
}

/// A command as the rules of undo see it, in the file `device`.
fn done(pair: &Pair, device: Id, line: &HistoryLine) -> Done {
    let own = line.records.iter().any(|record| is_own_kind(&record.kind));
    let scope = match history::author(pair, line) {
        _ if line.records.iter().all(|record| record.kind == "printing") => Scope::Event,
        // What was done in another file is taken back there.
        _ if line.device != device => Scope::Event,
        Some(author) if own => Scope::Own(author),
        _ => Scope::Joint,
    };
    Done { id: line.id, reverses: line.reverses, is_redo: line.act == "redo", scope }
}

fn reverse(
    session: &mut Session,
    act: &'static str,
    dry_run: bool,
    choose: impl Fn(Reading<'_>, &mut dyn Iterator<Item = (Done, HistoryLine)>, Asker) -> Result<Chosen, AppError>,
) -> Result<Undone, AppError> {
    let (pair_id, pair, me, now) = (session.pair_id(), session.pair().clone(), session.me(), session.now());
    let device = session.store().device();
    let writing = session.store_mut().begin()?;
    let mut unread = None;
    let lines =
        writing.reading().commands(pair_id).map_while(|line| line.map_err(|error| unread = Some(error)).ok());
    let chosen = {
        let mut lines = lines.map(|line| (done(&pair, device, &line), line));
        choose(writing.reading(), &mut lines, me.into())
    };
    if let Some(error) = unread {
        return Err(error.into());
    }
    let Chosen { lines: targets, passed_over } = chosen?;
    let mut deeds = Vec::new();
    let mut withdrew = false;
    for line in &targets {
        allowed(&writing, pair_id, device, me.into(), line)?;
        let deed = told(writing.reading(), &pair, me.into(), line)?;
        let author = me.map(|member| pair.people[member.index()]);
        let command = Command { act, pair: pair_id, author, now, reverses: Some(line.id) };
        let changes = restoring(writing.reading(), pair_id, line)?;
        withdrew |= act == "undo" && line.act == "share";
        writing.write(&command, &changes)?;
        deeds.push(deed);
    }
    if !dry_run {
        writing.finish()?;
    }
    Ok(Undone { deeds, dry_run, passed_over, withdrew, talks: Vec::new() })
}

/// The changes that bring back how things were before a command.
fn restoring(reading: Reading<'_>, pair_id: Id, line: &HistoryLine) -> Result<Vec<Change>, AppError> {
    let mut changes = Vec::new();
    for record in line.records.iter().rev() {
        let before = match record.replaces {
            Some(before) => reading.body(before)?,
            None => None,
        };
        changes.push(match before {
            Some(entity) => Change::Put(record.entity, entity),
            // A person whom another pair needs stays on record.
            None if record.kind == "person" && in_another_pair(reading, pair_id, record.entity)? => continue,
            None => Change::Remove(record.entity),
        });
    }
    Ok(changes)
}

fn in_another_pair(reading: Reading<'_>, pair_id: Id, person: Id) -> Result<bool, AppError> {
    Ok(reading.pairs()?.iter().any(|(id, pair)| *id != pair_id && pair.people.contains(&person)))
}

/// Refuses to give people a name back that others of the file have been given since.
fn names_are_free(reading: Reading<'_>, line: &HistoryLine) -> Result<(), AppError> {
    let mut people = Vec::new();
    for record in line.records.iter().filter(|record| record.kind == "person") {
        let before = record.replaces.map(|before| reading.body(before)).transpose()?.flatten();
        if let Some(Entity::Person(person)) = before {
            people.push((record.entity, person.name));
        }
    }
    let named: Vec<(Id, &str)> = people.iter().map(|(id, name)| (*id, name.as_str())).collect();
    refuse_taken(reading, &named).map_err(|error| match error {
        AppError::Refused(reason) => AppError::UndoRefused { act: line.act.clone(), handle: None, reason },
        other => other,
    })
}

/// Refuses to take back what others have built on, with the reason.
fn allowed(
    writing: &Writing<'_>,
    pair_id: Id,
    device: Id,
    asker: Asker,
    line: &HistoryLine,
) -> Result<(), AppError> {
    let reading = writing.reading();
    if let Some((act, handle)) = erased(reading, line)? {
        return Err(AppError::UndoErased { act, handle, further: None });
    }
    let reviews = reading.view(pair_id, asker).reviews()?;
    names_are_free(reading, line)?;
    for record in &line.records {
        let handle = history::handle(reading, record)?;
        let refused = |reason| AppError::UndoRefused { act: line.act.clone(), handle, reason };
        if reading.standing_device(record.entity)?.is_some_and(|standing| standing != device) {
            return Err(refused(Refusal::ChangedElsewhere));
        }
        if record.kind == "pair" && record.replaces.is_none() && reading.has_entries(pair_id)? {
            return Err(refused(Refusal::PairInUse));
        }
        let Some(handle) = handle else { continue };
        if let Some(me) = asker.member()
            && is_own_kind(&record.kind)
            && reading.answered_since(record.subject, record.seq, me.other())?
        {
            return Err(refused(Refusal::Answered { handle, by: me.other() }));
        }
        for review in &reviews {
            let name = review.value.name;
            if let Some((on, _)) = review.locked()
                && review.id == record.subject
                && record.kind != "amendment"
            {
                return Err(refused(Refusal::Locked { review: name, on }));
            }
            let others = crate::domain::Member::BOTH.into_iter().filter(|it| asker.member() != Some(*it));
            let holds = |held: &[Id]| held.binary_search(&record.id).is_ok();
            let signed = others.filter_map(|member| review.signature(member)).any(|(_, held)| holds(held));
            if signed || review.locked().is_some_and(|(_, held)| holds(held)) {
                return Err(refused(Refusal::Signed { handle, review: name }));
            }
        }
    }
    Ok(())
}
