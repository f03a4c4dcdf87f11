//! Files and folders that only their owner can look into, written whole or not at all.

use super::error::AppError;
pub(crate) use crate::store::settle;
use crate::store::{BESIDE, folder_of, sweep_beside};
use std::io::Write as _;
use std::path::Path;
use tempfile::{NamedTempFile, TempDir, TempPath};

/// Makes a folder that only its owner can look into; with `above`, also those above it, and it may be there already.
pub(crate) fn make_private(folder: &Path, above: bool) -> std::io::Result<()> {
    let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let missing: Vec<&Path> = missing.collect();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(above);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    missing.into_iter().try_for_each(settle)
}

/// A folder for a while that only its owner can look into; it goes away with all that is in it.
pub(crate) fn private_folder(above: &Path, prefix: &str) -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(above)
}

/// Writes a file where there was none, whole or not at all, readable by its owner alone.
pub(crate) fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| settle(path));
    written.inspect_err(|_| _ = std::fs::remove_file(path))
}

/// Writes a file whole or not at all, readable by its owner alone.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    put_in_place(beside(path, bytes)?, path)
}

/// Gives a file that was written beside its place the name that it is to have.
pub(super) fn put_in_place(beside: TempPath, path: &Path) -> Result<(), AppError> {
    let placed = beside.persist(path).map_err(|error| error.error).and_then(|()| settle(path));
    placed.map_err(|cause| AppError::Unwritable { path: path.to_owned(), cause })
}

/// An empty file beside `path`, readable by its owner alone; it goes away unless it is put there.
pub(super) fn unnamed(path: &Path) -> Result<NamedTempFile, AppError> {
    let named = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder_of(path));
    named
        .inspect(|file| sweep_beside(file.path()))
        .map_err(|cause| AppError::Unwritable { path: path.to_owned(), cause })
}

/// Writes a file under another name beside its place, readable by its owner alone; it goes away unless it is put there.
pub(super) fn beside(path: &Path, bytes: &[u8]) -> Result<TempPath, AppError> {
    let failed = |cause: std::io::Error| AppError::Unwritable { path: path.to_owned(), cause };
    let mut file = unnamed(path)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    Ok(file.into_temp_path())
}
