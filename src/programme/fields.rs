//! Fields in braces: `{B:gen} staff hear of {topic}`.

use crate::locale::{Language, genitive};
use crate::template::Fault;

/// The two people, as agreements and questions name them.
pub(super) const PEOPLE: [&str; 2] = ["A", "B"];

/// A piece of a text with fields.
enum Piece<'t> {
    Plain(&'t str),
    Field { name: &'t str, is_genitive: bool },
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, tail) = after.split_once('}').ok_or(Fault::OpenBrace)?;
        let (name, form) = inside.split_once(':').map_or((inside, None), |(name, form)| (name, Some(form)));
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_name || form.is_some_and(|form| form != "gen") {
            return Err(Fault::UnknownField {
                field: inside.to_owned(),
                known: "{A} {B} {B:gen} {topic}".into(),
            });
        }
        pieces.push(Piece::Plain(before));
        pieces.push(Piece::Field { name, is_genitive: form.is_some() });
        rest = tail;
    }
    if rest.contains('}') {
        return Err(Fault::OpenBrace);
    }
    pieces.push(Piece::Plain(rest));
    Ok(pieces)
}

/// The names of the fields of a text, in the order of their first mention.
///
/// # Errors
/// A brace that is not closed, or what is in it is no name.
pub(crate) fn fields(text: &str) -> Result<Vec<&str>, Fault> {
    let mut names = Vec::new();
    for piece in pieces(text)? {
        if let Piece::Field { name, .. } = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    Ok(names)
}

/// The text with its fields filled in; a field without a value stays as it is.
pub(crate) fn filled(text: &str, language: Language, value: impl Fn(&str) -> Option<String>) -> String {
    let Ok(pieces) = pieces(text) else { return text.to_owned() };
    let mut whole = String::new();
    for piece in pieces {
        match piece {
            Piece::Plain(plain) => whole.push_str(plain),
            Piece::Field { name, is_genitive } => match value(name) {
                Some(value) if is_genitive => whole.push_str(&genitive(language, &value)),
                Some(value) => whole.push_str(&value),
                None => {
                    let form = if is_genitive { ":gen" } else { "" };
                    whole.extend(["{", name, form, "}"]);
                }
            },
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_and_filled() {
        let text = "{B} is copied in when {A} writes to {B:gen} staff about {topic}.";
        assert_eq!(fields(text), Ok(vec!["B", "A", "topic"]));
        let value = |name: &str| match name {
            "A" => Some("Anna".to_owned()),
            "B" => Some("Jens".to_owned()),
            _ => None,
        };
        assert_eq!(
            filled(text, Language::Danish, value),
            "Jens is copied in when Anna writes to Jens' staff about {topic}."
        );
    }

    #[test]
    fn braces_that_mean_nothing_are_found() {
        assert_eq!(fields("a {topic"), Err(Fault::OpenBrace));
        assert_eq!(fields("a topic}"), Err(Fault::OpenBrace));
        assert!(matches!(fields("{B:dat}"), Err(Fault::UnknownField { .. })));
        assert!(matches!(fields("{}"), Err(Fault::UnknownField { .. })));
    }
}
