"""Cuts the power at every moment of every command.

    python3 power.py [--scale N] [COMMAND...]

What a command asks of the system is written down. The calls are then done once more up to each of them, on a file system
that forgets what was not made to last: all of it, or some of it, writes torn between sectors. In every state that the disk
can be in afterwards, what was acknowledged before the cut is there, and nothing is half.
"""

import random

from home import Home
from replay import CALLS, Disk, anything, calls, everything, nothing, stands, written
from tracing import strace
from work import Room, every_act, options

# States in which some of what was not made to last is there, for each moment.
STATES = 2


def cut_in(act, base, folder, scale, tally):
    home = act.prepared(base, f"{folder}/before")
    outcome = act.outcome(home, f"{folder}/after")
    trace = f"{folder}/trace"
    traced = home.copy(f"{folder}/traced")
    watch = strace(CALLS, "-xx", "-s", "100000000", to=trace)
    status, _, err = traced.run(act.line(), watch, now=act.now, stdin=act.stdin)
    if status != 0:
        raise AssertionError(f"{act.name}: {err}")
    # Done on the same names as in the trace, from what was there before.
    disk = Disk(home.folder)
    disk.path = traced.folder
    dice = random.Random(act.name)
    room = Room(folder)
    seen = set()
    number = 0
    some = max(1, round(STATES * scale))
    for call in calls(trace):
        if not disk.call(*call):
            continue
        number += 1
        ways = [("all of it", everything), ("nothing of it", nothing)]
        ways += [("some of it", anything(dice)) for _ in range(some)]
        for what, keeps in ways:
            tally.count(f"cut, and what was not made to last is there: {what}")
            state = stands(disk.root, keeps)
            if (hash(state), disk.has_answered) in seen:
                continue
            seen.add((hash(state), disk.has_answered))
            tally.count("different states of the disk")
            with room as path:
                written(state, path)
                where = f"after {call[0]} {number}, with {what}"
                for fault in outcome.faults(Home(path), disk.has_answered, repeats=number % 4 == 0):
                    tally.fault(act.name, fault, where)
    if not disk.has_answered:
        raise AssertionError("nothing was answered")


if __name__ == "__main__":
    every_act(cut_in, options(__doc__, STATES).parse_args(), "power cut")
