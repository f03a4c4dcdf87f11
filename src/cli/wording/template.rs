//! Why a template cannot be used, or an agreement not be chosen.

use super::super::commands::in_shell;
use super::super::ui::clean;
use super::super::values::quoted;
use super::{Report, Wording, fault, report, shown};
use crate::app::{AgreementError, TemplateError};
use crate::locale::messages::{
    AgreementFieldsMissing, AgreementNeedsOwner, AmbiguousAgreement, BadAgreement, BadKey, BadTemplate,
    BadTemplateName, CannotRead, FolderInTheWay, HINT_AGREEMENT_NO_FIELDS, HINT_KEY, HINT_OTHER_RULES,
    HINT_SETTINGS_FOLDER, HINT_TEMPLATE_COPY, HINT_TEMPLATE_IN_THE_WAY, HINT_TEMPLATE_LIST,
    HINT_TEMPLATE_NAME, HINT_WRITE_MORE, HintAgreementFields, HintAgreementOwner, HintAgreements,
    HintPairShow, HintTemplateCheck, IO_NO_FILE, MistakeLine, MoreMistakes, NO_SETTINGS_FOLDER,
    NoSuchAgreementField, NotATemplate, NothingToRemove, TEMPLATE_NAMED_TWICE, UnknownAgreement,
    UnknownTemplate,
};
use crate::locale::or_list;

/// How many mistakes of a template are told with a refusal; `template check` tells all.
const MISTAKES: usize = 3;

impl Wording<'_> {
    /// Why a template cannot be used, shown or copied.
    pub(super) fn template(&self, error: &TemplateError) -> Report {
        let language = self.language;
        let typed = |typed: &str| quoted(language, typed);
        match error {
            TemplateError::Mistakes { path, mistakes } => {
                let message = BadTemplate { path: &shown(path), count: mistakes.len() };
                let mut said = report("bad-template", message.text(language));
                for mistake in mistakes.iter().take(MISTAKES) {
                    let what = fault::fault(language, &mistake.fault);
                    said = said.place(MistakeLine { line: &mistake.line, what: &what }.text(language));
                }
                if let Some(more @ 1..) = mistakes.len().checked_sub(MISTAKES) {
                    said = said.place(MoreMistakes { count: more }.text(language));
                }
                let path = in_shell(&path.display().to_string());
                said.hint(HintTemplateCheck { path: &path }.text(language))
            }
            TemplateError::Unreadable { path, cause } => {
                report("unreadable", CannotRead { path: &shown(path) }.text(language))
                    .place(self.cause(cause, IO_NO_FILE))
                    .hint(HINT_OTHER_RULES.text(language))
            }
            TemplateError::Unknown { name } => {
                report("unknown-template", UnknownTemplate { name: &typed(name) }.text(language))
                    .hint(HINT_TEMPLATE_LIST.text(language))
            }
            TemplateError::NotOne { path } => {
                report("not-a-template", NotATemplate { path: &shown(path) }.text(language))
                    .hint(HINT_TEMPLATE_COPY.text(language))
            }
            TemplateError::BadName { name, is_bank } => {
                let said = report("bad-template-name", BadTemplateName { name: &typed(name) }.text(language));
                let said = if *is_bank { said.place(TEMPLATE_NAMED_TWICE.text(language)) } else { said };
                said.hint(HINT_TEMPLATE_NAME.text(language))
            }
            TemplateError::InTheWay { path } => {
                report("file-in-the-way", FolderInTheWay { path: &shown(path) }.text(language))
                    .hint(HINT_TEMPLATE_IN_THE_WAY.text(language))
            }
            TemplateError::NoFolder => {
                report("no-home", NO_SETTINGS_FOLDER.text(language)).hint(HINT_SETTINGS_FOLDER.text(language))
            }
        }
    }

    /// Why an agreement cannot be chosen, or be one of the pair's own.
    pub(super) fn agreement(&self, error: &AgreementError) -> Report {
        let language = self.language;
        let typed = |typed: &str| quoted(language, typed);
        match error {
            AgreementError::Unknown { typed: name, known } => {
                let some: Vec<&str> = known.iter().take(6).map(String::as_str).collect();
                report("unknown-agreement", UnknownAgreement { typed: &typed(name) }.text(language))
                    .hint(HintAgreements { keys: &some.join(", ") }.text(language))
            }
            AgreementError::Ambiguous { typed: name, keys } => {
                let keys = or_list(language, keys);
                let message = AmbiguousAgreement { typed: &typed(name), keys: &keys };
                report("ambiguous-agreement", message.text(language)).hint(HINT_WRITE_MORE.text(language))
            }
            AgreementError::NeedsOwner { key, keys } => {
                report("agreement-needs-owner", AgreementNeedsOwner { key }.text(language))
                    .hint(HintAgreementOwner { a: &keys[0], b: &keys[1] }.text(language))
            }
            AgreementError::FieldsMissing { key, fields } => {
                let message = AgreementFieldsMissing { key, fields: &fields.join(", "), count: fields.len() };
                let set: Vec<String> = fields.iter().map(|field| format!("--set {field}=\"…\"")).collect();
                report("agreement-fields-missing", message.text(language)).hint(set.join(" "))
            }
            AgreementError::NoSuchField { key, field, fields } => {
                let message = NoSuchAgreementField { key, field: &typed(field) };
                let said = report("no-such-field", message.text(language));
                if fields.is_empty() {
                    said.hint(HINT_AGREEMENT_NO_FIELDS.text(language))
                } else {
                    said.hint(HintAgreementFields { fields: &fields.join(", ") }.text(language))
                }
            }
            AgreementError::Bad { key, fault } => {
                let what = fault::fault(language, fault);
                report("bad-agreement", BadAgreement { key: &clean(key), what: &what }.text(language))
                    .hint("--agreement copy-in=\"{B} hears of {topic} from {A} first\"")
            }
            AgreementError::BadKey { typed: name } => {
                report("bad-key", BadKey { typed: &typed(name) }.text(language)).hint(HINT_KEY.text(language))
            }
            AgreementError::NothingToRemove { typed: name, key } => {
                report("nothing-to-remove", NothingToRemove { typed: &typed(name) }.text(language))
                    .hint(HintPairShow { key }.text(language))
            }
        }
    }
}
