#!/bin/sh
# Tries a Debian package in a clean Debian: tests/outside/packages.sh target/packages/makkerpar_0.1.0_amd64.deb. There is
# nothing in it but what every Debian has, so that what the package needs and does not name is missed. It takes a machine
# with Debian, mmdebstrap and root. Where a machine lets nobody change the root folder, the package is only unpacked and
# the program run from there, and that is said.
set -eu

package=$(realpath "$1")
version=$(dpkg-deb --field "$package" Version)
folder=$(mktemp -d)
root="$folder/root"
home="$root/home/anna"
trap 'umount "$root/proc" 2>/dev/null; rm -rf --one-file-system "$folder"' EXIT

fail() { echo "$package: $1" >&2; exit 1; }

# All that there is, without what changes by itself.
everything() {
    (cd "$root" && find . -path ./proc -prune -o -path ./sys -prune -o -path ./home/anna -prune -o -path ./var/lib/dpkg -prune \
        -o -path ./var/log -prune -o -print) | LC_ALL=C sort
}

# A command as a person without a name, a locale or a time zone.
person() { chroot --userspec=1000:1000 "$root" /usr/bin/env -i HOME=/home/anna PATH=/usr/bin:/bin "$@"; }

if [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; then
    # shellcheck source=/dev/null
    mmdebstrap --quiet --mode=root --variant=essential "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" 2>"$folder/said" ||
        { cat "$folder/said"; exit 1; }
    mount -t proc proc "$root/proc"
    mkdir -p "$home"
    chown 1000:1000 "$home"
    cp "$package" "$root/home/package.deb"
    everything >"$folder/before"
    chroot "$root" dpkg --install /home/package.deb >"$folder/said" 2>&1 || { cat "$folder/said"; exit 1; }
    [ -z "$(chroot "$root" dpkg --verify makkerpar)" ] || fail "what was installed is not what was packed"
    is_clean=yes
else
    echo "the root folder cannot be changed here: unpacked only, and run without an environment"
    dpkg-deb --extract "$package" "$root"
    mkdir -p "$home"
    person() { env -i HOME="$home" PATH="$root/usr/bin:/usr/bin:/bin" "$@"; }
    is_clean=no
fi

dpkg-deb --contents "$package" >"$folder/contents"
awk '$1 !~ /^(drwxr-xr-x|-rw-r--r--)$/ && $6 != "./usr/bin/makkerpar" || $2 != "0/0" { print; bad = 1 } END { exit bad }' \
    "$folder/contents" || fail "these are not everybody's to read and root's alone to write"

[ "$(person makkerpar --version)" = "makkerpar $version" ] || fail "the program says another version than the package"
for language in en da; do
    [ "$is_clean" = yes ] && demo="/home/anna/$language" || demo="$home/$language"
    person makkerpar demo "$demo" --lang "$language" >/dev/null
    [ "$(find "$home/$language" -name '*.pdf' | wc -l)" -eq 5 ] || fail "the demo has not made its five papers ($language)"
    for paper in "$home/$language"/*.pdf; do
        [ "$(head -c 5 "$paper")" = "%PDF-" ] || fail "no paper: $paper"
    done
    case "$language" in en) word="The talk" ;; da) word="Samtalen" ;; esac
    person makkerpar --db "$demo/makkerpar.db" status --lang "$language" | grep -q "^$word " || fail "no status ($language)"
    person makkerpar --db "$demo/makkerpar.db" doctor >/dev/null || fail "the doctor is not content ($language)"
done

for page in man1 da/man1; do
    [ "$(find "$root/usr/share/man/$page" -name 'makkerpar*.1.gz' | wc -l)" -gt 80 ] || fail "pages are missing: $page"
    gzip --test "$root/usr/share/man/$page"/*.gz
done
for script in bash-completion/completions/makkerpar zsh/vendor-completions/_makkerpar fish/vendor_completions.d/makkerpar.fish; do
    grep -q '(makkerpar completions' "$root/usr/share/$script" || fail "the program is not called by its name: $script"
done
scripts=/usr/share
[ "$is_clean" = yes ] || scripts="$root/usr/share"
offered=$(person bash -c ". $scripts/bash-completion/completions/makkerpar; COMP_LINE='makkerpar obs'; COMP_POINT=13; _makkerpar
    echo \"\${COMPREPLY[*]}\"")
[ "$(echo "$offered" | tr -d ' ')" = observe ] || fail "bash offers '$offered' for obs"

if [ "$is_clean" = yes ]; then
    chroot "$root" dpkg --remove makkerpar >/dev/null
    chroot "$root" dpkg --purge makkerpar >/dev/null 2>&1
    everything | diff "$folder/before" - || fail "something stays when it is removed"
    [ -s "$home/en/makkerpar.db" ] || fail "the record went with the package"
    echo "installed, used and removed: $(basename "$package")"
fi
