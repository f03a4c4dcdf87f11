# What bash offers for makkerpar. In ~/.bashrc:
#     source <(makkerpar completions bash)
_makkerpar() {
    local reply kind
    COMPREPLY=()
    # bash also parts words at = and :, so the program is given the line itself, and says what goes on from there.
    {
        IFS= read -r kind
        while IFS= read -r reply; do COMPREPLY+=("$reply"); done
    } < <(@PROGRAM@ completions bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    if type compopt &>/dev/null; then
        case $kind in
            begun) compopt -o nospace ;;
            files) compopt -o default ;;
            folders) compopt -o dirnames ;;
        esac
    fi
}
# Before 4.4 bash sorts what it is given.
if ((BASH_VERSINFO[0] > 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] >= 4))); then
    complete -o nosort -F _makkerpar makkerpar
else
    complete -F _makkerpar makkerpar
fi
