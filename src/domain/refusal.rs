//! Why something cannot be on record.

use super::handle::Handle;
use super::member::Member;
use super::plan::Plan;
use super::review_name::ReviewName;
use super::words::RepairStep;
use chrono::NaiveDate;

/// A rule of the record that an act would break. The front desk words it and says what to do instead.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// There is no text.
    EmptyText,
    /// A text beyond what is taken, in characters.
    TextTooLong {
        /// Its length.
        length: usize,
        /// The longest that is taken.
        longest: usize,
    },
    /// A tag, a setting, a place, a title or a name that is blank, too long or has a line break.
    BadLabel {
        /// What was typed.
        label: String,
    },
    /// A comma stands between two tags and in none.
    CommaInTag {
        /// What was typed.
        tag: String,
    },
    /// What happened is never in the future.
    InFuture {
        /// The date that was given.
        date: NaiveDate,
    },
    /// What is planned is never in the past.
    InPast {
        /// The date that was given.
        date: NaiveDate,
    },
    /// A stretch of days that ends before it begins.
    Backwards {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// A stretch of days that is too long to be meant.
    TooWide {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// The longest that is taken, in days.
        most: u32,
    },
    /// A period of that name is blocked already.
    BlockExists {
        /// Its name.
        name: String,
    },
    /// A talk ends on the day on which it begins.
    PastMidnight {
        /// How long it takes, in minutes.
        minutes: u32,
    },
    /// The talk was held, so its day is what it was.
    AlreadyHeld {
        /// The talk.
        review: ReviewName,
        /// When.
        on: NaiveDate,
    },
    /// A date before the one on which the thing itself happened.
    TooEarly {
        /// The date that was given.
        date: NaiveDate,
        /// The first possible one.
        first: NaiveDate,
    },
    /// The two of a pair are two people.
    SamePerson,
    /// Another person of the file goes by that name, and the same full name is the same person.
    NameTaken {
        /// The full name.
        name: String,
    },
    /// The pair has ended; its record is closed to new entries.
    PairEnded {
        /// The day it ended.
        on: NaiveDate,
    },
    /// It was changed in another file since, so the state before is no longer the one to bring back.
    ChangedElsewhere,
    /// Entries stand on the record of the pair, so it cannot be taken back.
    PairInUse,
    /// Only its author edits, shares, withdraws or deletes what a person has said.
    NotYours {
        /// What was asked for.
        handle: Handle,
        /// Its author.
        author: Member,
    },
    /// An answer, a reply or a step needs a shared entry.
    NotShared {
        /// The private entry.
        handle: Handle,
    },
    /// It is shared already.
    AlreadyShared {
        /// The entry.
        handle: Handle,
    },
    /// It is not shared, so there is nothing to withdraw.
    NothingToWithdraw {
        /// The entry.
        handle: Handle,
    },
    /// The text is frozen, since the other has answered, replied or taken a step.
    Answered {
        /// The entry.
        handle: Handle,
        /// Who has answered.
        by: Member,
    },
    /// The text is frozen, since a signed review holds it.
    Signed {
        /// The entry.
        handle: Handle,
        /// The review that both have signed.
        review: ReviewName,
    },
    /// Its author has erased it.
    Erased {
        /// The entry.
        handle: Handle,
    },
    /// The why belongs to the one whom the observation is about.
    AnswerBelongsTo {
        /// The observation.
        handle: Handle,
        /// The one who may answer.
        member: Member,
    },
    /// Each answers an observation or replies to an incident once.
    AnsweredBefore {
        /// The entry.
        handle: Handle,
        /// The answer that stands.
        answer: Handle,
    },
    /// A positive incident has nothing to repair or close.
    NothingToRepair {
        /// The incident.
        handle: Handle,
    },
    /// The step has been taken.
    StepTaken {
        /// The incident.
        handle: Handle,
        /// The step.
        step: RepairStep,
        /// When it was taken.
        on: NaiveDate,
    },
    /// A step before this one is missing.
    StepMissing {
        /// The incident.
        handle: Handle,
        /// The step that was asked for.
        asked: RepairStep,
        /// The first one that is missing.
        missing: RepairStep,
    },
    /// Acknowledged is said by the actor, kept by the one who was hit.
    StepBelongsTo {
        /// The incident.
        handle: Handle,
        /// The step.
        step: RepairStep,
        /// The one who may take it.
        member: Member,
    },
    /// A step that others follow cannot be taken away from under them.
    StepFollowed {
        /// The step that was asked for.
        handle: Handle,
    },
    /// Both have closed it.
    IncidentClosed {
        /// The incident.
        handle: Handle,
    },
    /// Before `kept`, closing takes a reason.
    ReasonMissing {
        /// The incident.
        handle: Handle,
    },
    /// This member has closed it before.
    ClosedBefore {
        /// The incident.
        handle: Handle,
    },
    /// This member has not closed it, so there is nothing to reopen.
    NothingToReopen {
        /// The incident.
        handle: Handle,
    },
    /// A private entry cannot be the root of something joint.
    PrivateRoot {
        /// The entry.
        handle: Handle,
    },
    /// The adjustment has lapsed.
    Lapsed {
        /// The adjustment.
        handle: Handle,
        /// When.
        on: NaiveDate,
    },
    /// The adjustment is done.
    Done {
        /// The adjustment.
        handle: Handle,
    },
    /// The talk has not been held.
    NotHeld {
        /// The talk.
        review: ReviewName,
        /// The day it is set for.
        on: NaiveDate,
    },
    /// The talk was cancelled.
    Cancelled {
        /// The talk.
        review: ReviewName,
    },
    /// Both have signed: the talk takes only amendments.
    Locked {
        /// The talk.
        review: ReviewName,
        /// When the second of them signed.
        on: NaiveDate,
    },
    /// The member has not said that they are ready for the talk.
    NotReady {
        /// The talk.
        review: ReviewName,
    },
    /// Amendments are for a talk that both have signed.
    NotLocked {
        /// The talk.
        review: ReviewName,
    },
    /// This member's signature stands.
    SignedBefore {
        /// The talk.
        review: ReviewName,
    },
    /// The rules of days do not speak of the year.
    OutOfYears {
        /// The year that was asked for.
        year: i32,
        /// The first that they speak of.
        from: i32,
        /// The last.
        to: i32,
    },
    /// Another talk of the two is set for that time: nobody has two at once.
    Overlap {
        /// The talk that is there.
        review: ReviewName,
        /// Its day.
        on: NaiveDate,
        /// Whether it was held.
        is_held: bool,
    },
    /// A talk of the cycle exists; a second one is an extra talk.
    SecondTalk {
        /// The talk that is there.
        review: ReviewName,
        /// Its day.
        on: NaiveDate,
        /// The plan that was asked for, if the talk that is there may still be moved to it.
        wished: Option<Box<Plan>>,
    },
}
