//! Roles in the place of people, for a paper that others will see.

use super::names::Names;
use crate::domain::{PairKind, Word as _};
use crate::locale::{Language, capitalised, terms};
use unicode_normalization::UnicodeNormalization as _;

/// Which names stand for which role.
pub(super) struct Redaction {
    /// What the two are, in a word: "mayor".
    roles: [String; 2],
    /// A name, and the index of who bears it; the longest first.
    names: Vec<(String, usize)>,
}

impl Redaction {
    /// The redaction of the papers of two people, whom it knows by every full name that they go or went by, the present one
    /// first, and by every word of those.
    pub(super) fn of(kind: PairKind, people: &[Vec<String>; 2], language: Language) -> Self {
        let roles = ["a", "b"].map(|member| {
            let word = format!("{}-{member}", kind.word());
            terms::known(language, "role", &word).unwrap_or(member).to_owned()
        });
        let mut names = Vec::new();
        // Where one is called now as the other was once, it is the one who is called so.
        let most = people.iter().map(Vec::len).max().unwrap_or(0);
        let each = (0..most).flat_map(|nth| {
            people.iter().enumerate().filter_map(move |(index, names)| Some((index, names.get(nth)?)))
        });
        for (index, person) in each {
            let words = person.split([' ', '-']).chain(person.split(' '));
            // "af" and "von" are no names.
            let words = words.filter(|word| word.chars().count() > 1 && word.starts_with(char::is_uppercase));
            for name in words.chain([person.as_str()]) {
                for form in [name.nfc().collect::<String>(), name.nfd().collect()] {
                    names.push((form, index));
                }
            }
        }
        names.sort_by(|one, other| (other.0.len(), &one.0).cmp(&(one.0.len(), &other.0)));
        names.dedup();
        Self { roles, names }
    }

    /// What the two go by on a redacted paper.
    pub(super) fn names(&self, of: &Names) -> Names {
        let roles = self.roles.each_ref().map(|role| capitalised(role));
        Names { keys: of.keys.clone(), short: roles.clone(), full: roles }
    }

    /// A text with a role in brackets for every name of the two, genitives included. Names of others stay.
    pub(super) fn text(&self, text: &str) -> String {
        let mut redacted = String::with_capacity(text.len());
        let mut before = None;
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let begins = !before.is_some_and(char::is_alphanumeric);
            let mut known = self.names.iter().filter(|_| begins);
            let found = known.find_map(|(name, index)| Some((named(rest, name)?, *index)));
            let length = if let Some((length, index)) = found {
                redacted.push('[');
                redacted.push_str(&self.roles[index]);
                redacted.push(']');
                length
            } else {
                redacted.push(letter);
                letter.len_utf8()
            };
            before = rest[..length].chars().next_back();
            rest = &rest[length..];
        }
        redacted
    }
}

/// The length of the name with which a text begins, alone or in the genitive, however it is capitalised. A name of two
/// letters may be a word of its own (“bo”): it is known by its capital.
fn named(text: &str, name: &str) -> Option<usize> {
    let is_short = name.chars().count() <= 2;
    let mut letters = text.chars();
    let mut length = 0;
    for (place, wanted) in name.chars().enumerate() {
        let letter = letters.next()?;
        let same = letter == wanted
            || (!(is_short && place == 0) && letter.to_lowercase().eq(wanted.to_lowercase()));
        if !same {
            return None;
        }
        length += letter.len_utf8();
    }
    let rest = &text[length..];
    let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric());
    (ends(rest) || rest.strip_prefix(['s', 'S']).is_some_and(ends)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    fn redaction(names: [&str; 2], kind: PairKind, language: Language) -> Redaction {
        Redaction::of(kind, &names.map(|name| vec![name.to_owned()]), language)
    }

    #[test]
    fn names_give_way_to_roles_in_every_form() {
        let danish = redaction(["Anna Holm", "Bo Lind-Juhl"], PairKind::MayorCeo, Language::Danish);
        for (text, expected) in [
            ("Anna sagde det til Bo.", "[borgmester] sagde det til [kommunaldirektør]."),
            (
                "Annas løfte, Holms ord og Bo's svar",
                "[borgmester]s løfte, [borgmester]s ord og [kommunaldirektør]'s svar",
            ),
            ("ANNA HOLM og Bo Lind-Juhl", "[borgmester] og [kommunaldirektør]"),
            ("anna, holms og BO", "[borgmester], [borgmester]s og [kommunaldirektør]"),
            ("de bor dér, og boet er bo", "de bor dér, og boet er bo"),
            ("Juhl, Lind", "[kommunaldirektør], [kommunaldirektør]"),
            ("de bor i Bovrup ved Annalise; boet gøres op", "de bor i Bovrup ved Annalise; boet gøres op"),
            ("", ""),
        ] {
            assert_eq!(danish.text(text), expected);
        }
    }

    #[test]
    fn who_changed_their_name_is_known_by_both() {
        let people = [
            vec!["Anna Lind".to_owned(), "Anna Holm".to_owned()],
            vec!["Bo Juhl".to_owned(), "Bo Lind".to_owned()],
        ];
        let english = Redaction::of(PairKind::Founders, &people, Language::English);
        assert_eq!(
            english.text("Holm's word, Lind's too; Bo Lind, Juhl"),
            "[one founder]'s word, [one founder]'s too; [the other founder], [the other founder]"
        );
    }

    #[test]
    fn a_name_is_known_however_its_accents_are_typed() {
        let english = redaction(["Zoë Åberg", "Ib af Ström"], PairKind::Founders, Language::English);
        let typed = "Zoe\u{308} and A\u{30a}berg met Ib; Stro\u{308}m and af";
        assert_eq!(
            english.text(typed),
            "[one founder] and [one founder] met [the other founder]; [the other founder] and af"
        );
    }

    #[test]
    fn every_kind_of_pair_has_two_roles_in_both_languages() {
        for kind in PairKind::ALL {
            for language in [Language::English, Language::Danish] {
                let [a, b] = redaction(["Anna Holm", "Bo Lind"], *kind, language).roles;
                assert!(a != b && a.len() > 2 && b.len() > 2, "{kind:?}: {a}, {b}");
            }
        }
    }
}
