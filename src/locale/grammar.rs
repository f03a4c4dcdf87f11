//! Small grammar that messages share: genitives, lists, quotation marks, folding for comparison.

use super::Language;
use unicode_normalization::UnicodeNormalization as _;

/// The genitive of a name: `Bo's` and `Jens's`, in Danish `Bos` and `Jens'` (after s, x and z).
pub(crate) fn genitive(language: Language, name: &str) -> String {
    match language {
        Language::English => format!("{name}'s"),
        Language::Danish => {
            let hisses = name.chars().last().is_some_and(|last| "sxzSXZ".contains(last));
            format!("{name}{}", if hisses { "'" } else { "s" })
        }
    }
}

/// The form of a name in which the same full name is the same person, and the same period the same.
pub(crate) fn folded_name(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that begins with a capital letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `Anna`, `Anna and Bo`, `Anna, Bo and Carl`.
pub(crate) fn and_list<S: AsRef<str>>(language: Language, items: &[S]) -> String {
    match language {
        Language::English => joined(items, " and "),
        Language::Danish => joined(items, " og "),
    }
}

/// `Anna`, `Anna or Bo`, `Anna, Bo or Carl`.
pub(crate) fn or_list<S: AsRef<str>>(language: Language, items: &[S]) -> String {
    match language {
        Language::English => joined(items, " or "),
        Language::Danish => joined(items, " eller "),
    }
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{}{word}{}", head.join(", "), last.as_ref())
        }
    }
}

/// A quotation of what somebody typed: “x” in English, »x« in Danish.
pub(crate) fn quoted(language: Language, text: &str) -> String {
    match language {
        Language::English => format!("“{text}”"),
        Language::Danish => format!("»{text}«"),
    }
}

/// Lower case without accents, with å, ø and æ as aa, oe and ae, so that names, words and searches
/// meet however they are spelt.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match letter {
            'å' => folded.push_str("aa"),
            'ø' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            _ => folded
                .extend(letter.nfd().filter(|part| !unicode_normalization::char::is_combining_mark(*part))),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genitives_follow_each_language() {
        assert_eq!(genitive(Language::English, "Bo"), "Bo's");
        assert_eq!(genitive(Language::English, "Jens"), "Jens's");
        assert_eq!(genitive(Language::Danish, "Bo"), "Bos");
        assert_eq!(genitive(Language::Danish, "Jens"), "Jens'");
        assert_eq!(genitive(Language::Danish, "Marx"), "Marx'");
    }

    #[test]
    fn lists_end_in_and_without_a_comma_before_it() {
        assert_eq!(and_list(Language::English, &["Anna", "Bo", "Carl"]), "Anna, Bo and Carl");
        assert_eq!(and_list(Language::Danish, &["Anna", "Bo"]), "Anna og Bo");
        assert_eq!(and_list::<&str>(Language::Danish, &[]), "");
    }

    #[test]
    fn folding_meets_danish_and_foreign_letters() {
        assert_eq!(fold("Åse Bjørk-Ærø"), "aase bjoerk-aeroe");
        assert_eq!(fold("A\u{30a}se"), "aase");
        assert_eq!(fold("Łukasz Đặng É"), "lukasz dang e");
    }
}
