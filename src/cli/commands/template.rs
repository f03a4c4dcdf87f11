//! Templates: formats, rules, questions and agreements.

use super::super::args::Template;
use super::super::desk::Desk;
use super::super::json;
use super::super::table::{plain, table};
use super::super::ui::{Style, clean, shown};
use super::super::wording::fault::fault;
use super::Ended;
use crate::app::template::{self, Listed, TemplateKind};
use crate::locale::Language;
use crate::locale::messages::{
    BANK_TITLE, CopiedTemplate, HINT_TEMPLATE_SHOW, HintAfterCopy, KIND_BANK, KIND_FORMAT, KIND_RULES,
    MistakeLine, TemplateMistakes, TemplateOk, YoursAt,
};
use std::process::ExitCode;

/// The commands of `template`.
pub(super) fn run(desk: &Desk, words: Template) -> Ended {
    match words {
        Template::List => list(desk),
        Template::Show { name } => {
            let shown = template::show(desk.templates(), &name)?;
            if desk.ui.json() {
                desk.ui.say(&json::with_warnings(&shown, &[]).to_string());
            } else {
                desk.ui.say(shown.text.trim_end());
            }
            Ok(ExitCode::SUCCESS)
        }
        Template::Copy { name, new, force } => copy(desk, &name, new.as_deref(), force),
        Template::Check { file } => check(desk, &file),
    }
}

fn kind(language: Language, kind: TemplateKind) -> &'static str {
    let label = match kind {
        TemplateKind::Format => KIND_FORMAT,
        TemplateKind::Rules => KIND_RULES,
        TemplateKind::Bank => KIND_BANK,
    };
    label.text(language)
}

fn list(desk: &Desk) -> Ended {
    let (ui, language) = (&desk.ui, desk.language());
    let listed = template::list(desk.templates(), language);
    if ui.json() {
        ui.say(&json::list("templates", &listed).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let row = |it: &Listed| {
        let title = it.title.as_deref().map_or_else(
            || if it.mistakes == 0 { BANK_TITLE.text(language).to_owned() } else { String::new() },
            clean,
        );
        let own = it.path.as_ref().map(|path| {
            let path = shown(path);
            let mistakes = TemplateMistakes { count: it.mistakes }.text(language);
            let more = if it.mistakes > 0 { format!(", {mistakes}") } else { String::new() };
            format!("{}{more}", YoursAt { path: &path }.text(language))
        });
        let style = if it.mistakes > 0 { Style::Waiting } else { Style::Dim };
        vec![
            (Style::Handle, clean(&it.name)),
            plain(kind(language, it.kind)),
            plain(title),
            (style, own.unwrap_or_default()),
        ]
    };
    for line in table(ui, &listed.iter().map(row).collect::<Vec<_>>()) {
        ui.say(&line);
    }
    ui.hint(HINT_TEMPLATE_SHOW.text(language));
    Ok(ExitCode::SUCCESS)
}

fn copy(desk: &Desk, name: &str, new: Option<&str>, force: bool) -> Ended {
    let (ui, language) = (&desk.ui, desk.language());
    let copied = template::copy(desk.templates(), name, new, force)?;
    if ui.json() {
        ui.say(&json::with_warnings(&copied, &[]).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let path = copied.path.as_ref().map(|path| shown(path)).unwrap_or_default();
    ui.say(&CopiedTemplate { path: &path, name: &clean(name) }.text(language));
    ui.hint(&HintAfterCopy { name: &copied.name }.text(language));
    Ok(ExitCode::SUCCESS)
}

/// Says what is wrong with a file; mistakes are findings, which is no success.
fn check(desk: &Desk, file: &str) -> Ended {
    let (ui, language) = (&desk.ui, desk.language());
    let checked = template::check(desk.templates(), file, language)?;
    let path = shown(&checked.path);
    let code = if checked.mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) };
    if ui.json() {
        let mistakes: Vec<_> = checked
            .mistakes
            .iter()
            .map(|it| serde_json::json!({"line": it.line, "text": fault(language, &it.fault)}))
            .collect();
        let said =
            serde_json::json!({"file": path, "kind": checked.kind, "mistakes": mistakes, "warnings": []});
        ui.say(&said.to_string());
        return Ok(code);
    }
    if checked.mistakes.is_empty() {
        let title = checked.title.as_deref().map_or_else(String::new, |title| format!(", {}", clean(title)));
        let what = format!("{}{title}", kind(language, checked.kind));
        ui.say(&TemplateOk { path: &path, what: &what }.text(language));
        return Ok(code);
    }
    let mistakes = TemplateMistakes { count: checked.mistakes.len() }.text(language);
    ui.say(&format!("{path}  {mistakes}"));
    for it in &checked.mistakes {
        let what = fault(language, &it.fault);
        ui.say(&format!("  {}", MistakeLine { line: &it.line, what: &what }.text(language)));
    }
    Ok(code)
}
