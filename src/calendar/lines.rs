//! Content lines: the bytes below iCalendar (RFC 5545, section 3.1).

/// A calendar in the making, line by line.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// The most octets that a line holds, without its line break (RFC 5545, section 3.1).
    const WIDEST: usize = 75;

    /// Adds `BEGIN:name`, what `fill` adds, and `END:name`.
    pub(crate) fn block(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.line("BEGIN", name);
        fill(self);
        self.line("END", name);
    }

    /// Adds a property whose value is a text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escape(value));
    }

    /// Adds a property whose value is several texts. None at all leaves it out.
    pub(crate) fn texts(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(name, &values.iter().map(|value| escape(value)).collect::<Vec<_>>().join(","));
        }
    }

    /// Adds a property as it stands: its name with its parameters, and its value. It stays one property
    /// whatever is in it, for control characters are dropped here, which no value may hold (RFC 5545,
    /// section 3.1, `CONTROL`).
    pub(crate) fn line(&mut self, name: &str, value: &str) {
        let mut room = Self::WIDEST;
        let letters = name.chars().chain([':']).chain(value.chars());
        for letter in letters.filter(|letter| !letter.is_control() || *letter == '\t') {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = Self::WIDEST - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    /// The whole file.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// Whether a letter begins a new line for those who show it.
fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text as a value (RFC 5545, section 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            _ if is_line_break(letter) => escaped.push_str("\\n"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A parameter, to stand after the name of a property: `;CN="Birk, Anna"`. Quotes and line breaks are written
/// with carets (RFC 6868, section 3.1), since nothing else can hold them.
pub(crate) fn parameter(name: &str, value: &str) -> String {
    let mut written = String::with_capacity(value.len());
    for letter in value.replace("\r\n", "\n").chars() {
        match letter {
            '^' => written.push_str("^^"),
            '"' => written.push_str("^'"),
            _ if is_line_break(letter) => written.push_str("^n"),
            _ => written.push(letter),
        }
    }
    if written.contains([',', ';', ':']) {
        format!(";{name}=\"{written}\"")
    } else {
        format!(";{name}={written}")
    }
}

/// A mail address as a URI. What RFC 6068, section 2 does not allow in one is percent-encoded; control
/// characters are dropped, because a line break would let an address add headers to a mail.
pub(crate) fn mailto(address: &str) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~!$'*+".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    let encode = |part: &str| part.bytes().map(letter).collect::<String>();
    let address: String = address.trim().chars().filter(|letter| !letter.is_control()).collect();
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("mailto:{}@{}", encode(local), encode(domain)),
        None => format!("mailto:{}", encode(&address)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The lines of a file as a reader gets them (RFC 5545, section 3.1).
    fn unfold(file: &str) -> Vec<String> {
        let whole = file.replace("\r\n ", "");
        whole
            .strip_suffix("\r\n")
            .expect("the last line ends, too")
            .split("\r\n")
            .map(str::to_owned)
            .collect()
    }

    /// The text that a value stands for (RFC 5545, section 3.3.11).
    fn unescape(value: &str) -> String {
        let mut text = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            text.push(match letter {
                '\\' => match letters.next() {
                    Some('n') => '\n',
                    Some(escaped @ ('\\' | ';' | ',')) => escaped,
                    other => panic!("{other:?} is not to be escaped"),
                },
                ';' | ',' => panic!("a bare {letter}"),
                _ => letter,
            });
        }
        text
    }

    fn one_line(name: &str, value: &str) -> String {
        let mut lines = Lines::default();
        lines.line(name, value);
        lines.finish()
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_was(text in "[\\PC\n\t\\\\,;:\"^æøå𝄞]{0,400}") {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            let file = lines.finish();
            let read = unfold(&file);
            prop_assert_eq!(read.len(), 1);
            // These two break lines for those who show them, and so come back as plain line breaks.
            let shown = text.replace(['\u{2028}', '\u{2029}'], "\n");
            prop_assert_eq!(unescape(read[0].strip_prefix("SUMMARY:").expect("the name")), shown);
        }

        #[test]
        fn no_line_is_too_long_and_none_can_be_smuggled_in(name: String, address: String, text: String) {
            let mut lines = Lines::default();
            lines.line(&format!("ATTENDEE{}", parameter("CN", &name)), &mailto(&address));
            lines.text("SUMMARY", &text);
            let file = lines.finish();
            prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(!file.replace("\r\n", "").contains(|l: char| l.is_control() && l != '\t'));
            prop_assert_eq!(unfold(&file).len(), 2);
        }
    }

    #[test]
    fn a_fold_is_at_75_octets_and_before_a_letter_that_would_cross_it() {
        assert_eq!(one_line("N", &"x".repeat(73)), format!("N:{}\r\n", "x".repeat(73)));
        assert_eq!(one_line("N", &"x".repeat(74)), format!("N:{}\r\n x\r\n", "x".repeat(73)));
        let crossing = format!("{}åb", "x".repeat(72));
        assert_eq!(one_line("N", &crossing), format!("N:{}\r\n åb\r\n", "x".repeat(72)));
    }

    #[test]
    fn what_has_a_meaning_is_escaped_and_line_breaks_are_one_kind() {
        assert_eq!(escape("a\\b; c, d: \"e\""), "a\\\\b\\; c\\, d: \"e\"");
        assert_eq!(escape("1\r\n2\n3\r4\u{2028}5"), "1\\n2\\n3\\n4\\n5");
    }

    #[test]
    fn a_parameter_is_quoted_only_when_it_must_be() {
        assert_eq!(parameter("CN", "Anna Ærø"), ";CN=Anna Ærø");
        assert_eq!(parameter("CN", "Birk, Anna"), ";CN=\"Birk, Anna\"");
        assert_eq!(parameter("CN", "a \"b\" ^c\r\nd"), ";CN=a ^'b^' ^^c^nd");
    }

    #[test]
    fn an_address_stays_an_address() {
        for (address, uri) in [
            ("anna@example.org", "mailto:anna@example.org"),
            (" o'neil+talk@example.org ", "mailto:o'neil+talk@example.org"),
            ("\"a b\"@example.org", "mailto:%22a%20b%22@example.org"),
            ("a@b@example.org", "mailto:a%40b@example.org"),
            ("søren@ærø.dk", "mailto:s%C3%B8ren@%C3%A6r%C3%B8.dk"),
            ("a?bcc=b@example.org\r\nATTENDEE:x", "mailto:a%3Fbcc%3Db@example.orgATTENDEE%3Ax"),
        ] {
            assert_eq!(mailto(address), uri);
        }
    }
}
