//! Going through a file as people do: whatever stands in it, it can be looked at or is refused.

use super::LANGUAGES;
use super::files::File;
use crate::app::adjust::Which;
use crate::app::deliver::Destination;
use crate::app::export::Form;
use crate::app::fitting::{Fitting, fitting};
use crate::app::log::{Filters, log};
use crate::app::print::{Draft, Edition, Kind};
use crate::app::propose::{Ask, propose};
use crate::app::search::{Query, search};
use crate::app::{
    Session, adjust, agenda, agree, busy, diary, export, history, incident, invite, pairs, prepare, review,
    share, sign, status, trust, year,
};
use crate::handout::Paper;
use crate::store::Extent;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// What is shown is shown to programs, too.
fn shown<T: Serialize, E>(found: Result<T, E>) {
    if let Ok(found) = found {
        serde_json::to_string(&found).expect("JSON");
    }
}

/// Goes through a file as one of the two or as nobody in particular, and makes one paper of it; `which` says as who and
/// which.
pub(super) fn visit(file: &File, now: DateTime<Utc>, which: u8) {
    _ = file.store().check();
    shown(pairs::list(&file.store()));
    let me = [Some("a"), Some("b"), None][usize::from(which % 3)];
    let Ok(mut session) = Session::new(file.store(), None, me, now) else { return };
    lists(&session);
    entries(&session);
    files(&mut session);
    let kind = [Kind::Prep, Kind::Brief, Kind::Card, Kind::Summary][usize::from(which / 3 % 4)];
    let (language, paper) = (None, Paper::A4);
    let edition =
        Edition { kind, language, paper, is_redacted: which / 12 % 2 == 1, is_full: which / 24 % 2 == 1 };
    if let Ok(draft) = Draft::of(&session, edition, None) {
        _ = draft.render();
    }
}

fn lists(session: &Session) {
    for language in LANGUAGES {
        shown(status::status(session, language));
        shown(agree::choices(session, language));
    }
    shown(log(session, &Filters::default(), 50).map(|it| it.entries));
    shown(log(session, &Filters::default().in_year(2026), 50).map(|it| it.entries));
    shown(history::history(session, 200).map(|it| it.deeds));
    shown(trust::trust(session));
    shown(adjust::list(session, Which::All).map(|it| it.entries));
    shown(incident::list(session));
    shown(review::list(session));
    shown(share::private(session).map(|it| it.iter().map(ToString::to_string).collect::<Vec<_>>()));
    shown(pairs::sheet(session));
    shown(year::year(session, None));
    shown(busy::list(session));
    _ = sign::voided(session);
    let query = Query::parse(&["a".to_owned()]).expect("a word");
    shown(search(session, &query, &Filters::default(), true, 50).map(|it| it.hits.len()));
    for wanted in [Fitting::Readable, Fitting::OpenAdjustments, Fitting::ToCome] {
        shown(fitting(session, wanted, ""));
    }
}

fn entries(session: &Session) {
    let view = session.view();
    for id in view.ids().unwrap_or_default() {
        let Ok(Some(listed)) = view.by_id(id) else { continue };
        let Ok(entry) = session.entries().listed(&listed) else { continue };
        shown(Ok::<_, ()>(&entry));
        let Ok(handle) = entry.handle.parse() else { continue };
        shown(diary::of_entry(session, handle, 50).map(|it| it.deeds));
        shown(agenda::agenda(session, handle, LANGUAGES[1]));
        shown(prepare::preparation(session, handle, LANGUAGES[0]));
    }
}

fn files(session: &mut Session) {
    for form in [Form::Json, Form::Csv] {
        let extent = Extent::Whole;
        _ = export::export(session, form, extent, Destination::Bytes, &mut Vec::new(), &mut |_, _| {});
    }
    _ = invite::export(session, None, Destination::Bytes);
    _ = invite::invite(session, None, None, Destination::Bytes);
    _ = propose(session, &Ask { count: 3, ..Ask::default() });
}
