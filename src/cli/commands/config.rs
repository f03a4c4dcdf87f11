//! Settings: looking at them, making them, taking them out.

use super::super::args::Config as Words;
use super::super::config::{Config, Key, Setting, Source};
use super::super::desk::Desk;
use super::super::json;
use super::super::ui::{Style, clean, hanging, padded};
use super::super::values;
use super::super::wording::{Failure, Report, report};
use super::Ended;
use crate::app::settings::{self, Change};
use crate::app::{AppError, meant};
use crate::locale::messages::{
    ConfigCommented, ConfigSet, ConfigShadowed, ConfigUnset, ConfigUnsetBefore, DidYouMean, FROM_CONFIG,
    FROM_DEFAULT, FromEnvironment, HINT_CONFIG_LIST, NO_CONFIG_FOLDER, NOT_CHECKED, UnknownInConfig,
    UnknownInConfigNear, UnknownKey,
};
use crate::store::Store;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr as _;

/// The commands of `config`.
pub(super) fn run(desk: &Desk, words: Words) -> Ended {
    match words {
        Words::List => list(desk),
        Words::Get { key } => get(desk, named(desk, &key)?),
        Words::Set { key, value } => set(desk, named(desk, &key)?, &value),
        Words::Unset { key } => unset(desk, named(desk, &key)?),
    }
}

fn named(desk: &Desk, typed: &str) -> Result<Key, Report> {
    let language = desk.language();
    Key::named(typed).ok_or_else(|| {
        let hint = match Key::near(typed) {
            Some(key) => DidYouMean { suggested: &key.name(), help: &"makkerpar config list" }.text(language),
            None => HINT_CONFIG_LIST.text(language).to_owned(),
        };
        report("unknown-key", UnknownKey { typed: &values::quoted(language, typed) }.text(language))
            .hint(hint)
    })
}

/// A value beyond this is long where there is no terminal to fit.
const LONG: usize = 40;

/// What a setting is, and where that comes from.
struct Standing {
    key: Key,
    value: Option<String>,
    setting: Option<Setting>,
}

impl Standing {
    fn of(desk: &Desk, key: Key) -> Self {
        let setting = desk.config().setting(key);
        let value = setting.as_ref().map(|setting| {
            // As the command reads it, where it can be read.
            key.read(desk.language(), &setting.value).unwrap_or_else(|_| setting.value.clone())
        });
        let usual = || match key {
            Key::Lang => Some(Config::locale().tag().to_owned()),
            Key::Db => Some(Desk::usual_file(desk.language()).ok()?.display().to_string()),
            _ => key.usual().map(str::to_owned),
        };
        Self { key, value: value.or_else(usual), setting }
    }

    fn source(&self) -> &'static str {
        match self.setting.as_ref().map(|setting| &setting.source) {
            Some(Source::Environment(_)) => "environment",
            Some(Source::File(_)) => "config",
            None => "default",
        }
    }

    fn json(&self) -> Value {
        json!({"key": self.key.name(), "value": self.value.as_deref().map(|value| typed(self.key, value)), "source": self.source()})
    }
}

/// A value as JSON has it: what counts is a number, what is yes or no a truth.
fn typed(key: Key, value: &str) -> Value {
    match key {
        Key::ObserveShare | Key::IncidentShare => {
            value.parse::<bool>().map_or_else(|_| value.into(), Value::from)
        }
        Key::LogLimit | Key::HistoryLimit => value.parse::<u64>().map_or_else(|_| value.into(), Value::from),
        _ => value.into(),
    }
}

/// What is wrong with the file, each as a warning: a list is there to see it.
fn faults(desk: &Desk) -> Vec<String> {
    let (config, language) = (desk.config(), desk.language());
    let said =
        |report: Report| std::iter::once(report.message).chain(report.place).collect::<Vec<_>>().join("; ");
    let mut faults: Vec<String> = config.flaw(language).map(said).into_iter().collect();
    faults.extend(Key::ALL.iter().filter_map(|key| config.fault_of(language, *key)).map(said));
    faults.extend(config.unknown().into_iter().map(|line| {
        let (name, line) = (&clean(&line.name), &line.number);
        match Key::near(name) {
            Some(key) => UnknownInConfigNear { name, line, key: &key.name() }.text(language),
            None => UnknownInConfig { line, name }.text(language),
        }
    }));
    faults
}

fn list(desk: &Desk) -> Ended {
    let standings: Vec<Standing> = Key::ALL.iter().map(|key| Standing::of(desk, *key)).collect();
    let faults = faults(desk);
    if desk.ui.json() {
        let settings: Vec<Value> = standings.iter().map(Standing::json).collect();
        let file = desk.config().path().map(|path| path.display().to_string());
        let value = json!({"settings": settings, "file": file});
        desk.ui.say(&json::with_warnings(&value, &faults).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    for line in lines(desk, &standings) {
        desk.ui.say(&line);
    }
    for fault in &faults {
        desk.ui.warning(fault);
    }
    if let Some(path) = desk.config().path() {
        desk.ui.chatter(&super::super::ui::shown(path));
    }
    Ok(ExitCode::SUCCESS)
}

/// Settings in columns: the name, the value, where it comes from. A value that is much longer than the others, as a path is, has
/// a line of its own, and where it comes from stands in its column below.
fn lines(desk: &Desk, standings: &[Standing]) -> Vec<String> {
    let (ui, language) = (&desk.ui, desk.language());
    let values: Vec<String> = standings
        .iter()
        .map(|it| {
            let said = it.value.as_deref().map(|value| ui.one_line(&it.key.said(language, value)));
            said.unwrap_or_else(|| "-".to_owned())
        })
        .collect();
    let keys = standings.iter().map(|it| it.key.name().width()).max().unwrap_or(0);
    let room = ui.width().map(|width| width.saturating_sub(keys + 2));
    let is_long = |value: &String| value.width() > room.map_or(LONG, |room| room / 2);
    let wide = values.iter().filter(|value| !is_long(value)).map(|value| value.width()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (it, value) in standings.iter().zip(&values) {
        let source = match it.setting.as_ref().map(|setting| &setting.source) {
            Some(Source::Environment(name)) => FromEnvironment { name: &clean(name) }.text(language),
            Some(Source::File(_)) => FROM_CONFIG.text(language).to_owned(),
            None => FROM_DEFAULT.text(language).to_owned(),
        };
        let style = if it.setting.is_some() { Style::Plain } else { Style::Dim };
        let painted = ui.paint(style, &source);
        let lead = format!("{}  ", padded(it.key.name(), keys));
        let fits = |before: usize| room.is_none_or(|room| before + 2 + source.width() <= room);
        // What is read by another program has a line a setting.
        if room.is_none() || !is_long(value) && fits(wide) {
            lines.push(format!("{lead}{}  {painted}", padded(value, wide)));
            continue;
        }
        lines.extend(hanging(&lead, value, ui.width()));
        let column = room.map_or(0, |room| (wide + 2).min(room.saturating_sub(source.width())));
        lines.push(format!("{}{painted}", " ".repeat(keys + 2 + column)));
    }
    lines
}

fn get(desk: &Desk, key: Key) -> Ended {
    let standing = Standing::of(desk, key);
    if desk.ui.json() {
        desk.ui.say(&standing.json().to_string());
    } else if let Some(value) = &standing.value {
        desk.ui.say(&desk.ui.one_line(value));
    }
    Ok(ExitCode::SUCCESS)
}

/// A value as it is kept, checked as the commands that use it would; and whether there was nothing to check it against.
fn checked(desk: &Desk, key: Key, typed: &str) -> Result<(String, bool), Failure> {
    let language = desk.language();
    let known = |find: &dyn Fn(&Store) -> Result<String, AppError>| -> Result<(String, bool), Failure> {
        match desk.store()? {
            Some(store) if !store.reading().pairs()?.is_empty() => Ok((find(&store)?, true)),
            _ => Ok((typed.trim().to_owned(), false)),
        }
    };
    if typed.trim().is_empty() {
        return Err(AppError::Refused(crate::domain::Refusal::EmptyText).into());
    }
    match key {
        Key::Me => known(&|store| meant::member(store, typed)),
        Key::Pair => known(&|store| meant::pair(store, typed)),
        Key::ObserveTheme | Key::IncidentTheme => {
            let key = match desk.store()? {
                Some(store) => meant::theme(&store, typed)?,
                None => crate::app::themes::meant_by_all(typed)?,
            };
            Ok((key, true))
        }
        Key::Format => Ok((desk.templates().format_named(typed)?.key.clone(), true)),
        Key::ObserveSetting | Key::IncidentSetting => {
            Ok((crate::domain::label(typed).map_err(AppError::from)?, true))
        }
        _ => Ok((key.read(language, typed)?, true)),
    }
}

fn path(desk: &Desk) -> Result<PathBuf, Report> {
    let path = desk.config().path().map(Path::to_owned);
    path.ok_or_else(|| report("no-home", NO_CONFIG_FOLDER.text(desk.language())))
}

/// What had to be done to a file that could not be read.
fn mended(desk: &Desk, change: &Change) -> Option<String> {
    let copy = clean(&change.copy.as_ref()?.display().to_string());
    let lines: Vec<String> = change.commented.iter().map(ToString::to_string).collect();
    Some(ConfigCommented { lines: &lines.join(", "), copy: &copy }.text(desk.language()))
}

fn set(desk: &Desk, key: Key, typed: &str) -> Ended {
    let language = desk.language();
    let (value, is_checked) = checked(desk, key, typed)?;
    let path = path(desk)?;
    let change = settings::set(&path, key.name(), &value)?;
    let mut warnings: Vec<String> = mended(desk, &change).into_iter().collect();
    if !is_checked {
        warnings.push(NOT_CHECKED.text(language).to_owned());
    }
    if let Some(Source::Environment(name)) = desk.config().setting(key).map(|setting| setting.source) {
        warnings.push(ConfigShadowed { name: &clean(&name) }.text(language));
    }
    let said =
        ConfigSet { key: &key.name(), value: &desk.ui.one_line(&key.said(language, &value)) }.text(language);
    answer(desk, key, Some(&value), &warnings, &said)
}

fn unset(desk: &Desk, key: Key) -> Ended {
    let language = desk.language();
    let change = settings::unset(&path(desk)?, key.name())?;
    let warnings: Vec<String> = mended(desk, &change).into_iter().collect();
    let said = if change.was_there {
        ConfigUnset { key: &key.name() }.text(language)
    } else {
        ConfigUnsetBefore { key: &key.name() }.text(language)
    };
    answer(desk, key, None, &warnings, &said)
}

fn answer(desk: &Desk, key: Key, value: Option<&str>, warnings: &[String], said: &str) -> Ended {
    if desk.ui.json() {
        let file = desk.config().path().map(|path| path.display().to_string());
        let value = json!({"key": key.name(), "value": value.map(|value| typed(key, value)), "file": file});
        desk.ui.say(&json::with_warnings(&value, warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    desk.ui.say(said);
    for warning in warnings {
        desk.ui.warning(warning);
    }
    Ok(ExitCode::SUCCESS)
}
