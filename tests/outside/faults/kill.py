"""Kills the program in the middle of every command: before each of its system calls that write, and at random moments.

    python3 kill.py [--scale N] [COMMAND...]

After each, the record is whole: as it was, or as the command would have it, and the latter if it had been acknowledged.
"""

import random
import time

from home import is_crash
from tracing import WRITES, counted, strace
from work import Room, every_act, options

# Random moments for each command.
MOMENTS = 40


def judge(act, outcome, home, where, said, tally, repeats):
    """Looks at a home in which a command was killed, and repeats it there if that is asked for."""
    status, out, err = said
    acknowledged = bool(out) or status == 0
    if is_crash(status):
        tally.fault(act.name, f"exit {status}: {err}", where)
    for kind, count in home.left().items():
        tally.count(f"left behind: {kind}", count)
    for fault in outcome.faults(home, acknowledged, repeats):
        tally.fault(act.name, fault, where)
    tally.count("acknowledged by then" if acknowledged else "not acknowledged by then")


def kill_in(act, base, folder, scale, tally):
    home = act.prepared(base, f"{folder}/before")
    outcome = act.outcome(home, f"{folder}/after")
    room = Room(folder)
    for call, times in counted(home, act, WRITES, folder).items():
        for number in range(1, times + 1):
            with room as path:
                copy = home.copy(path)
                kill = strace([call], "-e", f"inject={call}:signal=KILL:when={number}")
                said = copy.run(act.line(), kill, now=act.now, stdin=act.stdin)
                judge(act, outcome, copy, f"before {call} {number}", said, tally, number % 2 == 0)
            tally.count("killed before a system call", said[0] != 0)
    usual = []
    for _ in range(3):
        with room as path:
            copy = home.copy(path)
            begun = time.monotonic()
            copy.run(act.line(), now=act.now, stdin=act.stdin)
            usual.append(time.monotonic() - begun)
    dice = random.Random(act.name)
    for number in range(max(1, round(MOMENTS * scale))):
        life = sorted(usual)[1] * dice.uniform(0, 1.1)
        with room as path:
            copy = home.copy(path)
            child = copy.start(act.line(), now=act.now, stdin=act.stdin)
            time.sleep(life)
            child.kill()
            out, err = child.communicate()
            said = child.returncode, out.decode(), err.decode(errors="replace")
            judge(act, outcome, copy, f"after {life * 1000:.1f} ms", said, tally, number % 2 == 0)
        tally.count("killed at a random moment" if said[0] != 0 else "done before it was killed")


if __name__ == "__main__":
    every_act(kill_in, options(__doc__, MOMENTS).parse_args(), "kill -9")
