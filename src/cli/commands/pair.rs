//! The two of a pair, and the fictional one.

use super::super::args::{Pair as Words, PairAdd, PairEdit as EditArgs};
use super::super::config::{Key, Source};
use super::super::desk::Desk;
use super::super::ui::{clean, hanging, shown};
use super::super::voice::Voice;
use super::super::walk::begin::named;
use super::super::when::{Asked, When};
use super::super::wording::{Report, report};
use super::super::{json, lists, sheet, values};
use super::{Ended, in_shell, voided_since};
use crate::app::demo as telling;
use crate::app::pairs::{self, Edited, NewPair, PairEdit, PairSheet};
use crate::app::people::Renamed;
use crate::app::{Session, ending, replan, sign};
use crate::domain::{Member, PairKind, Place, Word as _};
use crate::locale::messages::{
    BeginReady, DEMO_NEXT, DemoReady, EndCancelled, EndLapsed, EndOpen, EndUnsigned, HINT_TITLES_TWICE,
    HintFirst, HintInviteCancel, HintSuccessor, HintUndoOf, KnownPeople, NewFile, OldNameInEnvironment,
    OldNameInSettings, PRIVACY, PairChanged, PairEndSaid, PairReady, PairRenamed, PlaceTaken, RenamedToo,
    TEXT_VALUE, TITLES_TWICE, TogetherSince, WarnOtherClock,
};
use crate::locale::{Language, and_list, calling, dates, terms};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// The commands of `pair`.
pub(super) fn run(desk: &Desk, words: Words) -> Ended {
    match words {
        Words::Add(args) => add(desk, &args),
        Words::List => list(desk),
        Words::Show => show(desk),
        Words::Edit(args) => edit(desk, &args),
        Words::End { reason, on, by } => end(desk, &reason, on.as_deref(), by.by.as_deref()),
    }
}

fn end(desk: &Desk, reason: &str, on: Option<&str>, by: Option<&str>) -> Ended {
    let language = desk.language();
    let reason = &desk.optional_text(Some(reason))?.unwrap_or_default();
    let session = desk.session(by)?;
    let on = on
        .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--on"), typed))
        .transpose()?;
    let today = session.today();
    // The one who is typing goes on, or else the second: the first is the one who is elected.
    let goes_on = session.people()[session.me().unwrap_or(Member::B).index()].name.clone();
    let ended = ending::end(session, reason, on)?;
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&ended, &[]).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let ui = &desk.ui;
    let (key, day) = (&ended.pair.key, ended.pair.end.as_ref().map_or(today, |end| end.on));
    let day = dates::sentence(language, day, today);
    ui.say_prose(&PairEndSaid { key, day: &day, reason: &clean(reason) }.text(language));
    let lines = [
        (&ended.lapsed, EndLapsed { handles: &ended.lapsed.join(" ") }.text(language)),
        (&ended.cancelled, EndCancelled { handles: &ended.cancelled.join(" ") }.text(language)),
        (&ended.open, EndOpen { handles: &ended.open.join(" ") }.text(language)),
        (&ended.unsigned, EndUnsigned { handles: &ended.unsigned.join(" ") }.text(language)),
    ];
    for (_, line) in lines.iter().filter(|(handles, _)| !handles.is_empty()) {
        ui.say_prose(&format!("  {line}"));
    }
    for it in &ended.out_of_date {
        if replan::was_invited(&it.files) {
            ui.warning(&HintInviteCancel { review: &it.review }.text(language));
        }
    }
    ui.hint(&HintUndoOf { key }.text(language));
    let kind = terms::typed(language, PairKind::VOCABULARY, ended.pair.kind.word());
    ui.hint(&HintSuccessor { name: &clean(&goes_on), kind: &kind }.text(language));
    Ok(ExitCode::SUCCESS)
}

fn answer(desk: &Desk, sheet: &PairSheet, warnings: &[String], said: &str) -> Ended {
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(sheet, warnings).to_string());
    } else {
        let key = said.find("  ").map_or(0, |gap| gap + 2);
        for line in hanging(&said[..key], &said[key..], desk.ui.prose()) {
            desk.ui.say(&line);
        }
        for warning in warnings {
            desk.ui.warning(warning);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn add(desk: &Desk, args: &PairAdd) -> Ended {
    let language = desk.language();
    let (names, titles) = names_and_titles(language, args)?;
    let keys = values::keys_of(&names);
    let mut mails = [None, None];
    for typed in &args.mails {
        let (member, address) = values::mail(language, &keys, &names, typed)?;
        mails[member.index()] = Some(address);
    }
    let zone =
        args.timezone.as_deref().map_or(Ok(Tz::Europe__Copenhagen), |typed| values::zone(language, typed))?;
    let today = values::today_in(zone, desk.now);
    let new = NewPair {
        names,
        titles,
        mails,
        kind: values::word(language, &args.kind)?,
        language: args.language.as_deref().map_or(Ok(language), |typed| values::language(language, typed))?,
        zone,
        place: args
            .place
            .as_deref()
            .map_or_else(|| Ok(Place::of_zone(zone)), |typed| values::place(language, typed))?,
        interval: args.interval.as_deref().map_or(Ok(12), |typed| values::interval(language, typed))?,
        since: args
            .since
            .as_deref()
            .map(|typed| When::new(language, today).happened(Asked::Flag("--since"), typed))
            .transpose()?,
        rules: args.rules.as_deref().map_or_else(crate::domain::usual_rules, values::rules),
    };
    desk.templates().rules(&new.rules)?;
    // A value that is wrong makes no file.
    pairs::check(&new, desk.now)?;
    let (store, is_new) = desk.store_or_new()?;
    let file = shown(store.path());
    let is_one_of_several = pairs::list(&store)?.iter().any(|pair| pair.end.is_none());
    let added = pairs::add(store, &new, desk.now)?;
    let session = desk.known(added.session);
    let sheet = pairs::sheet(&session)?;
    let mut warnings = Vec::new();
    if !added.known.is_empty() {
        let known: Vec<String> = added.known.iter().map(|name| clean(name)).collect();
        warnings.push(KnownPeople { count: known.len(), names: &and_list(language, &known) }.text(language));
    }
    let [a, b] = &sheet.members;
    let me = desk.me(None).and_then(|typed| session.member(&typed).ok());
    let said = match me.map(|me| session.names().key(me).to_owned()) {
        Some(me) => BeginReady { key: &sheet.key, me: &me }.text(language),
        None => PairReady { key: &sheet.key, a: &a.key, b: &b.key }.text(language),
    };
    let said = since(desk, said, new.since, today);
    answer(desk, &sheet, &warnings, &said)?;
    if is_new {
        desk.ui.chatter(&NewFile { file: &file }.text(language));
        desk.ui.chatter(PRIVACY.text(language));
    }
    let pair = if is_one_of_several { format!(" --pair {}", sheet.key) } else { String::new() };
    if args.place.is_none() {
        let Place { latitude, longitude } = sheet.place;
        let taken = PlaceTaken { latitude: &latitude, longitude: &longitude, pair: &pair };
        desk.ui.chatter(&taken.text(language));
    }
    let member = if me.is_none() { format!(" --me {}", a.key) } else { String::new() };
    let command = calling::line(&format!("o \"{}\"{pair}{member}", TEXT_VALUE.text(language)));
    desk.ui.hint(&HintFirst { command: &command }.text(language));
    Ok(ExitCode::SUCCESS)
}

/// The names of a new pair with their titles, which stand behind a comma or in an option of their own.
fn names_and_titles(
    language: Language,
    args: &PairAdd,
) -> Result<([String; 2], [Option<String>; 2]), Report> {
    let titles = [args.titles.first().cloned(), args.titles.get(1).cloned()];
    if ![&args.a, &args.b].iter().any(|typed| typed.contains(',')) {
        return Ok(([args.a.clone(), args.b.clone()], titles));
    }
    if titles.iter().any(Option::is_some) {
        return Err(
            report("titles-twice", TITLES_TWICE.text(language)).hint(HINT_TITLES_TWICE.text(language))
        );
    }
    let (a, title_a) = named(language, &args.a)?;
    let (b, title_b) = named(language, &args.b)?;
    Ok(([a, b], [title_a, title_b]))
}

fn list(desk: &Desk) -> Ended {
    let found = match desk.store()? {
        Some(store) => pairs::list(&store)?,
        None => Vec::new(),
    };
    if desk.ui.json() {
        desk.ui.say(&json::list("pairs", &found).to_string());
    } else if found.is_empty() {
        desk.no_pair_yet(&json!({}));
    } else {
        lists::pairs(&desk.ui, &found, desk.now.date_naive());
    }
    Ok(ExitCode::SUCCESS)
}

fn show(desk: &Desk) -> Ended {
    let session = desk.session(None)?;
    let found = pairs::sheet(&session)?;
    if desk.ui.json() {
        desk.ui.say(&json!(found).to_string());
    } else {
        sheet::pair(&Voice::of(&desk.ui, &session), &found);
    }
    Ok(ExitCode::SUCCESS)
}

fn edit(desk: &Desk, args: &EditArgs) -> Ended {
    let language = desk.language();
    let session = desk.session(args.by.by.as_deref())?;
    let names: [String; 2] = Member::BOTH.map(|member| session.people()[member.index()].name.clone());
    let keys = session.pair().member_keys.clone();
    let edit = PairEdit {
        names: args
            .names
            .iter()
            .map(|typed| values::full_name(language, &session, typed))
            .collect::<Result<_, _>>()?,
        kind: args.kind.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        language: args.language.as_deref().map(|typed| values::language(language, typed)).transpose()?,
        titles: match &args.titles[..] {
            [a, b] => Some([a.clone(), b.clone()]),
            _ => None,
        },
        place: args.place.as_deref().map(|typed| values::place(language, typed)).transpose()?,
        zone: args.timezone.as_deref().map(|typed| values::zone(language, typed)).transpose()?,
        mails: args
            .mails
            .iter()
            .map(|typed| values::mail(language, &keys, &names, typed))
            .collect::<Result<_, _>>()?,
        interval: args.interval.as_deref().map(|typed| values::interval(language, typed)).transpose()?,
        since: args
            .since
            .as_deref()
            .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--since"), typed))
            .transpose()?,
        rules: args.rules.as_deref().map(values::rules),
        themes: args
            .themes
            .iter()
            .map(|typed| values::key_and_label(language, typed))
            .collect::<Result<_, _>>()?,
        questions: args
            .questions
            .iter()
            .map(|typed| values::key_and_label(language, typed))
            .collect::<Result<_, _>>()?,
        agreements: args
            .agreements
            .iter()
            .map(|typed| values::key_and_label(language, typed))
            .collect::<Result<_, _>>()?,
        removed: args.removed.clone(),
        trust_on_paper: args
            .trust_on_paper
            .as_deref()
            .map(|typed| values::yes_or_no(language, typed))
            .transpose()?,
    };
    let (zone, old) = (session.pair().zone, pairs::sheet(&session)?);
    let (me, signatures) = (settings_mean(desk, &session), sign::voided(&session)?);
    let Edited { session, sheet, renamed } = pairs::edit(session, &edit)?;
    let mut warnings = Vec::new();
    for it in renamed.iter().filter(|it| !it.also_in.is_empty()) {
        let message = RenamedToo { name: &clean(&it.now), keys: &and_list(language, &it.also_in) };
        warnings.push(message.text(language));
    }
    warnings.extend(settings_out_of_date(desk, me, &session));
    warnings.extend(voided_since(desk, &session, &signatures)?);
    if edit.zone.is_some_and(|it| it != zone) {
        // On another clock the same time is another instant.
        for (review, files) in replan::coming(&session)? {
            if !files.is_empty() {
                warnings.push(WarnOtherClock { review: &review }.text(language));
            }
        }
    }
    let mut said = PairChanged { key: &sheet.key }.text(language);
    for Renamed { member, before, now, .. } in &renamed {
        let key = session.pair().member_key(*member);
        let renamed = PairRenamed { before: &clean(before), now: &clean(now), key: &key }.text(language);
        said = format!("{said}{}{renamed}", desk.ui.dot());
    }
    answer(desk, &sheet, &warnings, &since(desk, said, edit.since, session.today()))?;
    if !desk.ui.json() {
        sheet::pair_changes(&Voice::of(&desk.ui, &session), &old, &sheet);
    }
    Ok(ExitCode::SUCCESS)
}

/// Whom the settings say is typing.
pub(super) fn settings_mean(desk: &Desk, session: &Session) -> Option<Member> {
    session.member(&desk.config().setting(Key::Me)?.value).ok()
}

/// That the settings call the one who is typing, who `was` meant before, by a name that they no longer go by.
pub(super) fn settings_out_of_date(desk: &Desk, was: Option<Member>, session: &Session) -> Option<String> {
    let was = was.filter(|was| settings_mean(desk, session) != Some(*was))?;
    let (setting, key) = (desk.config().setting(Key::Me)?, session.pair().member_key(was));
    let typed = values::quoted(desk.language(), &setting.value);
    Some(match &setting.source {
        Source::Environment(name) => {
            OldNameInEnvironment { name, typed: &typed, key: &key }.text(desk.language())
        }
        Source::File(_) => OldNameInSettings { typed: &typed, key: &key }.text(desk.language()),
    })
}

/// What was said, with the day from which the two are a pair, if that was given.
fn since(desk: &Desk, said: String, given: Option<NaiveDate>, today: NaiveDate) -> String {
    let language = desk.language();
    let day = given.map(|day| dates::sentence(language, day, today));
    match day {
        Some(day) => format!("{said}{}{}", desk.ui.dot(), TogetherSince { day: &day }.text(language)),
        None => said,
    }
}

/// The command `demo`.
pub(super) fn demo(desk: &Desk, dir: Option<PathBuf>) -> Ended {
    let language = desk.language();
    let folder = dir.unwrap_or_else(|| PathBuf::from("makkerpar-demo"));
    let demo = telling::demo(&folder, language, desk.now)?;
    let shown = |path: &std::path::Path| path.display().to_string();
    let program = std::env::args().next().unwrap_or_else(|| "makkerpar".to_owned());
    let key = demo.session.names().key(Member::A).to_owned();
    let database = shown(&demo.database);
    let lang = match language {
        crate::locale::Language::Danish => " --lang da",
        crate::locale::Language::English => "",
    };
    let start = format!("{} --db {}{lang}", in_shell(&program), in_shell(&database));
    let next = [
        format!("{start} --me {key} status"),
        format!("{start} --me {key} log"),
        format!("{start} review agenda {}", demo.coming),
        format!("{start} year"),
        format!("{start} show {}", demo.held),
    ];
    let preps: Vec<String> = demo.preps.iter().map(|path| shown(path)).collect();
    if desk.ui.json() {
        let value = json!({
            "database": database, "preps": preps, "brief": shown(&demo.brief), "card": shown(&demo.card),
            "summary": shown(&demo.summary), "calendar": shown(&demo.calendar),
            "held": demo.held, "coming": demo.coming, "next": next
        });
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let names: Vec<String> = demo.session.names().full.iter().map(|name| clean(name)).collect();
    desk.ui.say(
        &DemoReady { folder: &clean(&shown(&folder)), names: &and_list(language, &names) }.text(language),
    );
    let papers = [&demo.brief, &demo.card, &demo.summary, &demo.calendar].map(|path| shown(path));
    for file in [database].into_iter().chain(preps).chain(papers) {
        desk.ui.say(&format!("  {}", clean(&file)));
    }
    desk.ui.say(DEMO_NEXT.text(language));
    for line in next {
        desk.ui.say(&format!("  {line}"));
    }
    Ok(ExitCode::SUCCESS)
}
