//! Folders that a program or a server shares behind our back: a file that is written to there can be lost.

use std::path::Path;

/// Names of folders of services, in small letters, and by what a folder's name goes on after them.
const FOLDERS: [(&str, &str); 16] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("mobile documents", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("proton drive", "Proton Drive"),
    ("box sync", "Box"),
    ("megasync", "MEGA"),
    ("syncthing", "Syncthing"),
    ("jottacloud", "Jottacloud"),
];

/// What services leave in the folders that they keep.
const MARKS: [(&str, &str); 7] = [
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".megaignore", "MEGA"),
];

/// Kinds of file systems that lie on another machine.
const REMOTE: [&str; 9] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "afpfs"];

/// The service that keeps a folder of this path, or one above it, in step with other machines.
pub(super) fn service(folder: &Path) -> Option<&'static str> {
    let named = |folder: &Path| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        let is_of = |begin: &str| {
            // "OneDrive - Municipality", "GoogleDrive-anna@…", "Dropbox (Personal)".
            let rest = name.strip_prefix(begin)?;
            (rest.is_empty() || rest.starts_with([' ', '-', '('])).then_some(())
        };
        FOLDERS.iter().find_map(|(begin, service)| is_of(begin).map(|()| *service))
    };
    let marked = |folder: &Path| {
        MARKS
            .iter()
            .find_map(|(mark, service)| folder.join(mark).symlink_metadata().is_ok().then_some(*service))
    };
    folder.ancestors().find_map(|folder| named(folder).or_else(|| marked(folder)))
}

/// The kind of a file system on another machine that a folder lies on, by the table of what is mounted where: a line each,
/// of a device, a folder and a kind, with spaces in names written `\040`.
pub(super) fn remote(folder: &Path, mounts: &str) -> Option<String> {
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.replace("\\040", " "), words.next()?))
    });
    let over = mounted.filter(|(at, _)| folder.starts_with(at)).max_by_key(|(at, _)| at.len());
    over.filter(|(_, kind)| REMOTE.contains(kind)).map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_services_are_known_by_their_names() {
        for (path, expected) in [
            ("/home/anna/Dropbox/work", Some("Dropbox")),
            ("/home/anna/Dropbox (Personal)", Some("Dropbox")),
            ("/Users/anna/OneDrive - Stranby/Leadership", Some("OneDrive")),
            ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.org/My Drive", Some("Google Drive")),
            ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs", Some("iCloud Drive")),
            ("/home/anna/Nextcloud", Some("Nextcloud")),
            ("/home/anna/dropboxes", None),
            ("/home/anna/.local/share/makkerpar", None),
            ("", None),
        ] {
            assert_eq!(service(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn folders_of_services_are_known_by_what_these_leave_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let below = folder.path().join("one/two");
        std::fs::create_dir_all(&below).expect("folders");
        assert_eq!(service(&below), None);
        std::fs::create_dir(folder.path().join(".stfolder")).expect("a mark");
        assert_eq!(service(&below), Some("Syncthing"));
    }

    #[test]
    fn a_folder_of_another_machine_is_known_by_what_is_mounted_there() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/anna ext4 rw 0 0\n\
                      //server/share /mnt/the\\040share cifs rw 0 0\n";
        assert_eq!(remote(Path::new("/home/bo/x"), mounts).as_deref(), Some("nfs4"));
        assert_eq!(remote(Path::new("/home/anna/x"), mounts), None);
        assert_eq!(remote(Path::new("/mnt/the share/x"), mounts).as_deref(), Some("cifs"));
        assert_eq!(remote(Path::new("/srv"), mounts), None);
        assert_eq!(remote(Path::new("/srv"), ""), None);
    }
}
