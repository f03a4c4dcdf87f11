//! The words of closed vocabularies (tones, severities, kinds of pair) in both languages, from
//! `templates/terms.toml`.
