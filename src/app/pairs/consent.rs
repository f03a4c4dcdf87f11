//! Whether each of the two lets paper speak of trust.

use crate::app::error::AppError;
use crate::app::session::{Act, Session, put};
use crate::domain::{self, Change, Content, Id, Member, Part};

/// Says for the one who is typing whether they agree to see trust on paper.
///
/// # Errors
/// If nobody said who is typing.
pub(in crate::app) fn agree_to_trust_on_paper(
    session: &mut Session,
    trust_on_paper: bool,
) -> Result<(), AppError> {
    let me = session.me().ok_or_else(|| AppError::WhoAreYou { keys: session.pair().member_keys.clone() })?;
    let act = session.begin()?;
    let change = consenting_change(&act, me, trust_on_paper)?;
    act.commit("pair edit", &[change])
}

/// What each of the two has said last stands in the place of what they said before.
pub(super) fn consenting_change(
    act: &Act<'_>,
    member: Member,
    trust_on_paper: bool,
) -> Result<Change, AppError> {
    let consents = act.view().consents()?;
    let standing = consent(&consents, member).map(|(id, part)| (*id, part.number));
    let (id, number) = match standing {
        Some(found) => found,
        None => (act.new_id(), act.wordless_stamp(act.pair_id)?.number),
    };
    let stamp = domain::Stamp { number, date: act.today(), created: act.now };
    Ok(put(id, Part::new(act.pair_id, Some(member), stamp, Content::Consent { trust_on_paper })))
}

/// Whether both let paper speak of trust.
///
/// # Errors
/// As for every read.
pub(in crate::app) fn have_trust_on_paper(session: &Session) -> Result<bool, AppError> {
    let consents = session.joint_view().consents()?;
    Ok(Member::BOTH.into_iter().all(|member| lets(&consents, member)))
}

/// Whether a member lets paper speak of trust, by what they have said last.
pub(super) fn lets(consents: &[(Id, Part)], member: Member) -> bool {
    consent(consents, member)
        .is_some_and(|(_, part)| part.content == Content::Consent { trust_on_paper: true })
}

/// What a member has said last, with its identity.
fn consent(consents: &[(Id, Part)], member: Member) -> Option<&(Id, Part)> {
    consents.iter().find(|(_, part)| part.author == Some(member))
}
