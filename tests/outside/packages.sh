#!/bin/sh
# Tries what .ci/package made, where there is as little else as can be:
#
#     tests/outside/packages.sh target/packages/makkerpar_0.1.0_amd64.deb
#     tests/outside/packages.sh target/packages/makkerpar-0.1.0-x86_64-linux.tar.gz
#
# A Debian package in a new Debian with nothing in it but what every Debian has, so that what it needs and does not name
# is missed; the program in one piece in a root folder with nothing else. It takes a machine with Debian, mmdebstrap and
# root. Where a machine lets nobody make a root folder, the package is only unpacked and the program run from there, and
# that is said.
set -eu

package=$(realpath "$1")
folder=$(mktemp -d)
root="$folder/root"
home="$root/home/anna"
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$folder"' EXIT

fail() { echo "$package: $1" >&2; exit 1; }

has_roots() { [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; }

# A command as somebody without a name, a locale or a time zone. What it is given is named as it is named inside.
person() { env -i HOME=/home/anna PATH=/usr/sbin:/usr/bin:/bin chroot --userspec=1000:1000 "$root" "$@"; }
inside=""

has_no_roots() {
    echo "no root folder can be made here: unpacked only, and run without an environment"
    person() { env -i HOME="$home" PATH="$root/usr/bin:$root/bin:/usr/bin:/bin" "$@"; }
    inside="$root"
}

works() {
    [ "$(person makkerpar --version)" = "makkerpar $1" ] || fail "the program says another version than the package"
    for language in en da; do
        person makkerpar demo "$inside/home/anna/$language" --lang "$language" >/dev/null
        [ "$(find "$home/$language" -name '*.pdf' | wc -l)" -eq 5 ] || fail "the demo has not made its five papers ($language)"
        for paper in "$home/$language"/*.pdf; do
            [ "$(head -c 5 "$paper")" = "%PDF-" ] || fail "no paper: $paper"
        done
        case "$language" in en) word="The talk" ;; da) word="Samtalen" ;; esac
        db="$inside/home/anna/$language/makkerpar.db"
        person makkerpar --db "$db" status --lang "$language" | grep -q "^$word " || fail "no status ($language)"
        person makkerpar --db "$db" doctor >/dev/null || fail "the doctor is not content ($language)"
    done
}

# The manual and the scripts for shells, under a folder `share`.
is_complete() {
    for pages in man1 da/man1; do
        [ "$(find "$1/man/$pages" -name 'makkerpar*.1.gz' | wc -l)" -gt 80 ] || fail "pages are missing: $pages"
        gzip --test "$1/man/$pages"/*.gz
    done
    for script in bash-completion/completions/makkerpar "$2" fish/vendor_completions.d/makkerpar.fish; do
        grep -q '(makkerpar completions' "$1/$script" || fail "the program is not called by its name: $script"
    done
    for licence in crates.txt fonts.md data.md rust.html; do
        [ -s "$1/doc/makkerpar/docs/licences/$licence" ] || fail "a licence is missing: $licence"
    done
}

# All that there is, without what changes by itself.
everything() {
    (cd "$root" && find . -path ./proc -prune -o -path ./sys -prune -o -path ./home/anna -prune -o -path ./var/lib/dpkg -prune \
        -o -path ./var/log -prune -o -print) | LC_ALL=C sort
}

debian_package() {
    dpkg-deb --contents "$package" >"$folder/contents"
    awk '$1 !~ /^(drwxr-xr-x|-rw-r--r--)$/ && $6 != "./usr/bin/makkerpar" || $2 != "0/0" { print; bad = 1 } END { exit bad }' \
        "$folder/contents" || fail "these are not everybody's to read and root's alone to write"

    installed=""
    if has_roots; then
        # shellcheck source=/dev/null
        suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
        mmdebstrap --quiet --mode=root --variant=essential "$suite" "$root" 2>"$folder/said" || { cat "$folder/said"; exit 1; }
        mount -t proc proc "$root/proc"
        mkdir -p "$home"
        chown 1000:1000 "$home"
        cp "$package" "$root/home/package.deb"
        everything >"$folder/before"
        chroot "$root" dpkg --install /home/package.deb >"$folder/said" 2>&1 || { cat "$folder/said"; exit 1; }
        [ -z "$(chroot "$root" dpkg --verify makkerpar)" ] || fail "what was installed is not what was packed"
        installed=yes
    else
        dpkg-deb --extract "$package" "$root"
        mkdir -p "$home"
        has_no_roots
    fi
    works "$(dpkg-deb --field "$package" Version)"
    is_complete "$root/usr/share" zsh/vendor-completions/_makkerpar
    # As bash does when the tab key is pressed.
    offered=$(person bash -c ". $inside/usr/share/bash-completion/completions/makkerpar
        COMP_LINE='makkerpar obs'; COMP_POINT=13; _makkerpar; echo \"\${COMPREPLY[*]}\"")
    [ "$(echo "$offered" | tr -d ' ')" = observe ] || fail "bash offers '$offered' for obs"

    [ -n "$installed" ] || { echo "unpacked and used: $(basename "$package")"; return; }
    chroot "$root" dpkg --purge makkerpar >/dev/null
    everything | diff "$folder/before" - || fail "something stays when it is removed"
    [ -s "$home/en/makkerpar.db" ] || fail "the record went with the package"
    echo "installed, used and removed: $(basename "$package")"
}

program_in_one_piece() {
    mkdir -p "$home" "$root/tmp"
    tar -xzf "$package" --strip-components=1 --no-same-owner -C "$root"
    if has_roots; then
        chown 1000:1000 "$home"
        chmod 1777 "$root/tmp"
    else
        has_no_roots
    fi
    works "$(basename "$package" | sed 's/^makkerpar-\(.*\)-[^-]*-linux.tar.gz$/\1/')"
    is_complete "$root/share" zsh/site-functions/_makkerpar
    echo "unpacked and used: $(basename "$package")"
}

case "$package" in
    *.deb) debian_package ;;
    *.tar.gz) program_in_one_piece ;;
    *) fail "neither a .deb nor a .tar.gz" ;;
esac
