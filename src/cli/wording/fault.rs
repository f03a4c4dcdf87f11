//! What is wrong with a template, and what to write instead.

use super::super::ui::clean;
use super::super::values::quoted;
use crate::app::template::{Fault, Shape};
use crate::locale::messages::{
    FAULT_NO_CLOSING, FAULT_NO_FIELDS, FAULT_NO_HARD, FaultBlockOrder, FaultFieldMissing, FaultFieldsDiffer,
    FaultFives, FaultHoles, FaultMissing, FaultNoBlock, FaultNoDayOfKey, FaultNoSuchFormat, FaultNot,
    FaultNotOneOf, FaultOnOrOff, FaultOpenBrace, FaultOutOfRange, FaultPastMidnight, FaultSyntax,
    FaultTooShort, FaultTwice, FaultUnknown, FaultUnknownField, FaultUnknownFieldNone, SHAPE_ANCHOR,
    SHAPE_HOLES, SHAPE_KEY, SHAPE_LIST, SHAPE_NUMBER, SHAPE_TABLE, SHAPE_TABLES, SHAPE_TEXT, SHAPE_TIME,
    SHAPE_TRUTH, SHAPE_WORDING, SHAPE_WORDS,
};
use crate::locale::{Language, dates};

/// A mistake in a template in words: what is wrong, and what to write instead.
pub(in crate::cli) fn fault(language: Language, fault: &Fault) -> String {
    let quote = |text: &str| quoted(language, text);
    match fault {
        Fault::Syntax(detail) => FaultSyntax { detail: &clean(detail) }.text(language),
        Fault::Missing { key, is_table: true } => {
            FaultMissing { key, example: &format!("[{key}]") }.text(language)
        }
        Fault::Missing { key, is_table: false } => {
            FaultMissing { key, example: &example(key) }.text(language)
        }
        Fault::Unknown { key, known } => {
            FaultUnknown { key: &clean(key), known: &known.join(", ") }.text(language)
        }
        Fault::Not { key, shape } => FaultNot { key, shape: &shape_label(*shape, language) }.text(language),
        Fault::NotOneOf { key, value, words } => {
            FaultNotOneOf { key, value: &quote(value), words: &words.join(", ") }.text(language)
        }
        Fault::OutOfRange { key, value, from, to } => {
            FaultOutOfRange { key, value: &clean(value), from, to }.text(language)
        }
        Fault::Twice { key, value } => FaultTwice { key, value: &quote(value) }.text(language),
        Fault::NoBlock { takes } => FaultNoBlock { takes }.text(language),
        Fault::BlockOrder { takes, after } => FaultBlockOrder { takes, after }.text(language),
        Fault::NoClosingAtTheEnd => FAULT_NO_CLOSING.text(language).to_owned(),
        Fault::NoHardBlock => FAULT_NO_HARD.text(language).to_owned(),
        Fault::HolesApart { expected } => FaultHoles { expected }.text(language),
        Fault::NotInFives { minutes } => FaultFives { minutes }.text(language),
        Fault::TooShortForThemes { minutes, needed } => FaultTooShort { minutes, needed }.text(language),
        Fault::PastMidnight { start } => {
            FaultPastMidnight { start: &dates::clock(language, *start) }.text(language)
        }
        Fault::FieldsDiffer { en, da } => {
            let shown = |fields: &String| match fields.as_str() {
                "" => FAULT_NO_FIELDS.text(language).to_owned(),
                fields => fields.to_owned(),
            };
            FaultFieldsDiffer { en: &shown(en), da: &shown(da) }.text(language)
        }
        Fault::UnknownField { field, known } => {
            let field = format!("{{{}}}", clean(field));
            match known.as_str() {
                "" => FaultUnknownFieldNone { field: &field }.text(language),
                known => FaultUnknownField { field: &field, known: &known }.text(language),
            }
        }
        Fault::FieldMissing { field } => FaultFieldMissing { field: &format!("{{{field}}}") }.text(language),
        Fault::OpenBrace => FaultOpenBrace { example: &"{topic}" }.text(language),
        Fault::OnOrOff { key } => FaultOnOrOff { key: &quote(key) }.text(language),
        Fault::NoSuchDay { key } => FaultNoDayOfKey { key: &quote(key) }.text(language),
        Fault::NoSuchFormat { key, known } => {
            FaultNoSuchFormat { key: &quote(key), known: &known.join(", ") }.text(language)
        }
    }
}

/// How a field looks that there must be.
fn example(key: &str) -> String {
    let value = match key {
        "name" | "word" | "private" | "check" => "{ en = \"…\", da = \"…\" }",
        "starts" => "[\"12:00\"]",
        "weekend" => "[\"saturday\", \"sunday\"]",
        "minutes" | "notice" | "old_calendar" | "margin" | "ample" | "travel" | "booking_days" => "30",
        "year" => "2027",
        "daylight" | "season" => "true",
        "temper" => "\"easy\"",
        "takes" => "\"themes\"",
        "theme" => "\"roles\"",
        "kind" => "\"holiday\"",
        "from" | "until" => "\"04-01\"",
        _ => "\"…\"",
    };
    format!("{key} = {value}")
}

fn shape_label(shape: Shape, language: Language) -> &'static str {
    let label = match shape {
        Shape::Text => SHAPE_TEXT,
        Shape::Words => SHAPE_WORDS,
        Shape::Number => SHAPE_NUMBER,
        Shape::Truth => SHAPE_TRUTH,
        Shape::Wording => SHAPE_WORDING,
        Shape::List => SHAPE_LIST,
        Shape::Table => SHAPE_TABLE,
        Shape::Tables => SHAPE_TABLES,
        Shape::Time => SHAPE_TIME,
        Shape::Key => SHAPE_KEY,
        Shape::Holes => SHAPE_HOLES,
        Shape::Anchor => SHAPE_ANCHOR,
    };
    label.text(language)
}
