//! Which file is meant, opened or made, and the way back where it cannot be trusted.

use super::{Desk, state_folder};
use crate::app::AppError;
use crate::app::backups::{Backups, whole};
use crate::app::files::make_private;
use crate::cli::commands::in_shell;
use crate::cli::config::Key;
use crate::cli::ui::{clean, shown};
use crate::cli::wording::{Failure, Report, report};
use crate::locale::Language;
use crate::locale::messages::{HINT_PLACE_DB, HintRescue, HintRestore, MigratedSaid, NO_HOME};
use crate::store::Store;
use etcetera::BaseStrategy as _;
use std::path::{Path, PathBuf};

impl Desk {
    /// The file that was named, by an option or a setting.
    fn named_file(&self) -> Option<PathBuf> {
        let in_environment = || std::env::var_os("MAKKERPAR_DB").filter(|value| value.to_str().is_none());
        let named = self.global.db.clone();
        // A path need not be text, as other settings are.
        let named = named.or_else(|| in_environment().map(PathBuf::from));
        named.or_else(|| self.setting(Key::Db).map(PathBuf::from))
    }

    /// Whether a file other than that of the settings was named.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.global.db.is_some() || std::env::var_os("MAKKERPAR_DB").is_some_and(|value| !value.is_empty())
    }

    /// The file in its default place: the platform's folder for data.
    pub(in crate::cli) fn usual_file(language: Language) -> Result<PathBuf, Report> {
        match etcetera::choose_base_strategy() {
            Ok(base) => Ok(base.data_dir().join("makkerpar").join("makkerpar.db")),
            Err(_) => Err(report("no-home", NO_HOME.text(language)).hint(HINT_PLACE_DB.text(language))),
        }
    }

    /// The file, wherever it is.
    pub(in crate::cli) fn file(&self) -> Result<PathBuf, Report> {
        self.named_file().map_or_else(|| Self::usual_file(self.language()), Ok)
    }

    /// The open file; `None` if it is the usual one and not there yet.
    pub(in crate::cli) fn store(&self) -> Result<Option<Store>, Failure> {
        let file = self.file()?;
        if self.named_file().is_none() && !file.exists() {
            return Ok(None);
        }
        self.open(&file).map(Some)
    }

    /// Opens a file that is there, and says so if it was brought to the form of this program.
    pub(in crate::cli) fn open(&self, file: &Path) -> Result<Store, Failure> {
        let store = Store::open(file)?;
        if let Some(kept) = store.before_migration() {
            let said = MigratedSaid { file: &shown(file), kept: &shown(kept) };
            self.ui.chatter(&said.text(self.language()));
        }
        Ok(store)
    }

    /// The open file, made if it is not there; and whether it was made.
    pub(in crate::cli) fn store_or_new(&self) -> Result<(Store, bool), Failure> {
        let file = self.file()?;
        if file.exists() {
            return Ok((self.open(&file)?, false));
        }
        self.make_folder(&file)?;
        Ok((Store::create(&file)?, true))
    }

    /// Makes the folder of a new database, if it is the usual one.
    pub(in crate::cli) fn make_folder(&self, file: &Path) -> Result<(), Failure> {
        if self.named_file().is_none()
            && let Some(folder) = file.parent()
        {
            make_private(folder, true).map_err(|cause| {
                let said = self.worded(AppError::Unwritable { path: folder.to_owned(), cause }.into());
                said.hint(HINT_PLACE_DB.text(self.language()))
            })?;
        }
        Ok(())
    }

    /// The copies of databases that are known.
    pub(in crate::cli) fn backups(&self) -> Backups {
        Backups::in_folder(state_folder().as_deref())
    }

    /// What to do about a file that cannot be trusted: the latest backup that is there, or saving what can be read.
    pub(in crate::cli) fn way_back(&self, file: &Path) -> String {
        let (language, shown) = (self.language(), |path: &Path| clean(&path.display().to_string()));
        // A file that was named on the line has to be named again.
        let is_own = self.global.db.is_none() && self.file().is_ok_and(|own| whole(&own) == whole(file));
        let named = if is_own { String::new() } else { format!("--db {} ", in_shell(&shown(file))) };
        match self.backups().latest(file) {
            Some(known) => {
                let command = format!("makkerpar {named}restore {}", in_shell(&shown(&known.file)));
                HintRestore { command: &command, day: &self.day_of(known.at) }.text(language)
            }
            None => HintRescue { command: &format!("makkerpar {named}doctor --rescue") }.text(language),
        }
    }
}
