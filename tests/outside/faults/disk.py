"""Gives every command a disk that is full, but for so many pages: none, one, two, up to as many as it needs.

    sudo python3 disk.py [--scale N] [COMMAND...]

It is refused with the remedy, what was typed is kept on another disk, nothing of it is on record and no part of a file stays;
and when there is room again, it can be repeated. Only root can make such a disk.
"""

import os
import shutil
import subprocess
import sys

from home import Answers
from refusal import judge
from work import every_act, options

PAGE = 4096
# Up to here page by page, and then in larger steps.
EACH = 24


def fill(folder, pages):
    """Fills the disk of a folder but for some pages."""
    told = os.statvfs(folder)
    with open(f"{folder}/filler", "wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, max(1, told.f_bavail - pages) * PAGE)


def try_full(act, base, folder, scale, tally):
    if isinstance(act.stdin, Answers):
        return
    home = act.prepared(base, f"{folder}/before")
    outcome = act.outcome(home, f"{folder}/after")
    small = f"{folder}/small"
    os.makedirs(small)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "makkerpar-faults", small], check=True)
    try:
        pages = 0
        while True:
            copy = home.copy(f"{small}/home", state=f"{folder}/state")
            fill(small, pages)
            said = copy.run([*act.line(), "--json"], now=act.now, stdin=act.stdin)
            os.remove(f"{small}/filler")
            where = f"with {pages} pages left"
            left = copy.left()
            if left:
                tally.fault(act.name, f"left behind: {left}", where)
            judge(act, outcome, copy, where, said, tally)
            tally.count("given a full disk" if said[0] else "given just enough")
            shutil.rmtree(f"{small}/home")
            shutil.rmtree(f"{folder}/state", ignore_errors=True)
            if said[0] == 0:
                break
            pages += 1 if pages < EACH * scale else max(1, round(pages / 8))
    finally:
        subprocess.run(["umount", "-l", small], check=True)


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("only root can make a small disk: nothing was tried")
    every_act(try_full, options(__doc__, EACH).parse_args(), "full disk")
