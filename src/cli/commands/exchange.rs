//! Out of the file, and into it.

use super::super::args::{Export, Import, Taking};
use super::super::desk::Desk;
use super::super::json;
use super::super::markdown::Markdown;
use super::super::ui::{Progress, clean, shown};
use super::super::voice::Voice;
use super::super::wording::Failure;
use super::{Ended, importing, in_shell};
use crate::app::AppError;
use crate::app::deliver::Destination;
use crate::app::exchange::{ExchangeError, Intake};
use crate::app::export::{self as taking_out, Extent, Form};
use crate::app::import::{self as taking_in, Material};
use crate::locale::messages::{
    HINT_AFTER_IMPORT, HintClaim, HintWhoAreYou, NOT_ON_RECORD, NewFile, PRIVACY, STANDARD_INPUT,
};
use std::io::{BufRead as _, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command `export`.
pub(super) fn export(desk: &Desk, words: Export) -> Ended {
    let markdown = Markdown::of(desk);
    let (form, taking) = match words {
        Export::Json(taking) => (Form::Json, taking),
        Export::Csv(taking) => (Form::Csv, taking),
        Export::Markdown(taking) => (Form::Markdown(&markdown), taking),
    };
    let Taking { shared, mine, output, force, by } = taking;
    let extent = match (shared, mine) {
        (true, _) => Extent::Shared,
        (_, true) => Extent::Own,
        _ => Extent::Whole,
    };
    let is_stream = output.as_deref().is_none_or(|path| path == Path::new("-"));
    let to = if is_stream { Destination::Bytes } else { Destination::File { path: output, force } };
    let mut session = desk.session(by.by.as_deref())?;
    let progress = desk.ui.patient_progress();
    let mut seen = |done, of| progress.show(done, of);
    let mut out = std::io::stdout().lock();
    let exported = taking_out::export(&mut session, form, extent, to, &mut out, &mut seen);
    drop(out);
    progress.clear();
    let exported = match exported {
        // A reader that has seen enough closes the pipe; that is no error.
        Err(AppError::Unwritable { cause, .. }) if is_stream && cause.kind() == ErrorKind::BrokenPipe => {
            return Ok(ExitCode::SUCCESS);
        }
        other => other?,
    };
    let mut warnings = Vec::new();
    if !exported.on_record {
        warnings.push(NOT_ON_RECORD.text(desk.language()).to_owned());
    }
    if desk.ui.json() && !is_stream {
        desk.ui.say(&json::with_warnings(&exported, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    Voice::of(&desk.ui, &session).says_exported(&exported, matches!(form, Form::Json));
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells how much of a file has been read.
struct Watched<'p, R> {
    source: R,
    progress: &'p Progress,
    done: usize,
    of: usize,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.done += read;
        // In kibibytes, which is as much as a person reads of a number.
        if self.of > 0 {
            self.progress.show(self.done / 1024, self.of / 1024);
        }
        Ok(read)
    }
}

/// What a file is called in what is said of it.
pub(super) fn called(desk: &Desk, path: &Path) -> PathBuf {
    let is_stream = path == Path::new("-");
    if is_stream { PathBuf::from(STANDARD_INPUT.text(desk.language())) } else { path.to_owned() }
}

/// The file that is to be taken in, and how long it is, where that is known.
fn source(path: &Path) -> Result<(Box<dyn Read>, usize), AppError> {
    if path == Path::new("-") {
        return Ok((Box::new(std::io::stdin().lock()), 0));
    }
    let failed = |cause| AppError::Unreadable { path: path.to_owned(), cause };
    let file = std::fs::File::open(path).map_err(failed)?;
    let told = file.metadata().map_err(failed)?;
    if told.is_dir() {
        return Err(failed(ErrorKind::IsADirectory.into()));
    }
    Ok((Box::new(file), usize::try_from(told.len()).unwrap_or(0)))
}

/// The command `import`.
pub(super) fn import(desk: &Desk, args: &Import) -> Ended {
    let path = called(desk, &args.file);
    let (source, length) = source(&args.file)?;
    let progress = desk.ui.patient_progress();
    let mut source = BufReader::new(Watched { source, progress: &progress, done: 0, of: length });
    let failed = |cause| AppError::Unreadable { path: path.clone(), cause };
    let material = taking_in::material(source.fill_buf().map_err(failed)?);
    let taken = match material {
        Material::Export => export_of_another(desk, args, source, &progress),
        Material::Calendar => Err(AppError::IsACalendar { path }.into()),
        Material::Database => Err(AppError::IsADatabase { path }.into()),
        Material::Table(_) | Material::Lines => importing::rows(desk, args, material, source, &progress),
    };
    progress.clear();
    taken
}

/// Takes in an export of makkerpar, into a file that is made for it where there is none.
fn export_of_another(desk: &Desk, args: &Import, source: impl Read, progress: &Progress) -> Ended {
    let (path, dry_run) = (&called(desk, &args.file), args.dry_run);
    let me = desk.me(args.by.by.as_deref());
    let database = desk.file()?;
    let is_new = !database.exists();
    let how = Intake { me: me.as_deref(), dry_run, is_another: desk.ui.yes() };
    let received = if is_new {
        if !dry_run {
            desk.make_folder(&database)?;
        }
        taking_in::receive_new(&database, path, source, how)
    } else {
        let mut store = desk.open(&database)?;
        taking_in::receive(&mut store, path, source, how)
    };
    progress.clear();
    let received = received.map_err(|error| match &error {
        AppError::Exchange(ExchangeError::Unclaimed { name, key, .. }) => {
            let line = std::env::args_os().skip(1).map(|word| in_shell(&word.to_string_lossy()));
            let line = ["makkerpar".to_owned()].into_iter().chain(line).collect::<Vec<_>>().join(" ");
            let hint = HintClaim { name: &clean(name), line: &clean(&line), key }.text(desk.language());
            desk.worded(error.into()).hint(hint).into()
        }
        _ => Failure::App(error),
    })?;
    if desk.ui.json() {
        let mut value = serde_json::json!(received);
        value["dry_run"] = dry_run.into();
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let language = desk.language();
    let says_new = super::super::exchanged::says_received(&desk.ui, &received, dry_run);
    if is_new && !dry_run {
        let file = shown(&database);
        desk.ui.chatter(&NewFile { file: &file }.text(language));
        desk.ui.chatter(PRIVACY.text(language));
    }
    if me.is_none() && is_new && !dry_run {
        let [a, b] = &received.names.keys;
        desk.ui.hint(&HintWhoAreYou { a, b }.text(language));
    } else if says_new && !dry_run {
        desk.ui.hint(HINT_AFTER_IMPORT.text(language));
    }
    Ok(ExitCode::SUCCESS)
}
