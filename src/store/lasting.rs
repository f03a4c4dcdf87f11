//! Files beside their places: that they last once they are in them, and that nothing stays of those that never came so far.

use std::path::Path;
use std::time::Duration;

/// How the names of files begin that wait beside their places.
pub(crate) const BESIDE: &str = ".makkerpar-";

/// Nobody still writes a file that was last touched so long before another was made.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes sure that the name of a file or folder is still there after a power cut.
///
/// # Errors
/// If the disk fails.
pub(crate) fn settle(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::io::ErrorKind;
        // Where a folder may be written to and not read, nothing more can be done.
        let Ok(folder) = std::fs::File::open(folder_of(path)) else { return Ok(()) };
        match folder.sync_all() {
            // Not every file system can do that of a folder.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                return Err(error);
            }
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Takes away what programs that were killed have left long ago where a new file was just made. What cannot be taken away
/// does no harm.
pub(crate) fn sweep_beside(new: &Path) {
    let modified = |path: &Path| path.symlink_metadata().and_then(|told| told.modified()).ok();
    let (Some(now), Ok(entries)) = (modified(new), std::fs::read_dir(folder_of(new))) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().and_then(|name| name.strip_prefix(BESIDE)).is_some_and(|rest| {
            let rest = rest.strip_suffix("-journal").unwrap_or(rest);
            rest.len() == 6 && rest.bytes().all(|letter| letter.is_ascii_alphanumeric())
        });
        let path = entry.path();
        let age = || now.duration_since(modified(&path)?).ok();
        if !is_ours || age().is_none_or(|age| age < STALE) {
            continue;
        }
        let _ = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn only_what_was_left_long_ago_is_swept_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let new = folder.path().join(".makkerpar-d4E5f6");
        std::fs::write(&new, "under way").expect("a file");
        let now = std::fs::metadata(&new).and_then(|told| told.modified()).expect("a time");
        let names = [
            ".makkerpar-a1B2c3",
            ".makkerpar-a1B2c3-journal",
            ".makkerpar-plan",
            ".makkerpar-a1B2c3.pdf",
            "makkerpar.db",
        ];
        for name in names {
            let file = std::fs::File::create(folder.path().join(name)).expect("a file");
            file.set_modified(now - STALE).expect("a time");
        }
        sweep_beside(&new);
        let left = std::fs::read_dir(folder.path()).expect("the folder");
        let mut left: Vec<_> = left.map(|entry| entry.expect("an entry").file_name()).collect();
        left.sort();
        assert_eq!(left, [".makkerpar-a1B2c3.pdf", ".makkerpar-d4E5f6", ".makkerpar-plan", "makkerpar.db"]);
    }
}
