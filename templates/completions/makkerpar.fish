# What fish offers for makkerpar. In ~/.config/fish/completions/makkerpar.fish:
#     makkerpar completions fish | source
function __makkerpar_offers
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l offers (@PROGRAM@ completions fish -- $words[2..-1] "$current" 2>/dev/null)
    switch "$offers[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
        case '*'
            test (count $offers) -gt 1; and printf '%s\n' $offers[2..-1]
    end
end
complete --command makkerpar --no-files --keep-order --arguments '(__makkerpar_offers)'
