"""What a command asks of the system, as strace tells it."""

import collections
import re

# All by which something in a folder can change, or is made to last.
WRITES = (
    "pwrite64 pwritev write writev fsync fdatasync ftruncate truncate fallocate unlink unlinkat rename renameat renameat2 "
    "link linkat symlinkat mkdir mkdirat rmdir copy_file_range sendfile fchmod chmod"
).split()

CALL = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)")


def strace(calls, *more, to="/dev/null"):
    """The program that looks on while another runs."""
    return ["strace", "-f", "-o", to, "-e", f"trace={','.join(calls)}", *more]


def counted(home, act, calls, folder):
    """How often a command makes each of some calls, in a copy of a home."""
    path = f"{folder}/trace"
    copy = home.copy(f"{folder}/counted")
    status, _, err = copy.run(act.line(), strace(calls, to=path), now=act.now, stdin=act.stdin)
    if status != 0:
        raise AssertionError(f"{act.name}: {err}")
    with open(path, encoding="utf-8", errors="replace") as lines:
        found = [CALL.match(line) for line in lines if "resumed>" not in line]
    return collections.Counter(name[1] for name in found if name and name[1] in calls)
