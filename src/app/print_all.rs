//! Printing a hand-out for every pair that is running in a file: written and set by several threads, each with the file
//! open for itself, and put on record by one, many at a time.

use super::deliver::{digest, is_ours, printing};
use super::error::AppError;
use super::files;
use super::names::Names;
use super::print::{Draft, Edition, Kind};
use super::session::Session;
use super::templates::Templates;
use crate::domain::{Change, Content, Id, Pair};
use crate::store::{Command, Store};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tempfile::TempPath;

/// What is to be printed for all.
pub(crate) struct OrderForAll<'o> {
    /// The file with the pairs.
    pub(crate) file: &'o Path,
    /// How each is made.
    pub(crate) edition: Edition,
    /// The folder that the papers go into.
    pub(crate) folder: &'o Path,
    /// Whether files that makkerpar did not make are replaced.
    pub(crate) force: bool,
    /// Who is typing, as it was typed; a preparation sheet is printed for the pairs that they are in.
    pub(crate) me: Option<&'o str>,
    /// The instant that every paper carries.
    pub(crate) now: DateTime<Utc>,
    /// The folder of a person's own templates.
    pub(crate) templates: Option<&'o Path>,
    /// Set by somebody who wants to stop.
    pub(crate) stop: &'o AtomicBool,
    /// Told how many pairs are done, of how many.
    pub(crate) progress: &'o (dyn Fn(usize, usize) + Sync),
}

/// What became of it.
#[derive(Default)]
pub(crate) struct PrintedForAll {
    /// The papers that were printed.
    pub(crate) printed: Vec<PrintedOne>,
    /// The keys of the pairs whose paper would say nothing new.
    pub(crate) unchanged: Vec<String>,
    /// The keys of the pairs that have no talk to print it for.
    pub(crate) without_talk: Vec<String>,
    /// The papers that were not, and why.
    pub(crate) failed: Vec<FailedOne>,
    /// Whether it was stopped before all were done.
    pub(crate) is_stopped: bool,
}

/// A paper that was printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PrintedOne {
    /// The key of the pair.
    pub(crate) pair: String,
    /// The name of the talk.
    pub(crate) review: String,
    #[serde(serialize_with = "crate::app::paths::shown")]
    pub(crate) file: PathBuf,
}

/// A paper that could not be printed, and what is needed to say why.
pub(crate) struct FailedOne {
    /// The key of the pair.
    pub(crate) pair: String,
    pub(crate) error: AppError,
    /// What the two go by; `None` if that could not be read either.
    pub(crate) names: Option<Names>,
    /// The day it is for the pair.
    pub(crate) today: NaiveDate,
}

impl FailedOne {
    /// Where not even the names of the two are known.
    fn nameless(order: &OrderForAll<'_>, pair: String, error: AppError) -> Self {
        Self { pair, error, names: None, today: order.now.date_naive() }
    }
}

/// What became of one pair, before it is on record.
enum Made {
    Paper(Box<Paper>),
    Unchanged(String),
    WithoutTalk(String),
    /// The one who is typing is not of this pair.
    NotTheirs,
    /// The pair is there no more.
    Gone,
    Failed(Box<FailedOne>),
}

/// A paper that is set and waits beside its place.
struct Paper {
    pair: (Id, String),
    author: Option<(Id, crate::domain::Member)>,
    review: (Id, String),
    today: NaiveDate,
    path: PathBuf,
    temporary: TempPath,
    digest: String,
    says: String,
}

/// So many papers are put on record at once, and so long is waited for one more.
const BATCH: usize = 64;
const PATIENCE: Duration = Duration::from_millis(100);

/// Prints a hand-out for every pair that is running.
///
/// # Errors
/// If the file cannot be read or written; what was put on record until then stays so.
pub(crate) fn print_all(order: &OrderForAll<'_>) -> Result<PrintedForAll, AppError> {
    let mut store = Store::open(order.file)?;
    let pairs = store.reading().running_pairs()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let is_broken = AtomicBool::new(false);
    let (sender, receiver) = sync_channel(BATCH);
    let done = std::thread::scope(|scope| {
        for _ in 0..threads.min(pairs.len()) {
            let (sender, pairs, next, is_broken) = (sender.clone(), &pairs, &next, &is_broken);
            scope.spawn(move || work(order, pairs, next, is_broken, &sender));
        }
        drop(sender);
        let done =
            Recorder { order, store: &mut store, total: pairs.len(), done: 0, all: PrintedForAll::default() }
                .record(&receiver);
        if done.is_err() {
            is_broken.store(true, Ordering::Relaxed);
            // The workers may wait to hand over what they have made.
            receiver.iter().for_each(drop);
        }
        done
    });
    let mut all = done?;
    all.is_stopped = order.stop.load(Ordering::Relaxed) && next.load(Ordering::Relaxed) < pairs.len();
    for keys in [&mut all.unchanged, &mut all.without_talk] {
        keys.sort();
    }
    all.printed.sort_by(|one, other| one.pair.cmp(&other.pair));
    all.failed.sort_by(|one, other| one.pair.cmp(&other.pair));
    Ok(all)
}

/// Takes pair after pair until none is left.
fn work(
    order: &OrderForAll<'_>,
    pairs: &[Id],
    next: &AtomicUsize,
    is_broken: &AtomicBool,
    sender: &SyncSender<Made>,
) {
    let templates = Templates::in_folder(order.templates.map(Path::to_owned));
    let mut store = None;
    let goes_on = || !order.stop.load(Ordering::Relaxed) && !is_broken.load(Ordering::Relaxed);
    while goes_on() {
        let Some(id) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
        let opened = store.take().map_or_else(|| Store::open_once_more(order.file), Ok);
        let made = match opened.map_err(AppError::from) {
            Ok(opened) => of_pair(order, *id, opened, &templates, &mut store),
            Err(error) => Made::Failed(Box::new(FailedOne::nameless(order, String::new(), error))),
        };
        if sender.send(made).is_err() {
            return;
        }
    }
}

/// What becomes of one pair. The open file is given back in `store`, unless it is what failed.
fn of_pair(
    order: &OrderForAll<'_>,
    id: Id,
    opened: Store,
    templates: &Templates,
    store: &mut Option<Store>,
) -> Made {
    let failed = |pair: &str, error: AppError| {
        Made::Failed(Box::new(FailedOne::nameless(order, pair.to_owned(), error)))
    };
    let pair: Pair = match opened.reading().entity(id) {
        Ok(Some(pair)) => pair,
        // It was taken back while the others were printed.
        Ok(None) => return Made::Gone,
        Err(error) => return failed("", error.into()),
    };
    let key = pair.key.clone();
    let mut session = match Session::with_pair(opened, id, pair, None, order.now) {
        Ok(session) => session,
        Err(error) => return failed(&key, error),
    };
    session.set_templates(templates.clone());
    // Who looks after pairs need not be one of each; the printing is then nobody's in particular.
    let me = order.me.and_then(|typed| session.member(typed).ok());
    session.turn(me, order.now);
    let made = if me.is_none() && order.edition.kind == Kind::Prep {
        Made::NotTheirs
    } else {
        make(order, &session).unwrap_or_else(|error| match error {
            AppError::NoTalk | AppError::NoTalkSet => Made::WithoutTalk(key.clone()),
            error => Made::Failed(Box::new(FailedOne {
                pair: key.clone(),
                error,
                names: Some(session.names()),
                today: session.today(),
            })),
        })
    };
    *store = Some(session.into_store());
    made
}

/// Writes and sets the paper of one pair, unless it would say what it said before.
fn make(order: &OrderForAll<'_>, session: &Session) -> Result<Made, AppError> {
    let draft = Draft::of(session, order.edition, None)?;
    let (says, kind) = (draft.says(), order.edition.kind.word());
    let path = order.folder.join(draft.file_name(Some(&session.pair().key)));
    if let Ok(bytes) = std::fs::read(&path) {
        let there = digest(&bytes);
        let printings = session.store().reading().printings_of(draft.review)?;
        let is_same = printings.iter().any(|part| match &part.content {
            Content::Printing { document, digest, says: said } => {
                document == kind && *digest == there && said.as_ref() == Some(&says)
            }
            _ => false,
        });
        if is_same {
            return Ok(Made::Unchanged(session.pair().key.clone()));
        }
    }
    if !order.force && path.exists() && !is_ours(session, &path)? {
        return Err(AppError::FileInTheWay { path });
    }
    let rendered = draft.render()?;
    let temporary = files::beside(&path, &rendered.bytes)?;
    let author = session.me().map(|member| (session.pair().people[member.index()], member));
    Ok(Made::Paper(Box::new(Paper {
        pair: (session.pair_id(), session.pair().key.clone()),
        author,
        review: (draft.review, draft.review_name),
        today: session.today(),
        path,
        temporary,
        digest: digest(&rendered.bytes),
        says,
    })))
}

/// Puts papers on record, many at a time, and in their places.
struct Recorder<'r, 'o> {
    order: &'r OrderForAll<'o>,
    store: &'r mut Store,
    total: usize,
    done: usize,
    all: PrintedForAll,
}

impl Recorder<'_, '_> {
    fn record(mut self, receiver: &Receiver<Made>) -> Result<PrintedForAll, AppError> {
        let mut batch: Vec<Paper> = Vec::new();
        loop {
            let wait = if batch.is_empty() { Duration::MAX } else { PATIENCE };
            match receiver.recv_timeout(wait) {
                Ok(made) => {
                    self.note(made, &mut batch);
                    if batch.len() == BATCH {
                        self.put(&mut batch)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.put(&mut batch)?,
                Err(RecvTimeoutError::Disconnected) => {
                    self.put(&mut batch)?;
                    return Ok(self.all);
                }
            }
        }
    }

    fn note(&mut self, made: Made, batch: &mut Vec<Paper>) {
        if !matches!(made, Made::Paper(_)) {
            self.one_more();
        }
        match made {
            Made::Failed(failed) => self.all.failed.push(*failed),
            Made::Unchanged(pair) => self.all.unchanged.push(pair),
            Made::WithoutTalk(pair) => self.all.without_talk.push(pair),
            Made::NotTheirs | Made::Gone => {}
            Made::Paper(paper) => batch.push(*paper),
        }
    }

    fn one_more(&mut self) {
        self.done += 1;
        (self.order.progress)(self.done, self.total);
    }

    /// The record first, then the files: a paper that is on record and not in its place is printed anew the next time; one
    /// that is in its place and not on record would be in the way.
    fn put(&mut self, batch: &mut Vec<Paper>) -> Result<(), AppError> {
        if batch.is_empty() {
            return Ok(());
        }
        let writing = self.store.begin()?;
        for paper in batch.iter() {
            let act = self.order.edition.kind.act();
            let (author, now) = (paper.author.map(|(person, _)| person), self.order.now);
            let command = Command { act, pair: paper.pair.0, author, now, reverses: None };
            let content = Content::Printing {
                document: self.order.edition.kind.word().to_owned(),
                digest: paper.digest.clone(),
                says: Some(paper.says.clone()),
            };
            let member = paper.author.map(|(_, member)| member);
            let change: Change = printing(&writing, paper.review.0, member, (paper.today, now), content)?;
            writing.write(&command, &[change])?;
        }
        writing.finish()?;
        for paper in batch.drain(..) {
            let Paper { pair: (_, pair), review: (_, review), path, temporary, today, .. } = paper;
            self.one_more();
            match files::put_in_place(temporary, &path) {
                Ok(()) => self.all.printed.push(PrintedOne { pair, review, file: path }),
                Err(error) => self.all.failed.push(FailedOne { pair, error, names: None, today }),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::demo::demo;
    use crate::handout::Paper;
    use crate::locale::Language;

    #[test]
    fn what_is_stopped_leaves_nothing_half_done_and_goes_on_the_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = DateTime::from_timestamp(1_804_075_200, 0).expect("an instant");
        let demo = demo(&folder.path().join("demo"), Language::English, now).expect("a demo");
        let print = |stop: bool| {
            let stop = AtomicBool::new(stop);
            let edition = Edition {
                kind: Kind::Brief,
                language: None,
                paper: Paper::A4,
                is_redacted: false,
                is_full: false,
            };
            let order = OrderForAll {
                file: &demo.database,
                edition,
                folder: folder.path(),
                force: false,
                me: None,
                now,
                templates: None,
                stop: &stop,
                progress: &|_, _| (),
            };
            print_all(&order).expect("it prints")
        };
        let files = || std::fs::read_dir(folder.path()).expect("a folder").count();
        let stopped = print(true);
        assert!(stopped.is_stopped && stopped.printed.is_empty());
        assert_eq!(files(), 1, "only the demo is there");
        let done = print(false);
        assert!(!done.is_stopped && done.printed.len() == 1);
        assert_eq!(files(), 2);
        assert_eq!(print(false).unchanged.len(), 1);
    }
}
