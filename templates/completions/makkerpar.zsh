#compdef makkerpar
# What zsh offers for makkerpar. In ~/.zshrc, below compinit:
#     source <(makkerpar completions zsh)
_makkerpar() {
    local kind
    local -a offers
    offers=("${(@f)$(@PROGRAM@ completions zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=$offers[1]
    shift offers
    case $kind in
        files) _files ;;
        folders) _files -/ ;;
        begun) _describe -V makkerpar offers -S '' ;;
        values) _describe -V makkerpar offers ;;
        *) return 1 ;;
    esac
}
if [[ $funcstack[1] == _makkerpar ]]; then
    _makkerpar "$@"
else
    compdef _makkerpar makkerpar
fi
