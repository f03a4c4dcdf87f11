//! What the rules of the domain refuse, in words.

use super::{Report, Wording, clean, quoted, report, step_word};
use crate::domain::{Handle, Place, Plan, Refusal, Root, Series};
use crate::locale::messages::{
    AlreadyHeld, AlreadyShared, AnswerBelongsTo, Answered, AnsweredBefore, Backwards, BadLabel, BlockExists,
    CHANGED_ELSEWHERE, Cancelled, ClosedBefore, CommaInTag, Done, EMPTY_TEXT, ErasedBefore, HINT_AT,
    HINT_EARLIER_FIRST, HINT_EXTRA, HINT_FROM_TODAY, HINT_LABEL_LENGTH, HINT_NAME_TAKEN, HINT_ON,
    HINT_PROPOSE, HINT_SHORTER, HINT_TEXT, HintAdd, HintAmend, HintCloseReason, HintEditPart,
    HintMoveOrExtra, HintNotYours, HintNote, HintOverlap, HintRecord, HintReopen, HintShare, HintShow,
    HintStep, HintUnblock, HintWithdraw, HintYears, InFuture, InPast, IncidentClosed, Lapsed, Locked,
    NameTaken, NotHeld, NotLocked, NotReadyRefused, NotShared, NotYours, NothingToReopen, NothingToRepair,
    NothingToWithdraw, Overlap, PAIR_IN_USE, PairEnded, PastMidnight, PrivateRoot, ReasonMissing,
    SAME_PERSON, SecondTalk, Signed, SignedBefore, StepBelongsTo, StepFollowed, StepMissing, StepTaken,
    TextTooLong, TooEarly, TooWide, YearOutOfRange,
};

impl Wording<'_> {
    /// What a rule refuses.
    pub(super) fn refusal(&self, refusal: &Refusal) -> Report {
        let language = self.language;
        match refusal {
            Refusal::EmptyText => {
                report("empty-text", EMPTY_TEXT.text(language)).hint(HINT_TEXT.text(language))
            }
            Refusal::TextTooLong { length, longest } => {
                report("text-too-long", TextTooLong { length, longest }.text(language))
            }
            Refusal::BadLabel { label } => {
                report("bad-label", BadLabel { label: &quoted(language, label) }.text(language))
                    .hint(HINT_LABEL_LENGTH.text(language))
            }
            Refusal::CommaInTag { tag } => {
                let parts = tag.split(',').map(str::trim).filter(|part| !part.is_empty());
                let flags = parts.map(|part| format!("--tag {}", crate::cli::commands::in_shell(part)));
                let said = report("comma-in-tag", CommaInTag { tag: &quoted(language, tag) }.text(language));
                let hint = clean(&flags.collect::<Vec<_>>().join(" "));
                if hint.is_empty() { said } else { said.hint(hint) }
            }
            Refusal::InFuture { date } => {
                report("in-future", InFuture { day: &self.day(*date) }.text(language))
                    .hint(HINT_ON.text(language))
            }
            Refusal::InPast { date } => report("in-past", InPast { day: &self.day(*date) }.text(language))
                .hint(HINT_FROM_TODAY.text(language)),
            Refusal::Backwards { from, to } => {
                let (from, to) = (self.day(*from), self.day(*to));
                report("backwards", Backwards { from: &from, to: &to }.text(language))
                    .hint(HINT_EARLIER_FIRST.text(language))
            }
            Refusal::TooWide { from, to, most } => {
                let (from, to) = (self.day(*from), self.day(*to));
                report("too-wide", TooWide { from: &from, to: &to, most }.text(language))
                    .hint(HINT_SHORTER.text(language))
            }
            Refusal::BlockExists { name } => {
                report("block-exists", BlockExists { name: &quoted(language, name) }.text(language))
                    .hint(HintUnblock { name: &crate::cli::commands::in_shell(name) }.text(language))
            }
            Refusal::PastMidnight { minutes } => {
                let length = crate::cli::days::length(language, i64::from(*minutes));
                report("past-midnight", PastMidnight { length: &length }.text(language))
                    .hint(HINT_AT.text(language))
            }
            Refusal::AlreadyHeld { review, on } => {
                report("already-held", AlreadyHeld { review, day: &self.day(*on) }.text(language))
                    .hint(HINT_PROPOSE.text(language))
            }
            Refusal::TooEarly { date, first } => {
                let message = TooEarly { day: &self.day(*date), first: &self.day(*first) };
                report("too-early", message.text(language))
            }
            Refusal::NameTaken { name } => {
                report("name-taken", NameTaken { name: &quoted(language, name) }.text(language))
                    .hint(HINT_NAME_TAKEN.text(language))
            }
            Refusal::SamePerson => report("same-person", SAME_PERSON.text(language)),
            Refusal::PairEnded { on } => {
                report("pair-ended", PairEnded { day: &self.day(*on) }.text(language))
                    .hint("makkerpar pair list")
            }
            Refusal::ChangedElsewhere => report("changed-elsewhere", CHANGED_ELSEWHERE.text(language)),
            Refusal::PairInUse => report("pair-in-use", PAIR_IN_USE.text(language)),
            Refusal::NotYours { handle, author } => {
                let name = self.name(*author);
                report("not-yours", NotYours { handle, name: &name }.text(language))
                    .hint(HintNotYours { name: &name }.text(language))
            }
            Refusal::NotShared { handle } => report("not-shared", NotShared { handle }.text(language))
                .hint(HintShare { handle }.text(language)),
            Refusal::AlreadyShared { handle } => {
                report("already-shared", AlreadyShared { handle }.text(language))
                    .hint(HintWithdraw { handle }.text(language))
            }
            Refusal::NothingToWithdraw { handle } => {
                report("nothing-to-withdraw", NothingToWithdraw { handle }.text(language))
            }
            Refusal::Answered { handle, by } => {
                report("answered", Answered { handle, name: &self.name(*by) }.text(language))
                    .hint(HintAdd { handle: &Handle { part: None, ..*handle } }.text(language))
            }
            Refusal::Signed { handle, review } => {
                let said = report("signed", Signed { review, handle }.text(language));
                match handle.root {
                    Root::Entry(Series::Observation | Series::Incident, _) => {
                        said.hint(HintAdd { handle: &Handle { part: None, ..*handle } }.text(language))
                    }
                    _ => said.hint(HintAmend { review }.text(language)),
                }
            }
            Refusal::Erased { handle } => report("erased", ErasedBefore { handle }.text(language)),
            Refusal::AnswerBelongsTo { handle, member } => {
                let name = self.name(*member);
                let message = AnswerBelongsTo { handle, name: &name };
                report("answer-belongs-to", message.text(language)).hint(HintAdd { handle }.text(language))
            }
            Refusal::AnsweredBefore { handle, answer } => {
                report("answered-before", AnsweredBefore { handle, answer }.text(language))
                    .hint(HintEditPart { part: answer }.text(language))
            }
            Refusal::NothingToRepair { handle } => {
                report("nothing-to-repair", NothingToRepair { handle }.text(language))
            }
            Refusal::StepTaken { handle, step, on } => {
                let message = StepTaken { handle, step: &step_word(language, *step), day: &self.day(*on) };
                report("step-taken", message.text(language)).hint(HintShow { handle }.text(language))
            }
            Refusal::StepMissing { handle, asked, missing } => {
                let (asked, word) = (step_word(language, *asked), step_word(language, *missing));
                let message = StepMissing { handle, asked: &asked, missing: &word };
                report("step-missing", message.text(language))
                    .hint(HintStep { handle, step: &word }.text(language))
            }
            Refusal::StepBelongsTo { handle, step, member } => {
                let name = self.name(*member);
                let word = step_word(language, *step);
                report("step-belongs-to", StepBelongsTo { handle, step: &word, name: &name }.text(language))
                    .hint(HintNotYours { name: &name }.text(language))
            }
            Refusal::StepFollowed { handle } => {
                report("step-followed", StepFollowed { handle }.text(language))
                    .hint(HintShow { handle: &Handle { part: None, ..*handle } }.text(language))
            }
            Refusal::IncidentClosed { handle } => {
                report("incident-closed", IncidentClosed { handle }.text(language))
                    .hint(HintReopen { handle }.text(language))
            }
            Refusal::ReasonMissing { handle } => {
                report("reason-missing", ReasonMissing { handle }.text(language))
                    .hint(HintCloseReason { handle }.text(language))
            }
            Refusal::ClosedBefore { handle } => {
                report("closed-before", ClosedBefore { handle }.text(language))
                    .hint(HintReopen { handle }.text(language))
            }
            Refusal::NothingToReopen { handle } => {
                report("nothing-to-reopen", NothingToReopen { handle }.text(language))
            }
            Refusal::PrivateRoot { handle } => report("private-root", PrivateRoot { handle }.text(language))
                .hint(HintShare { handle }.text(language)),
            Refusal::Lapsed { handle, on } => {
                report("lapsed", Lapsed { handle, day: &self.day(*on) }.text(language))
            }
            Refusal::Done { handle } => report("done", Done { handle }.text(language)),
            Refusal::NotHeld { review, on } => {
                report("not-held", NotHeld { review, day: &self.day(*on) }.text(language))
                    .hint(HintRecord { review }.text(language))
            }
            Refusal::Cancelled { review } => {
                report("cancelled", Cancelled { review }.text(language)).hint(HINT_PROPOSE.text(language))
            }
            Refusal::Locked { review, on } => {
                report("locked", Locked { review, day: &self.day(*on) }.text(language))
                    .hint(HintAmend { review }.text(language))
            }
            Refusal::NotLocked { review } => report("not-locked", NotLocked { review }.text(language))
                .hint(HintNote { review }.text(language)),
            Refusal::NotReady { review } => report("not-ready", NotReadyRefused { review }.text(language))
                .hint(format!("makkerpar review prepare {review}")),
            Refusal::SignedBefore { review } => {
                report("signed-before", SignedBefore { review }.text(language))
            }
            Refusal::OutOfYears { year, from, to } => {
                report("year-out-of-range", YearOutOfRange { from, to, year }.text(language))
                    .hint(HintYears { year: &chrono::Datelike::year(&self.today) }.text(language))
            }
            Refusal::Overlap { review, on, is_held } => {
                let message = Overlap { review, day: &self.day(*on) };
                let said = report("overlap", message.text(language));
                if *is_held { said } else { said.hint(HintOverlap { review }.text(language)) }
            }
            Refusal::SecondTalk { review, on, wished } => {
                let said = report("second-talk", SecondTalk { review, day: &self.day(*on) }.text(language));
                match wished {
                    Some(plan) => {
                        said.hint(HintMoveOrExtra { review, options: &as_options(plan) }.text(language))
                    }
                    None => said.hint(HINT_EXTRA.text(language)),
                }
            }
        }
    }
}

/// A plan as `review move` takes it.
fn as_options(plan: &Plan) -> String {
    let at = plan.start.format("%H:%M");
    let place = plan.at.map(|Place { latitude, longitude }| format!(" --place {latitude},{longitude}"));
    format!("--on {} --at {at} --format {}{}", plan.date, plan.format, place.unwrap_or_default())
}
