//! Paper, read back as a screen reader does.

#[allow(dead_code, reason = "the tests beside the code look at more of it")]
#[path = "../../src/handout/tests/reading.rs"]
mod reading;

/// The words of a PDF in reading order, to be looked for in whatever lines they were set.
pub(crate) struct Paper {
    squeezed: String,
}

impl Paper {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let elements = reading::elements(&reading::open(bytes));
        let whole: Vec<&str> = elements.iter().map(|element| element.text.as_str()).collect();
        Self { squeezed: reading::squeezed(&whole.join("\n")) }
    }

    /// The languages that a PDF speaks: its own, then those of passages.
    pub(crate) fn languages(bytes: &[u8]) -> Vec<String> {
        let document = reading::open(bytes);
        let of = |dictionary: &lopdf::Dictionary| {
            let language = dictionary.get(b"Lang").and_then(lopdf::Object::as_str).ok()?;
            Some(String::from_utf8_lossy(language).into_owned())
        };
        let mut languages: Vec<String> = document.catalog().ok().and_then(of).into_iter().collect();
        let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
        for language in elements.filter(|it| it.has_type(b"StructElem")).filter_map(of) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    /// What the pictures of a PDF say that they show.
    pub(crate) fn pictures(bytes: &[u8]) -> Vec<String> {
        let document = reading::open(bytes);
        let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
        let told = elements.filter_map(|element| element.get(b"Alt").and_then(lopdf::Object::as_str).ok());
        told.map(|words| {
            let units: Vec<u16> =
                words[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        })
        .collect()
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.squeezed.contains(&reading::squeezed(words))
    }

    /// Expects that these words stand on the paper.
    #[track_caller]
    pub(crate) fn holds(&self, words: &str) -> &Self {
        assert!(self.has(words), "{words:?} is not on the paper:\n{}", self.squeezed);
        self
    }

    /// Expects that these words do not stand on the paper.
    #[track_caller]
    pub(crate) fn lacks(&self, words: &str) -> &Self {
        assert!(!self.has(words), "{words:?} is on the paper:\n{}", self.squeezed);
        self
    }

    /// All words without white space, to compare two papers by.
    pub(crate) fn squeezed(&self) -> &str {
        &self.squeezed
    }
}
