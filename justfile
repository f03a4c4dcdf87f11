# The habits of the house; `just` lists them. Nothing here is needed: each is a line you could type.

set positional-arguments

[private]
default:
    @just --list --unsorted

# Everything that must hold before a change lands
ci:
    .ci/run

# What is quick to say before a commit: format, lints, tests whose names have the words
check *words:
    cargo fmt --check
    cargo clippy --all-targets --all-features -- -D warnings
    cargo test -- "$@"

# The demo in target/demo, from a debug build
demo language="en":
    rm -rf "target/demo-{{ language }}"
    cargo run --quiet -- demo "target/demo-{{ language }}" --lang "{{ language }}"

# What tests write is written anew: reference, guide, screens, pictures
update: && changed
    UPDATE_REFERENCE=1 cargo test reference
    UPDATE_GUIDE=1 cargo test guide
    UPDATE_SCREENS=1 cargo test screens
    UPDATE_PICTURES=1 cargo test documents
    UPDATE_PICTURES=1 cargo test pictures

[private]
changed:
    git status --short tests docs README.md

# The book in target/book; takes mdbook
book:
    mdbook build docs
    mdbook build docs/vejledning
    @echo target/book/index.html

# Kills, power cuts, full disks: some half an hour, or a part of it
faults scale="1":
    .ci/faults "{{ scale }}"

# Bytes at random, for so many seconds a target
fuzz seconds="60" *targets:
    .ci/fuzz "$@"

# What is measured, beside its peers
bench *arguments:
    python3 benches/all.py "$@"
