"""Lets the calls of every command to the system fail, one at a time, and by chance several.

    python3 errors.py [--scale N] [COMMAND...]

The command does what it was to do all the same, or is refused with a remedy; it never breaks, and leaves nothing half.
"""

import random
import shutil

from home import Answers
from refusal import judge
from tracing import counted, strace
from work import Room, every_act, options

# Each of these calls fails once; of very many, so many are chosen.
MOST = 40
ALL = [
    ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("write", "ENOSPC"), ("fsync", "EIO"), ("fdatasync", "EIO"),
    ("ftruncate", "EIO"), ("unlink", "EIO"), ("unlink", "EACCES"), ("rename", "EIO"), ("renameat2", "EIO"),
    ("linkat", "EIO"), ("mkdir", "EACCES"), ("mkdir", "ENOSPC"),
]
# And so many of these, which are made more often.
SOME = [("openat", "EACCES"), ("openat", "EMFILE"), ("read", "EIO"), ("pread64", "EIO"), ("fcntl", "EINTR"), ("fcntl", "ENOLCK")]
TIMES = 6

# Closing is left out: a program that may not close what it opened is no longer in a world that it knows.
# Of the short ones, those of read are, too: libfiu itself breaks where nothing was to be read.
SHORT = ["rw/pread/reduce", "rw/write/reduce", "rw/pwrite/reduce"]
CHANCES = ["rw/read", "rw/pread", "rw/write", "rw/pwrite", "rw/ftruncate", *SHORT, "sync/*", "oc/open", "dir/opendir", "dir/rename", "dir/unlink"]


def try_errors(act, base, folder, scale, tally):
    if isinstance(act.stdin, Answers):
        return
    home = act.prepared(base, f"{folder}/before")
    outcome = act.outcome(home, f"{folder}/after")
    dice = random.Random(act.name)
    room = Room(folder)
    times = counted(home, act, sorted({call for call, _ in ALL + SOME}), folder)

    def attempt(before, where, repeats=False):
        with room as path:
            copy = home.copy(path)
            said = copy.run([*act.line(), "--json"], before, now=act.now, stdin=act.stdin)
            judge(act, outcome, copy, where, said, tally, repeats)

    for call, error in ALL:
        numbers = range(1, times[call] + 1)
        for number in numbers if scale > 1 else dice.sample(numbers, min(len(numbers), round(MOST * scale))):
            inject = strace([call], "-e", f"inject={call}:error={error}:when={number}")
            attempt(inject, f"{error} at {call} {number}", number % 3 == 0)
            tally.count(f"tried: {call} {error}")
    if act.reads_on:
        return
    for call, error in SOME:
        numbers = range(1, times[call] + 1)
        for number in dice.sample(numbers, min(len(numbers), round(TIMES * scale))):
            attempt(strace([call], "-e", f"inject={call}:error={error}:when={number}"), f"{error} at {call} {number}")
            tally.count(f"tried: {call} {error}")
    if shutil.which("fiu-run"):
        chances = [part for name in CHANCES for part in ("-c", f"enable_random name=posix/io/{name},probability=0.01")]
        for number in range(round(TIMES * scale)):
            attempt(["fiu-run", "-x", *chances], f"by chance, {number}")
            tally.count("tried: any, by chance")


if __name__ == "__main__":
    every_act(try_errors, options(__doc__, TIMES).parse_args(), "errors of the system")
