//! Whether all is well: with the file, around it, and with what is one's own beside it.

use super::backups::{Backups, Known, whole};
use super::error::AppError;
use super::synced;
use super::template::{self, Listed};
use super::templates::Templates;
use crate::locale::Language;
use crate::store::{BEFORE_REBUILD, BESIDE, Finding, Store, StoreError};
use std::path::{Path, PathBuf};

/// Something that is not as it should be, and that somebody can do something about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The file does not say what was written.
    File(Finding),
    /// Others on this machine can read a file or a folder, by its permissions.
    Open { path: PathBuf, mode: u32 },
    /// An own template has so many mistakes.
    Template { name: String, mistakes: usize },
}

/// Something that is good to know, though nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A service copies the folder of the file to other machines.
    Synced { folder: PathBuf, service: String },
    /// The file lies on another machine.
    Remote { folder: PathBuf, kind: String },
    /// An interrupted command has left a file behind.
    Leftover { path: PathBuf },
    /// There is no backup.
    NoBackup,
    /// The latest backup was made on another day.
    OldBackup { file: PathBuf, days: i64 },
}

/// A latest backup older than this is told of, in days.
const OLD: i64 = 30;

/// What was looked at, and found.
#[derive(Clone, Debug)]
pub(crate) struct Checkup {
    /// The file that was looked at.
    pub(crate) path: PathBuf,
    /// The number of the schema.
    pub(crate) schema: u32,
    /// How many templates of one's own there are.
    pub(crate) own_templates: usize,
    /// The latest copy, if one is known.
    pub(crate) backup: Option<Known>,
    /// What is wrong.
    pub(crate) problems: Vec<Problem>,
    /// What is well, but to be known.
    pub(crate) notices: Vec<Notice>,
}

/// Looks at the file, its surroundings, one's own templates and the backups. Nothing is changed.
///
/// # Errors
/// If another program holds the file, or the disk fails.
pub(crate) fn doctor(
    store: &Store,
    templates: &Templates,
    language: Language,
    backups: &Backups,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Checkup, AppError> {
    let path = whole(store.path());
    let findings = store.check()?;
    let own: Vec<Listed> =
        template::list(templates, language).into_iter().filter(|it| it.path.is_some()).collect();
    let mistaken = own.iter().filter(|it| it.mistakes > 0);
    let mistaken = mistaken.map(|it| Problem::Template { name: it.name.clone(), mistakes: it.mistakes });
    let problems = findings.into_iter().map(Problem::File).chain(open_to_others(&path, backups));
    let problems = problems.chain(mistaken).collect();
    let backup = backups.latest(&path);
    let mut notices = around(&path);
    notices.extend(match &backup {
        None => Some(Notice::NoBackup),
        Some(known) => {
            let days = (now - known.at).num_days();
            (days > OLD).then(|| Notice::OldBackup { file: known.file.clone(), days })
        }
    });
    let schema = Store::schema();
    Ok(Checkup { path, schema, own_templates: own.len(), backup, problems, notices })
}

/// What was mended.
#[derive(Clone, Debug)]
pub(crate) struct Rebuilt {
    /// What the projection had wrong, and has right now.
    pub(crate) mended: Vec<Finding>,
    /// Where the file is kept as it was before.
    pub(crate) kept: Option<PathBuf>,
}

/// Makes anew what can be made from the records: the tables that queries read, the index of words, the numbers that were given.
/// The file as it was is kept beside it, unless nothing is to be mended.
///
/// # Errors
/// If the records themselves cannot be trusted, and as for every write.
pub(crate) fn rebuild(store: &mut Store) -> Result<Rebuilt, AppError> {
    let findings = store.check()?;
    if let Some(Finding::Unsound { detail }) =
        findings.iter().find(|it| matches!(it, Finding::Unsound { .. }))
    {
        return Err(StoreError::Damaged { path: store.path().to_owned(), detail: detail.clone() }.into());
    }
    if !findings.iter().any(Finding::is_mendable) {
        return Ok(Rebuilt { mended: Vec::new(), kept: None });
    }
    let kept = store.copy(store.path(), &mut |_, _| ())?.put_beside(store.path(), BEFORE_REBUILD)?;
    let writing = store.begin()?;
    let mended = writing.rebuild()?;
    writing.finish()?;
    Ok(Rebuilt { mended, kept: Some(kept) })
}

/// The file and its copies that others on this machine can read.
fn open_to_others(path: &Path, backups: &Backups) -> Vec<Problem> {
    let copies = backups.of(path).into_iter().map(|known| known.file);
    let files = std::iter::once(path.to_owned()).chain(copies);
    files.filter_map(|path| mode_for_others(&path).map(|mode| Problem::Open { path, mode })).collect()
}

/// The permissions of a file, if others than its owner have any.
#[cfg(unix)]
fn mode_for_others(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

/// On other systems permissions are inherited from the folder of the account.
#[cfg(not(unix))]
fn mode_for_others(_: &Path) -> Option<u32> {
    None
}

/// What is told of the folder in which the file lies.
fn around(path: &Path) -> Vec<Notice> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let mut notices = Vec::new();
    if let Some(service) = synced::service(folder) {
        notices.push(Notice::Synced { folder: folder.to_owned(), service: service.to_owned() });
    }
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if let Some(kind) = synced::remote(folder, &mounts) {
        notices.push(Notice::Remote { folder: folder.to_owned(), kind });
    }
    notices.extend(leftovers(folder).into_iter().map(|path| Notice::Leftover { path }));
    notices
}

/// An interrupted command is over for certain after this long, in seconds.
const OVER: u64 = 3600;

/// What an interrupted command has left in the folder; what one that still runs is at work on is not among it.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = files.filter(|file| file.file_name().to_string_lossy().starts_with(BESIDE));
    let old = ours.filter(|file| {
        let written = file.metadata().and_then(|told| told.modified()).ok();
        let age = written.and_then(|at| at.elapsed().ok());
        age.is_some_and(|age| age.as_secs() > OVER)
    });
    let mut paths: Vec<PathBuf> = old.map(|file| file.path()).collect();
    paths.sort();
    paths
}
