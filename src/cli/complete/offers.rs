//! What is offered in the place of a value. A menu of a shell stands on projectors, too: what an entry is about is told by
//! its kind, its day and its theme, never by its text.

use super::super::config::Key;
use super::super::desk::Desk;
use super::super::help;
use super::super::voice::Voice;
use super::shell::Offer;
use super::source::Source;
use crate::app::entry::Entry;
use crate::app::fitting::{Fitting, fitting};
use crate::app::{Session, agree, themes};
use crate::domain::{Member, Outcome, Word as _};
use crate::locale::messages::{AGREE_ACTION, AGREE_RULE, NO, YES};
use crate::locale::{Language, fold, terms};
use std::cell::OnceCell;

/// What there is to offer on one line.
pub(super) struct Offers<'d> {
    desk: &'d Desk,
    by: Option<&'d str>,
    words: &'d [String],
    session: OnceCell<Option<Session>>,
}

impl<'d> Offers<'d> {
    /// Offers for a line with these words before the one that is typed, on which `by` says who gives the command.
    pub(super) fn new(desk: &'d Desk, by: Option<&'d str>, words: &'d [String]) -> Self {
        Self { desk, by, words, session: OnceCell::new() }
    }

    fn session(&self) -> Option<&Session> {
        self.session.get_or_init(|| self.desk.glance(self.by)).as_ref()
    }

    fn language(&self) -> Language {
        self.desk.language()
    }

    /// What a source offers to one who has typed `begun`.
    pub(super) fn of(&self, source: Source, begun: &str) -> Vec<Offer> {
        if let Source::Vocabulary(vocabulary, words) = source {
            return self.words_of(vocabulary, &words(), begun);
        }
        if let Source::Entries(wanted) = source {
            return self.entries(wanted, begun);
        }
        let mut offers = self.all(source, begun);
        let typed = fold(begun);
        offers.retain(|offer| fold(&offer.value).starts_with(&typed));
        offers
    }

    fn all(&self, source: Source, begun: &str) -> Vec<Offer> {
        match source {
            Source::Files | Source::Folders | Source::Vocabulary(..) | Source::Entries(_) => Vec::new(),
            Source::Words(words) => words.iter().map(|word| Offer::new(*word, None)).collect(),
            Source::YesOrNo => {
                [YES, NO].iter().map(|word| Offer::new(word.text(self.language()), None)).collect()
            }
            Source::EntryAndOutcome => self.outcomes(begun),
            Source::Members(another) => {
                let more =
                    another.map(|word| Offer::new(terms::label(self.language(), "member", word), None));
                self.members("").into_iter().chain(more).collect()
            }
            Source::MembersAnd => self.members("="),
            Source::Pairs => {
                let kind =
                    |pair: &crate::domain::Pair| terms::label(self.language(), "pair_kind", pair.kind.word());
                self.desk
                    .glance_at_pairs()
                    .iter()
                    .map(|it| Offer::new(it.key.clone(), Some(kind(it))))
                    .collect()
            }
            Source::Themes => self.themes(),
            Source::ThemesAnd => self.theme_keys(),
            Source::Formats => {
                let all = self.desk.templates().formats().all().iter();
                all.map(|it| Offer::new(it.key.clone(), Some(it.name.text(self.language())))).collect()
            }
            Source::Rules => self.templates(|kind| kind == crate::app::template::TemplateKind::Rules),
            Source::Templates => self.templates(|_| true),
            Source::Blocks => {
                let blocks =
                    self.session().and_then(|session| session.view().blocks().ok()).unwrap_or_default();
                blocks.into_iter().map(|(_, block)| Offer::new(block.name, None)).collect()
            }
            Source::Agreements => self.agreements(),
            Source::OwnAgreements => {
                let own = self.session().map(|session| session.pair().agreements.iter());
                own.into_iter().flatten().map(|(key, _)| Offer::new(key.clone(), None)).collect()
            }
            Source::Fields => self.fields(),
            Source::Zones => {
                chrono_tz::TZ_VARIANTS.iter().map(|zone| Offer::new(zone.name(), None)).collect()
            }
            Source::Settings => Key::ALL.iter().map(|key| Offer::new(key.name(), None)).collect(),
            Source::Commands => self.commands(),
        }
    }

    /// The words of a vocabulary in the language that is spoken, or in English where only that goes on from what is typed.
    fn words_of(&self, vocabulary: &str, words: &[&'static str], begun: &str) -> Vec<Offer> {
        // The kinds of pair are sentences in either language.
        let is_word = vocabulary != "pair_kind";
        let label = |word: &'static str| terms::label(self.language(), vocabulary, word);
        let is_danish = self.language() == Language::Danish;
        let said = |word: &&'static str| match (is_word, is_danish) {
            (false, _) => Offer::new(*word, Some(label(word))),
            (true, true) => Offer::new(label(word), None),
            (true, false) => Offer::new(*word, None),
        };
        let typed = fold(begun);
        let mut offers: Vec<Offer> = words.iter().map(said).collect();
        offers.retain(|offer| fold(&offer.value).starts_with(&typed));
        if offers.is_empty() {
            let english = words.iter().filter(|word| word.starts_with(&typed));
            offers.extend(english.map(|word| Offer::new(*word, Some(label(word)))));
        }
        offers
    }

    fn entries(&self, wanted: Fitting, begun: &str) -> Vec<Offer> {
        let Some(session) = self.session() else { return Vec::new() };
        let (root, has_part) = begun.split_once('.').map_or((begun, false), |(root, _)| (root, true));
        let voice = Voice::of(&self.desk.ui, session);
        let found = fitting(session, wanted, root).unwrap_or_default();
        if !has_part {
            return found.iter().map(|it| Offer::new(it.handle.clone(), Some(&about(&voice, it)))).collect();
        }
        let whole = found.iter().find(|it| it.handle.eq_ignore_ascii_case(root));
        let parts = whole.into_iter().flat_map(Entry::parts);
        let begins = |handle: &str| handle.to_uppercase().starts_with(&begun.to_uppercase());
        let offer = |said: &crate::app::entry::Said| {
            let kind = terms::label(self.language(), "part", said.kind);
            Offer::new(said.handle.clone(), Some(&format!("{kind}, {}", voice.listed(said.date))))
        };
        parts.filter(|said| begins(&said.handle)).map(offer).collect()
    }

    fn outcomes(&self, begun: &str) -> Vec<Offer> {
        let Some((handle, _)) = begun.split_once('=') else {
            let begun = self.entries(Fitting::OpenAdjustments, begun).into_iter();
            return begun.map(|offer| Offer { value: offer.value + "=", ..offer }).collect();
        };
        let words = Outcome::ALL.iter().map(|outcome| outcome.word()).collect::<Vec<_>>();
        let outcomes = self.words_of(Outcome::VOCABULARY, &words, "").into_iter();
        outcomes.map(|offer| offer.after(&format!("{handle}="))).collect()
    }

    fn members(&self, after: &str) -> Vec<Offer> {
        let Some(names) = self.session().map(Session::names) else { return Vec::new() };
        let offer = |member: Member| {
            Offer::new(format!("{}{after}", names.key(member)), Some(&names.full[member.index()]))
        };
        Member::BOTH.into_iter().map(offer).collect()
    }

    fn themes(&self) -> Vec<Offer> {
        let language = self.language();
        let Some(pair) = self.session().map(Session::pair) else {
            return themes::common().map(|key| Offer::new(themes::short(language, key), None)).to_vec();
        };
        let keys = themes::keys(pair).into_iter();
        keys.map(|key| Offer::new(themes::short(language, key), Some(themes::long(pair, language, key))))
            .collect()
    }

    /// As [`Offers::themes`], by their keys: what goes on after them is stored with the key.
    fn theme_keys(&self) -> Vec<Offer> {
        let Some(pair) = self.session().map(Session::pair) else { return Vec::new() };
        let long = |key| themes::long(pair, self.language(), key);
        themes::keys(pair).into_iter().map(|key| Offer::new(format!("{key}="), Some(long(key)))).collect()
    }

    fn templates(&self, accept: impl Fn(crate::app::template::TemplateKind) -> bool) -> Vec<Offer> {
        let all = crate::app::template::list(self.desk.templates(), self.language()).into_iter();
        all.filter(|it| accept(it.kind)).map(|it| Offer::new(it.name, it.title.as_deref())).collect()
    }

    fn choices(&self) -> Vec<agree::Choice> {
        let choices = self.session().and_then(|session| agree::choices(session, self.language()).ok());
        choices.unwrap_or_default()
    }

    fn agreements(&self) -> Vec<Offer> {
        let kind = |rule| if rule { AGREE_RULE } else { AGREE_ACTION }.text(self.language());
        self.choices().into_iter().map(|it| Offer::new(it.key, Some(kind(it.rule)))).collect()
    }

    fn fields(&self) -> Vec<Offer> {
        let chosen = self.choices().into_iter().find(|it| self.words.contains(&it.key));
        let fields = chosen.map(|it| it.fields).unwrap_or_default();
        fields.into_iter().map(|field| Offer::new(format!("{field}="), None)).collect()
    }

    fn commands(&self) -> Vec<Offer> {
        let mut command = help::command(self.language());
        let above = self.words.iter().skip_while(|word| *word != "help").skip(1);
        let above: Vec<&String> = above.filter(|word| !word.starts_with('-')).collect();
        for word in above.iter().take(above.len().saturating_sub(1)) {
            let Some(below) = command.find_subcommand(word) else { return Vec::new() };
            command = below.clone();
        }
        let offer = |it: &clap::Command| {
            let about = it.get_about().map(ToString::to_string);
            Offer::new(it.get_name(), about.as_deref())
        };
        command.get_subcommands().map(offer).collect()
    }
}

/// What an entry is, without a word of it: `observation, Wed 3 Mar, roles`.
fn about(voice: &Voice<'_>, entry: &Entry) -> String {
    let kind = terms::label(voice.language, crate::app::entry::Kind::VOCABULARY, entry.kind.word());
    let mut facts = vec![kind.to_owned(), voice.listed(entry.date)];
    match &entry.detail {
        crate::app::entry::Detail::Review { phase, .. } => facts.push(voice.phase(phase).to_owned()),
        _ => facts.extend(entry.theme.as_deref().map(|key| voice.theme(key).to_owned())),
    }
    facts.join(", ")
}
