//! Copies of the file, and whether it is well.

use super::super::args::{Backup, Doctor};
use super::super::checkup::{Findings, mended};
use super::super::desk::Desk;
use super::super::json;
use super::super::ui::shown;
use super::super::values;
use super::super::wording::{Failure, report};
use super::{Ended, in_shell};
use crate::app::restore::Restoring;
use crate::app::{AppError, backup as copying, doctor as checking, rescue as saving};
use crate::locale::calling;
use crate::locale::messages::{
    BACKUP_HOLDS_ALL, BackupSaid, HINT_RESCUE_ELSEWHERE, HINT_YES, HintRescued, KeptSaid, NOT_REMEMBERED,
    NOTHING_DONE, NOTHING_TO_REBUILD, REBUILT_SAID, RESCUE_UNNAMED, RescueDoubtful, RescueMissing,
    RescuedSaid, RestoreAsks, RestoreAsksMore, RestoreAsksUnread, RestoreQuestion, RestoredSaid,
};
use crate::store::StoreError;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// The command `backup`.
pub(super) fn backup(desk: &Desk, args: &Backup) -> Ended {
    let language = desk.language();
    let store = desk.store()?.ok_or(AppError::NoPair)?;
    let progress = desk.ui.patient_progress();
    let mut seen = |done, of| progress.show(done, of);
    let when = (desk.local_day(desk.now), desk.now);
    let made = copying::backup(&store, &args.file, args.force, &desk.backups(), when, &mut seen);
    progress.clear();
    let made = made?;
    let warnings = if made.is_remembered { vec![] } else { vec![NOT_REMEMBERED.text(language).to_owned()] };
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&made, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    desk.ui.say(&BackupSaid { file: &shown(&made.file) }.text(language));
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    desk.ui.chatter(BACKUP_HOLDS_ALL.text(language));
    Ok(ExitCode::SUCCESS)
}

/// Whether the person wants the file replaced; `Err` where nobody can be asked.
fn is_sure(desk: &Desk, restoring: &Restoring, file: &Path) -> Result<bool, Failure> {
    if desk.ui.yes() || !restoring.replaces() {
        return Ok(true);
    }
    let (language, file) = (desk.language(), shown(file));
    let asks = match restoring.has_all() {
        None => RestoreAsksUnread { file: &file }.text(language),
        Some(true) => RestoreAsks { file: &file }.text(language),
        Some(false) => RestoreAsksMore { file: &file }.text(language),
    };
    if !desk.ui.can_ask() {
        return Err(report("not-sure", asks).hint(HINT_YES.text(language)).into());
    }
    desk.ui.chatter(&asks);
    let day = restoring.made().map(|at| desk.day_of(at)).unwrap_or_default();
    let question = RestoreQuestion { day: &day }.text(language);
    let sure = desk.ui.ask(&question).unwrap_or_default();
    Ok(values::yes_or_no(language, &sure).unwrap_or(false))
}

/// The command `restore`.
pub(super) fn restore(desk: &Desk, from: &Path) -> Ended {
    let language = desk.language();
    let database = desk.file()?;
    let restoring = Restoring::begin(from, &database)?;
    if !is_sure(desk, &restoring, &database)? {
        desk.ui.chatter(NOTHING_DONE.text(language));
        return Ok(ExitCode::SUCCESS);
    }
    if !restoring.replaces() {
        desk.make_folder(&database)?;
    }
    let progress = desk.ui.patient_progress();
    let mut seen = |done, of| progress.show(done, of);
    let restored = restoring.carry_out(&mut seen);
    progress.clear();
    let restored = restored?;
    if desk.ui.json() {
        desk.ui.say(&json!(restored).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let (file, from) = (shown(&restored.database), shown(&restored.from));
    desk.ui.say(&RestoredSaid { file: &file, from: &from }.text(language));
    if let Some(kept) = &restored.kept {
        desk.ui.say(&KeptSaid { file: &shown(kept) }.text(language));
    }
    desk.ui.hint(&calling::line("status"));
    Ok(ExitCode::SUCCESS)
}

/// The command `doctor`.
pub(super) fn doctor(desk: &Desk, args: &Doctor) -> Ended {
    if let Some(to) = &args.rescue {
        return rescue(desk, to);
    }
    let language = desk.language();
    let mut store = desk.store()?.ok_or(AppError::NoPair)?;
    let rebuilt = if args.rebuild { Some(checking::rebuild(&mut store)?) } else { None };
    let checkup = checking::doctor(&store, desk.templates(), language, &desk.backups(), desk.now)?;
    let fault = desk.config().fault(language);
    let findings = Findings::of(desk, &checkup, fault.as_ref());
    let code = if findings.is_well() { ExitCode::SUCCESS } else { ExitCode::from(1) };
    let kept = rebuilt.as_ref().and_then(|rebuilt| rebuilt.kept.as_ref());
    if desk.ui.json() {
        let value = json!({
            "file": checkup.path,
            "schema": checkup.schema,
            "findings": findings.json(),
            "rebuilt": args.rebuild,
            "mended": mended(language, rebuilt.as_ref().map(|it| &it.mended[..]).unwrap_or_default()),
            "kept": kept,
        });
        desk.ui.say(&json::with_warnings(&value, &findings.warnings()).to_string());
        return Ok(code);
    }
    if let Some(kept) = kept {
        desk.ui.say(REBUILT_SAID.text(language));
        desk.ui.say(&KeptSaid { file: &shown(kept) }.text(language));
    } else if rebuilt.is_some() {
        desk.ui.say(NOTHING_TO_REBUILD.text(language));
    }
    findings.say(&desk.ui, kept.is_some());
    Ok(code)
}

fn rescue(desk: &Desk, to: &Path) -> Ended {
    let language = desk.language();
    let from = desk.file()?;
    let progress = desk.ui.patient_progress();
    let mut seen = |done, of| progress.show(done, of);
    let rescued = saving::rescue(&from, to, desk.now, &mut seen);
    progress.clear();
    let rescued = rescued.map_err(|error| match error {
        // It is not the database that is in the way.
        AppError::Store(StoreError::Exists { .. }) => {
            Failure::Said(desk.worded(error.into()).hint(HINT_RESCUE_ELSEWHERE.text(language)))
        }
        other => other.into(),
    })?;
    let saved = &rescued.saved;
    if desk.ui.json() {
        let value = json!({
            "file": rescued.file,
            "records": saved.records,
            "missing": saved.missing,
            "doubtful": saved.doubtful,
            "unnamed": saved.unnamed,
        });
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    desk.ui.say(&RescuedSaid { count: saved.records, file: &shown(&rescued.file) }.text(language));
    let missing = RescueMissing { count: saved.missing }.text(language);
    if saved.missing > 0 {
        desk.ui.warning(&missing);
    } else {
        desk.ui.chatter(&missing);
    }
    if !saved.doubtful.is_empty() {
        let records: Vec<String> = saved.doubtful.iter().take(20).map(ToString::to_string).collect();
        let count = saved.doubtful.len();
        desk.ui.warning(&RescueDoubtful { count, records: &records.join(", ") }.text(language));
    }
    if saved.unnamed {
        desk.ui.warning(RESCUE_UNNAMED.text(language));
    }
    let file = in_shell(&shown(&rescued.file));
    desk.ui.hint(&HintRescued { file: &file }.text(language));
    Ok(ExitCode::SUCCESS)
}
