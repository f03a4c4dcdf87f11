//! What the doctor found, in words: by areas, what is well, what is wrong, and what to do.

use super::commands::in_shell;
use super::desk::Desk;
use super::table::{Cell, plain, shaped_table};
use super::ui::{Style, Ui, clean, shown, wrapped};
use super::wording::Report;
use crate::app::doctor::{Checkup, Notice, Problem};
use crate::locale::messages::{
    AREA_BACKUP, AREA_FILE, AREA_FOLDER, AREA_PAGES, AREA_RECORDS, AREA_SEARCH, AREA_SETTINGS, AREA_TABLES,
    AREA_TEMPLATES, FIX_SYNCED, FindingBody, FindingChain, FindingDangling, FindingNumbers, FindingOpen,
    FindingProjection, FindingSchema, FindingTemplate, FindingUnsound, Label, MoreProblems, NOTICE_NO_BACKUP,
    NoticeLeftover, NoticeOldBackup, NoticeRemote, NoticeSynced, OK_FOLDER, OK_NO_SETTINGS, OK_RECORDS,
    OK_SEARCH, OK_TABLES, OkBackup, OkFile, OkPages, OkSettings, OkTemplates, ProblemCount, ProblemsLeft,
    VERDICT_FIX, VERDICT_NOTE, VERDICT_OK, VERDICT_WRONG,
};
use crate::locale::{Language, calling, messages};
use crate::store::Finding;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

/// What is looked at, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Area {
    File,
    Folder,
    Pages,
    Records,
    Tables,
    Search,
    Templates,
    Settings,
    Backup,
}

impl Area {
    const ALL: [Self; 9] = [
        Self::File,
        Self::Folder,
        Self::Pages,
        Self::Records,
        Self::Tables,
        Self::Search,
        Self::Templates,
        Self::Settings,
        Self::Backup,
    ];

    fn label(self) -> Label {
        match self {
            Self::File => AREA_FILE,
            Self::Folder => AREA_FOLDER,
            Self::Pages => AREA_PAGES,
            Self::Records => AREA_RECORDS,
            Self::Tables => AREA_TABLES,
            Self::Search => AREA_SEARCH,
            Self::Templates => AREA_TEMPLATES,
            Self::Settings => AREA_SETTINGS,
            Self::Backup => AREA_BACKUP,
        }
    }
}

/// Something that is told, and what to do about it.
struct Told {
    area: Area,
    code: &'static str,
    is_wrong: bool,
    message: String,
    fix: Option<String>,
}

/// Of so many of a kind each is told; more are only counted.
const MOST: usize = 10;

/// What was found, ready to be told.
pub(super) struct Findings {
    told: Vec<Told>,
    /// What is said of an area where all is well.
    well: Vec<(Area, String)>,
}

impl Findings {
    /// Words what a look has found; `settings` is what is wrong with the settings.
    pub(super) fn of(desk: &Desk, checkup: &Checkup, settings: Option<&Report>) -> Self {
        let language = desk.language();
        let mut told: Vec<Told> = checkup.problems.iter().map(|it| problem(desk, checkup, it)).collect();
        told.extend(checkup.notices.iter().map(|it| notice(language, it)));
        told.extend(settings.map(|report| Told {
            area: Area::Settings,
            code: report.code,
            is_wrong: true,
            message: report.message.clone(),
            fix: report.hint.clone(),
        }));
        Self { told, well: well(desk, checkup) }
    }

    /// Whether nothing is wrong.
    pub(super) fn is_well(&self) -> bool {
        !self.told.iter().any(|it| it.is_wrong)
    }

    /// What is wrong, for programs.
    pub(super) fn json(&self) -> Value {
        let wrong = self.told.iter().filter(|it| it.is_wrong);
        let wrong = wrong.map(|it| json!({"code": it.code, "message": it.message, "fix": it.fix}));
        Value::Array(wrong.collect())
    }

    /// What is good to know, for programs.
    pub(super) fn warnings(&self) -> Vec<String> {
        self.told.iter().filter(|it| !it.is_wrong).map(|it| it.message.clone()).collect()
    }

    /// Tells it, area by area.
    pub(super) fn say(&self, ui: &Ui, was_changed: bool) {
        let language = ui.language();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for area in Area::ALL {
            let label = || plain(area.label().text(language));
            let here: Vec<&Told> = self.told.iter().filter(|it| it.area == area).collect();
            if here.is_empty()
                && let Some((_, text)) = self.well.iter().find(|(of, _)| *of == area)
            {
                rows.push(vec![(Style::Praise, VERDICT_OK.text(language).to_owned()), label(), plain(text)]);
            }
            for (number, it) in here.iter().enumerate().take(MOST) {
                let (style, verdict) =
                    if it.is_wrong { (Style::Alarm, VERDICT_WRONG) } else { (Style::Waiting, VERDICT_NOTE) };
                let message = plain(it.message.clone());
                rows.push(vec![(style, verdict.text(language).to_owned()), label(), message]);
                // What mends several of a kind is said once, after the last of them.
                let is_last = here.get(number + 1).is_none_or(|next| next.fix != it.fix);
                if number + 1 == MOST && here.len() > MOST {
                    let more = MoreProblems { count: here.len() - MOST }.text(language);
                    rows.push(vec![plain(""), plain(""), plain(more)]);
                }
                if let Some(fix) = it.fix.as_ref().filter(|_| is_last || number + 1 == MOST) {
                    rows.push(fix_row(language, fix));
                }
            }
        }
        let is_fix = |row: &[Cell]| row[1].1 == VERDICT_FIX.text(language);
        for line in shaped_table(ui, &rows, &|row, room| {
            let row = &rows[row];
            let text = &row[row.len() - 1].1;
            // What may be copied stays whole.
            let room = room.filter(|room| !is_fix(row) || text.width() <= *room);
            wrapped(text, room)
        }) {
            ui.say(&line);
        }
        let count = self.told.iter().filter(|it| it.is_wrong).count();
        let said = if was_changed {
            ProblemsLeft { count }.text(language)
        } else {
            ProblemCount { count }.text(language)
        };
        ui.say(&said);
    }
}

fn fix_row(language: Language, fix: &str) -> Vec<Cell> {
    vec![plain(""), (Style::Dim, VERDICT_FIX.text(language).to_owned()), plain(fix)]
}

/// What is said of each area where all is well.
fn well(desk: &Desk, checkup: &Checkup) -> Vec<(Area, String)> {
    let language = desk.language();
    let file = shown(&checkup.path);
    let settings = desk.config().path().filter(|path| path.exists());
    let settings = settings.map_or_else(
        || OK_NO_SETTINGS.text(language).to_owned(),
        |path| OkSettings { file: &shown(path) }.text(language),
    );
    let backup = checkup.backup.as_ref().map(|known| {
        let day = desk.day_of(known.at);
        OkBackup { file: &shown(&known.file), day: &day }.text(language)
    });
    let mut well = vec![
        (Area::File, OkFile { file: &file }.text(language)),
        (Area::Folder, OK_FOLDER.text(language).to_owned()),
        (Area::Pages, OkPages { schema: &checkup.schema }.text(language)),
        (Area::Records, OK_RECORDS.text(language).to_owned()),
        (Area::Tables, OK_TABLES.text(language).to_owned()),
        (Area::Search, OK_SEARCH.text(language).to_owned()),
        (Area::Templates, OkTemplates { count: checkup.own_templates }.text(language)),
        (Area::Settings, settings),
    ];
    well.extend(backup.map(|text| (Area::Backup, text)));
    well
}

fn problem(desk: &Desk, checkup: &Checkup, problem: &Problem) -> Told {
    let language = desk.language();
    match problem {
        Problem::File(finding) => {
            let (area, code, message) = worded(language, finding);
            let fix = if finding.is_mendable() {
                calling::line("doctor --rebuild")
            } else {
                desk.way_back(&checkup.path)
            };
            Told { area, code, is_wrong: true, message, fix: Some(fix) }
        }
        Problem::Open { path, mode } => {
            let mode = format!("{mode:04o}");
            let message = FindingOpen { path: &shown(path), mode: &mode }.text(language);
            let fix = format!("chmod 600 {}", in_shell(&shown(path)));
            Told { area: Area::File, code: "open-to-others", is_wrong: true, message, fix: Some(fix) }
        }
        Problem::Template { name, mistakes } => {
            let message = FindingTemplate { count: *mistakes, name: &clean(name) }.text(language);
            let fix = format!("makkerpar template check {}", clean(name));
            Told { area: Area::Templates, code: "template", is_wrong: true, message, fix: Some(fix) }
        }
    }
}

/// What was mended, for programs.
pub(super) fn mended(language: Language, findings: &[Finding]) -> Value {
    let mended = findings.iter().map(|it| worded(language, it));
    Value::Array(mended.map(|(_, code, message)| json!({"code": code, "message": message})).collect())
}

fn worded(language: Language, finding: &Finding) -> (Area, &'static str, String) {
    match finding {
        Finding::Unsound { detail } => {
            (Area::Pages, "unsound", FindingUnsound { detail: &clean(detail) }.text(language))
        }
        Finding::Schema { name } => {
            (Area::Pages, "schema", FindingSchema { name: &clean(name) }.text(language))
        }
        Finding::Dangling { table } => (Area::Tables, "dangling", FindingDangling { table }.text(language)),
        Finding::Body { seq } => (Area::Records, "changed-body", FindingBody { record: seq }.text(language)),
        Finding::Chain { seq } => {
            (Area::Records, "broken-chain", FindingChain { record: seq }.text(language))
        }
        Finding::Projection { rows } => {
            (Area::Tables, "projection", FindingProjection { count: *rows }.text(language))
        }
        Finding::Numbers { count } => {
            (Area::Tables, "numbers", FindingNumbers { count: *count }.text(language))
        }
        Finding::Index => (Area::Search, "index", messages::FINDING_INDEX.text(language).to_owned()),
    }
}

fn notice(language: Language, notice: &Notice) -> Told {
    let told = |area, code, message, fix| Told { area, code, is_wrong: false, message, fix: Some(fix) };
    match notice {
        Notice::Synced { folder, service } => {
            let message = NoticeSynced { service, folder: &shown(folder) }.text(language);
            told(Area::Folder, "synced-folder", message, FIX_SYNCED.text(language).to_owned())
        }
        Notice::Remote { folder, kind } => {
            let message = NoticeRemote { folder: &shown(folder), kind: &clean(kind) }.text(language);
            told(Area::Folder, "remote-folder", message, FIX_SYNCED.text(language).to_owned())
        }
        Notice::Leftover { path } => {
            let message = NoticeLeftover { path: &shown(path) }.text(language);
            let remove = if path.is_dir() { "rm -r" } else { "rm" };
            told(Area::Folder, "leftover", message, format!("{remove} {}", in_shell(&shown(path))))
        }
        Notice::NoBackup => {
            let message = NOTICE_NO_BACKUP.text(language).to_owned();
            let place = if language == Language::Danish { "MAPPE" } else { "FOLDER" };
            told(Area::Backup, "no-backup", message, calling::line(&format!("backup {place}")))
        }
        Notice::OldBackup { file, days } => {
            let count = usize::try_from(*days).unwrap_or(0);
            let message = NoticeOldBackup { count, file: &shown(file) }.text(language);
            told(
                Area::Backup,
                "old-backup",
                message,
                calling::line(&format!("backup {}", in_shell(&shown(file)))),
            )
        }
    }
}
