//! Taking in what was noted elsewhere: lines of a phone, rows of a table.

use super::super::args::Import;
use super::super::desk::Desk;
use super::super::exchanged;
use super::super::ui::{Progress, shown};
use super::super::values::quoted;
use super::super::voice::Voice;
use super::super::when::When;
use super::super::wording::{Report, Wording, report};
use super::Ended;
use super::exchange::called;
use crate::app::import::{self as taking_in, Fault, Material, TakenIn};
use crate::app::{AppError, Session};
use crate::locale::messages::{
    HINT_LINES, HINT_UTF8_TABLE, HintDryRun, NotUtf8File, NothingInIt, ROW_CELLS, ROW_NO_DATE, RefusedLines,
    RowKind, RowMember, RowMissing, RowNotYours, RowSaid, RowTheme, RowValue,
};
use crate::locale::{Language, terms};
use serde_json::json;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// More is no list that somebody noted.
const LARGEST: u64 = 64 << 20;
/// So many refused lines are named.
const NAMED: usize = 20;

/// Takes in lines or a table.
pub(super) fn rows(
    desk: &Desk,
    args: &Import,
    material: Material,
    source: impl Read,
    reading: &Progress,
) -> Ended {
    let path = &called(desk, &args.file);
    let text = text(desk, path, source)?;
    reading.clear();
    let mut session = desk.session(args.by.by.as_deref())?;
    let language = desk.language();
    let (rows, ignored) = match material {
        Material::Table(delimiter) => {
            let table = taking_in::table(&session, &text, delimiter, language)?;
            (table.rows, table.ignored)
        }
        _ => (taking_in::lines(&session, &text, language)?, Vec::new()),
    };
    if rows.is_empty() {
        let message = NothingInIt { path: &shown(path) }.text(language);
        return Err(report("nothing-in-it", message).hint(HINT_LINES.text(language)).into());
    }
    let progress = desk.ui.patient_progress();
    let mut seen = |done, of| progress.show(done, of);
    let taken = taking_in::take_in(&mut session, rows, args.dry_run, &mut seen);
    progress.clear();
    let taken = TakenIn { ignored, ..taken? };
    answer(desk, &session, args, &taken)
}

fn text(desk: &Desk, path: &Path, source: impl Read) -> Result<String, super::super::wording::Failure> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|cause| AppError::Unreadable { path: path.to_owned(), cause })?;
    if bytes.len() as u64 > LARGEST {
        return Err(AppError::FileTooLarge { path: path.to_owned(), most: LARGEST >> 20 }.into());
    }
    String::from_utf8(bytes).map_err(|_| {
        let message = NotUtf8File { path: &shown(path) }.text(desk.language());
        report("not-utf8", message).hint(HINT_UTF8_TABLE.text(desk.language())).into()
    })
}

fn answer(desk: &Desk, session: &Session, args: &Import, taken: &TakenIn) -> Ended {
    let (language, path) = (desk.language(), shown(&called(desk, &args.file)));
    let fault = |fault: &Fault| fault_words(desk, session, fault);
    if taken.refused > 0 && !args.dry_run {
        let of = taken.lines.len();
        let message = RefusedLines { count: taken.refused, of: &of, path: &path }.text(language);
        let mut refused = report("refused-lines", message);
        for (line, found) in taken.refused_lines().take(NAMED) {
            refused = refused.place(RowSaid { line: &line, said: &fault(found) }.text(language));
        }
        if taken.refused > NAMED {
            refused = refused.place(desk.ui.more());
        }
        return Err(refused.hint(HintDryRun { path: &shown(&args.file) }.text(language)).into());
    }
    if desk.ui.json() {
        let mut value = json!(taken);
        for (line, told) in taken.lines.iter().enumerate() {
            if let taking_in::Outcome::Refuse { fault: found } = &told.outcome {
                value["lines"][line]["message"] = fault(found).into();
            }
        }
        value["dry_run"] = args.dry_run.into();
        desk.ui.say(&value.to_string());
    } else {
        exchanged::says_taken_in(&Voice::of(&desk.ui, session), taken, args.dry_run, &fault);
    }
    Ok(if taken.refused > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Why a line cannot be taken in, in words.
fn fault_words(desk: &Desk, session: &Session, fault: &Fault) -> String {
    let language = desk.language();
    let typed = |typed: &str| quoted(language, typed);
    let column = |name: &'static str| terms::known(language, "field", name).unwrap_or(name);
    match fault {
        Fault::NoDate => ROW_NO_DATE.text(language).to_owned(),
        Fault::Date { typed, error } => When::new(language, session.today()).wrong(typed, error).message,
        Fault::Theme { typed: name } => RowTheme { typed: &typed(name) }.text(language),
        Fault::Member { typed: name } => RowMember { typed: &typed(name) }.text(language),
        Fault::Value { column: name, typed: word } => {
            RowValue { column: &column(name), typed: &typed(word) }.text(language)
        }
        Fault::Missing { column: name } => RowMissing { column: &column(name) }.text(language),
        Fault::NotYours { by } => {
            let name = if by.is_empty() {
                session.me().map(|me| session.names().short(me.other()).to_owned()).unwrap_or_default()
            } else {
                by.clone()
            };
            RowNotYours { name: &super::super::ui::clean(&name) }.text(language)
        }
        Fault::Kind { typed: kind } => RowKind { typed: &typed(kind) }.text(language),
        Fault::Cells => ROW_CELLS.text(language).to_owned(),
        Fault::Refused(refusal) => refusal_words(desk, session, language, refusal).message,
    }
}

fn refusal_words(
    desk: &Desk,
    session: &Session,
    language: Language,
    refusal: &crate::domain::Refusal,
) -> Report {
    let names = session.names();
    let wording =
        Wording { language, today: session.today(), names: Some(&names), templates: desk.templates() };
    wording.app(&AppError::Refused(refusal.clone()))
}
