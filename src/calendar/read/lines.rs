//! The lines of a calendar file (RFC 5545, section 3.1), however they end and wherever they are folded.

use std::borrow::Cow;

/// Lines as they were before they were folded, each with the number of its first line in the file.
pub(super) struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    number: usize,
}

impl<'b> Lines<'b> {
    /// Begins with the first line; a mark of the order of bytes is passed over.
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), at: 0, number: 0 }
    }

    /// One line of the file, without its end.
    fn raw(&mut self) -> Option<&'b [u8]> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let end = match &rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at += length + end;
        self.number += 1;
        Some(&rest[..length])
    }

    fn is_folded(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(b' ' | b'\t'))
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = (usize, Cow<'b, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.raw()?;
        let number = self.number;
        if !self.is_folded() {
            return Some((number, decoded(first)));
        }
        // Folding may cut a letter, so the octets are joined before they are read.
        let mut whole = first.to_vec();
        while self.is_folded() {
            whole.extend_from_slice(&self.raw()?[1..]);
        }
        Some((number, Cow::Owned(decoded(&whole).into_owned())))
    }
}

/// UTF-8, or else Latin-1, in which every octet is the letter of its number.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// A line taken apart.
pub(super) struct Content<'l> {
    /// As it is written, in any case.
    pub(super) name: &'l str,
    /// What stands between the name and the colon: names and values.
    pub(super) parameters: Vec<(&'l str, &'l str)>,
    /// What stands after the colon.
    pub(super) value: &'l str,
}

impl<'l> Content<'l> {
    /// Takes `NAME;PARAMETER=VALUE:VALUE` apart; a quoted value of a parameter may hold colons and semicolons.
    /// `None` if there is no colon.
    pub(super) fn of(line: &'l str) -> Option<Self> {
        let end = line.find([';', ':'])?;
        let (name, mut rest) = line.split_at(end);
        let mut parameters = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let end = unquoted_end(after)?;
            let (parameter, tail) = after.split_at(end);
            if let Some((name, value)) = parameter.split_once('=') {
                parameters.push((name, value.trim_matches('"')));
            }
            rest = tail;
        }
        Some(Self { name, parameters, value: rest.strip_prefix(':')? })
    }
}

/// Where the first colon or semicolon outside quotation marks is.
fn unquoted_end(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        !is_quoted && matches!(byte, b':' | b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        Lines::of(bytes).map(|(number, line)| (number, line.into_owned())).collect()
    }

    #[test]
    fn lines_end_in_three_ways_and_are_unfolded() {
        let expected = vec![(1, "A:1".to_owned()), (2, "B:23".to_owned()), (4, "C:4".to_owned())];
        for end in ["\r\n", "\n", "\r"] {
            let text = ["A:1", "B:2", " 3", "C:4", ""].join(end);
            assert_eq!(lines(text.as_bytes()), expected, "{end:?}");
        }
        assert_eq!(lines(b"\xEF\xBB\xBFA:1"), [(1, "A:1".to_owned())]);
    }

    #[test]
    fn a_letter_that_folding_has_cut_is_whole_again() {
        assert_eq!(lines(b"A:bl\xC3\r\n \xA5"), [(1, "A:blå".to_owned())]);
        assert_eq!(lines(b"A:bl\xE5"), [(1, "A:blå".to_owned())]);
    }

    #[test]
    fn quoted_parameters_may_hold_colons() {
        let content =
            Content::of("DTSTART;TZID=\"(UTC+01:00) Paris; Rome\";X=1:20270520T120000").expect("content");
        assert_eq!(content.name, "DTSTART");
        assert_eq!(content.parameters, [("TZID", "(UTC+01:00) Paris; Rome"), ("X", "1")]);
        assert_eq!(content.value, "20270520T120000");
        assert!(Content::of("no colon").is_none() && Content::of("A;B=\"c:d").is_none());
    }
}
