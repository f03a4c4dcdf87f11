//! Source files taken apart: what each imports, and its code without comments, strings and tests.

use std::path::{Path, PathBuf};

/// A source file, taken apart.
pub(crate) struct Source {
    /// Its path in `src/`, with `/` on every platform.
    pub(crate) path: String,
    /// The code without comments and the insides of strings.
    pub(crate) code: String,
    /// As `code`, without the modules of tests.
    pub(crate) plain: String,
    /// The insides of the strings outside tests.
    pub(crate) strings: String,
    pub(crate) lines: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, _) = taken_apart(text);
        let without_tests = without_tests(text);
        let (mut plain, mut strings) = taken_apart(&without_tests);
        if path.contains("/tests/") || path.ends_with("/tests.rs") {
            (plain, strings) = (String::new(), String::new());
        }
        Self { path: path.to_owned(), code, plain, strings, lines: text.lines().count() }
    }

    /// The room that the file stands in; `None` for `lib.rs` and `main.rs`.
    pub(crate) fn room(&self) -> Option<&str> {
        self.path.split_once('/').map(|(room, _)| room)
    }

    /// The names of the modules that lead to the file: `cli`, `commands`, `pair`.
    fn module(&self) -> Vec<&str> {
        let stem = self.path.trim_end_matches(".rs");
        stem.split('/').filter(|name| !matches!(*name, "mod" | "lib" | "main")).collect()
    }

    /// What the file imports or names from the top of the crate: `store::Store`.
    pub(crate) fn imports(&self) -> Vec<String> {
        let mut found: Vec<String> = after(&self.code, "crate::").into_iter().flat_map(names).collect();
        // `super::super::x` from `cli/commands/pair.rs` is `crate::cli::x`.
        let module = self.module();
        for tail in after(&self.plain, "super::") {
            let is_first =
                !self.plain[..self.plain.len() - tail.len() - "super::".len()].ends_with("super::");
            if !is_first {
                continue;
            }
            let (mut up, mut rest) = (1, tail);
            while let Some(next) = rest.strip_prefix("super::") {
                (up, rest) = (up + 1, next);
            }
            let base = module.len().saturating_sub(up);
            let base = module[..base].join("::");
            found.extend(names(rest).into_iter().map(|name| match base.as_str() {
                "" => name,
                base => format!("{base}::{name}"),
            }));
        }
        found.sort();
        found.dedup();
        found
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The rest of `code` after every `mark` that begins a word.
pub(crate) fn after<'c>(code: &'c str, mark: &str) -> Vec<&'c str> {
    code.match_indices(mark)
        .filter(|(at, _)| !code[..*at].ends_with(is_word))
        .map(|(at, _)| &code[at + mark.len()..])
        .collect()
}

/// The paths that begin here: one, or those of a group in braces, down to two names each.
pub(crate) fn names(code: &str) -> Vec<String> {
    let code = code.trim_start();
    let Some(group) = code.strip_prefix('{') else {
        let first: String = code.chars().take_while(|letter| is_word(*letter)).collect();
        if first.is_empty() {
            return Vec::new();
        }
        let Some(rest) = code[first.len()..].strip_prefix("::") else { return vec![first] };
        let second =
            names(rest).into_iter().map(|name| name.split("::").next().unwrap_or_default().to_owned());
        let all: Vec<String> = second.map(|second| format!("{first}::{second}")).collect();
        return if all.is_empty() { vec![format!("{first}::*")] } else { all };
    };
    let mut depth = 0;
    let mut items = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        items.last_mut().expect("there is one").push(letter);
    }
    items.iter().flat_map(|item| names(item)).collect()
}

/// The code without comments and strings, and the insides of the strings.
fn taken_apart(text: &str) -> (String, String) {
    let letters: Vec<char> = text.chars().collect();
    let (mut code, mut strings) = (String::new(), String::new());
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let mut index = 0;
    while index < letters.len() {
        let letter = letters[index];
        let begins_word = index == 0 || !is_word(letters[index - 1]);
        let hashes = (index + 1..letters.len()).take_while(|next| at(*next) == '#').count();
        if letter == '/' && at(index + 1) == '/' {
            while index < letters.len() && letters[index] != '\n' {
                index += 1;
            }
        } else if letter == '/' && at(index + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(index), at(index + 1)) {
                    ('/', '*') => (depth, index) = (depth + 1, index + 2),
                    ('*', '/') => (depth, index) = (depth - 1, index + 2),
                    _ => index += 1,
                }
                if depth == 0 || index >= letters.len() {
                    break;
                }
            }
        } else if (begins_word || matches!(letters[index - 1], 'b' | 'c'))
            && letter == 'r'
            && at(index + 1 + hashes) == '"'
        {
            index += 2 + hashes;
            let closes = |index: usize| at(index) == '"' && (1..=hashes).all(|hash| at(index + hash) == '#');
            while index < letters.len() && !closes(index) {
                strings.push(letters[index]);
                index += 1;
            }
            strings.push('\n');
            code.push_str("\"\"");
            index += 1 + hashes;
        } else if letter == '"' {
            index += 1;
            while index < letters.len() && letters[index] != '"' {
                strings.push(letters[index]);
                index += if letters[index] == '\\' { 2 } else { 1 };
            }
            strings.push('\n');
            code.push_str("\"\"");
            index += 1;
        } else if letter == '\'' && at(index + 1) == '\\' {
            index += 3;
            while index < letters.len() && letters[index] != '\'' {
                index += 1;
            }
            code.push_str("' '");
            index += 1;
        } else if letter == '\'' && at(index + 2) == '\'' {
            code.push_str("' '");
            index += 3;
        } else {
            code.push(letter);
            index += 1;
        }
    }
    (code, strings)
}

/// The text without its modules of tests, which close at the margin they opened at.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let margin = &line[..line.len() - line.trim_start().len()];
        let item = lines.by_ref().find(|next| !next.trim_start().starts_with("#[")).unwrap_or_default();
        if item.trim_end().ends_with('{') {
            let close = format!("{margin}}}");
            lines.by_ref().find(|next| *next == close);
        }
    }
    kept
}

/// Every source file, in the order of their paths.
pub(crate) fn sources() -> Vec<Source> {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for file in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = file.expect("a file").path();
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    gather(&root, &mut found);
    found.sort();
    let source = |path: &PathBuf| {
        let name = path.strip_prefix(&root).expect("it lies in src");
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        Source::new(&name.join("/"), &std::fs::read_to_string(path).expect("UTF-8"))
    };
    found.iter().map(source).collect()
}
