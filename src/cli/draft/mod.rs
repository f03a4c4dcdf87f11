//! Writing in an editor: a page goes out and comes back until it can be read, or the person gives up. Nothing that was
//! written is lost.

mod editor;
mod fields;

pub(super) use fields::{as_draft, changed, of_entry, of_incident, of_new, of_observe, written};

use super::desk::{Desk, Way};
use super::ui::clean;
use super::values;
use super::wording::{Failure, Report, report};
use crate::app::AppError;
use crate::app::draft::{self, CUT, Draft, Field, Page, Slip};
use crate::locale::messages::{
    AtLine, DRAFT_EMPTIES, DRAFT_FIELDS, DRAFT_TEXT, DraftNoField, DraftTwice, DraftUnknown, HINT_DRAFT_CUT,
    NO_CUT, NOTHING_CHANGED, NOTHING_WRITTEN, OneOf,
};
use editor::{Editor, Failed};

/// What is wrong with a page, and with which field.
pub(super) struct Mistake {
    /// Which field; none where it is the page as a whole.
    pub(super) field: Option<Field>,
    /// What is said of it.
    pub(super) failure: Failure,
}

impl Mistake {
    /// Something about a field.
    pub(super) fn of(field: Field) -> impl Fn(Report) -> Self {
        move |said| Self { field: Some(field), failure: said.into() }
    }
}

impl<F: Into<Failure>> From<F> for Mistake {
    fn from(failure: F) -> Self {
        Self { field: None, failure: failure.into() }
    }
}

/// A page to be written on.
pub(super) struct Form {
    /// The name of its file: `O12`, `observe`.
    pub(super) name: String,
    /// What stands on it at first.
    pub(super) draft: Draft,
    /// What each field may be, as comments.
    pub(super) help: Vec<String>,
}

impl Form {
    fn fields(&self) -> Vec<Field> {
        self.draft.fields.iter().map(|(field, _)| *field).collect()
    }
}

/// Whether a person at a terminal has an editor; one that is named wrongly is told when it is started.
pub(super) fn has_editor(desk: &Desk) -> bool {
    desk.ui.at_terminal() && !matches!(Editor::find(desk), Ok(None))
}

/// Lets a person write on a page, and does what it says; `None`, said on the way, if nothing is to be done. Without a
/// terminal the page is read from standard input.
pub(super) fn write<T>(
    desk: &Desk,
    form: &Form,
    mut act: impl FnMut(&Page) -> Result<T, Mistake>,
) -> Result<Option<T>, Failure> {
    let (language, fields) = (desk.language(), form.fields());
    if !desk.ui.at_terminal() {
        let page = desk.standard_input()?;
        let page = draft::read(&page, &fields).map_err(|slip| slipped(desk, &slip, &fields))?;
        return act(&page).map(Some).map_err(|mistake| placed(desk, mistake, |field| page.line(field)));
    }
    let editor = Editor::find(desk)?.ok_or_else(|| Editor::none(desk))?;
    let mut comments = vec![DRAFT_TEXT.text(language).to_owned()];
    if !fields.is_empty() {
        comments.extend([DRAFT_FIELDS, DRAFT_EMPTIES].map(|line| line.text(language).to_owned()));
    }
    let mut page = draft::write(&form.draft, language, &comments, &form.help);
    let mut refused: Option<Failure> = None;
    // Only a page that came back has notes; a text may begin like one.
    let plain_of = |page: String, has_notes: bool| {
        if has_notes { draft::without_notes(&page).to_owned() } else { page }
    };
    loop {
        let back = match editor.write_on(desk, &form.name, &page) {
            Ok(back) => back,
            Err(Failed { report, page: back }) => {
                if let Some(back) = back.filter(|back| refused.is_some() || *back != page) {
                    desk.remember_as(&plain_of(back, refused.is_some()), Way::Draft);
                }
                return Err((*report).into());
            }
        };
        let is_left = back == page;
        let plain = plain_of(back, refused.is_some());
        if is_left && let Some(failure) = refused {
            // Closed as it was: the person gives up, and keeps what they wrote.
            desk.remember_as(&plain, Way::Draft);
            return Err(failure);
        }
        let (failure, line) = match draft::read(&plain, &fields) {
            Err(slip) => (Failure::Said(slip_report(desk, &slip, &fields)), slip.line()),
            Ok(read) if is_nothing(desk, form, &read) => return Ok(None),
            Ok(read) => match act(&read) {
                Ok(done) => return Ok(Some(done)),
                Err(Mistake { failure: failure @ Failure::App(AppError::Store(_)), .. }) => {
                    desk.remember_as(&plain, Way::Draft);
                    return Err(failure);
                }
                Err(Mistake { field, failure }) => (failure, field.and_then(|field| read.line(field))),
            },
        };
        let said = desk.worded(failure);
        page = draft::noted(&plain, &notes(desk, &said, line));
        refused = Some(said.into());
    }
}

/// Whether a page asks for nothing, which is said.
fn is_nothing(desk: &Desk, form: &Form, page: &Page) -> bool {
    let said = if page.draft.text.is_empty() {
        NOTHING_WRITTEN
    } else if form.draft.is_same(&page.draft) {
        NOTHING_CHANGED
    } else {
        return false;
    };
    desk.ui.chatter(said.text(desk.language()));
    if desk.ui.json() {
        desk.ui.say(&serde_json::json!({"written": false}).to_string());
    }
    true
}

/// What is said at the top of a page that comes back; the line counts with these notes above it.
fn notes(desk: &Desk, said: &Report, line: Option<usize>) -> Vec<String> {
    let rest: Vec<String> = said.place.iter().chain(&said.hint).cloned().collect();
    let whole = |message: String| std::iter::once(message).chain(rest.clone()).collect::<Vec<_>>();
    let Some(line) = line else { return whole(said.message.clone()) };
    let line = line + draft::height(&whole(said.message.clone()));
    let message = AtLine { line: &line, message: &said.message }.text(desk.language());
    whole(message)
}

/// A mistake in words, with the line of its field.
fn placed(desk: &Desk, mistake: Mistake, line: impl Fn(Field) -> Option<usize>) -> Failure {
    let Some(line) = mistake.field.and_then(line) else { return mistake.failure };
    let mut said = desk.worded(mistake.failure);
    said.message = AtLine { line: &line, message: &said.message }.text(desk.language());
    said.into()
}

fn slipped(desk: &Desk, slip: &Slip, fields: &[Field]) -> Failure {
    let mut said = slip_report(desk, slip, fields);
    if let Some(line) = slip.line() {
        said.message = AtLine { line: &line, message: &said.message }.text(desk.language());
    }
    said.into()
}

fn slip_report(desk: &Desk, slip: &Slip, fields: &[Field]) -> Report {
    let language = desk.language();
    let labels: Vec<&str> = fields.iter().map(|field| field.label(language)).collect();
    let one_of = OneOf { words: &labels.join(", ") }.text(language);
    match slip {
        Slip::NoCut => report("no-cut", NO_CUT.text(language)).place(CUT).hint(HINT_DRAFT_CUT.text(language)),
        Slip::NoField { text, .. } => {
            let shown = values::quoted(language, &clean(&text.chars().take(40).collect::<String>()));
            report("no-field", DraftNoField { typed: &shown }.text(language)).hint(one_of)
        }
        Slip::Unknown { label, .. } => {
            let shown = values::quoted(language, &clean(&label.chars().take(40).collect::<String>()));
            report("no-field", DraftUnknown { typed: &shown }.text(language)).hint(one_of)
        }
        Slip::Twice { field, .. } => {
            report("twice", DraftTwice { field: &field.label(language) }.text(language))
        }
    }
}
