//! Blocking periods in which the pair wants no talk.

use super::busy::{Blocked, blocked};
use super::error::AppError;
use super::session::{Session, put};
use crate::domain::{self, Block, Change, Period, Refusal};
use crate::locale::folded_name;

/// Blocks a period under a name.
///
/// # Errors
/// If the name is blank or taken, or the period runs backwards.
pub(crate) fn block(session: &mut Session, name: &str, period: Period) -> Result<Blocked, AppError> {
    let name = domain::label(name)?;
    let act = session.begin()?;
    if act.view().blocks()?.iter().any(|(_, known)| folded_name(&known.name) == folded_name(&name)) {
        return Err(Refusal::BlockExists { name }.into());
    }
    let said = blocked(&name, period, act.today());
    let said = said.ok_or_else(|| AppError::NoBlock { typed: name.clone(), known: Vec::new() })?;
    let block = Block { pair: act.pair_id, name, author: act.me, period, created: act.now };
    let changes = [put(act.new_id(), block)];
    act.commit("calendar block", &changes)?;
    Ok(said)
}

/// Opens a blocked period again; its name may be cut short.
///
/// # Errors
/// If there is none of that name, or several begin so.
pub(crate) fn unblock(session: &mut Session, typed: &str) -> Result<Blocked, AppError> {
    let folded = folded_name(typed);
    let act = session.begin()?;
    let all = act.view().blocks()?;
    let with = |accept: &dyn Fn(&str) -> bool| -> Vec<_> {
        all.iter().filter(|(_, block)| accept(&folded_name(&block.name))).collect()
    };
    let whole = with(&|name| name == folded);
    let found =
        if whole.is_empty() && !folded.is_empty() { with(&|name| name.starts_with(&folded)) } else { whole };
    // Each of the two may have blocked a period of the same name in a file of their own.
    let is_one = found.iter().all(|(_, block)| folded_name(&block.name) == folded_name(&found[0].1.name));
    let Some((_, block)) = found.first().filter(|_| is_one) else {
        let candidates = if found.is_empty() { all.iter().collect() } else { found };
        let known = candidates.into_iter().map(|(_, block)| block.name.clone()).collect();
        return Err(AppError::NoBlock { typed: typed.to_owned(), known });
    };
    let said = blocked(&block.name, block.period, act.today());
    let said = said.ok_or_else(|| AppError::NoBlock { typed: typed.to_owned(), known: Vec::new() })?;
    let changes: Vec<Change> = found.iter().map(|(id, _)| Change::Remove(*id)).collect();
    act.commit("calendar unblock", &changes)?;
    Ok(said)
}
