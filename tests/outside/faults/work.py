"""The tries of every command, several commands at a time, and what came of them all."""

import argparse
import collections
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import traceback

from acts import base, chosen


class Tally:
    """How often something was tried and what was found."""

    def __init__(self):
        self.counts = collections.Counter()
        self.faults = collections.defaultdict(list)

    def count(self, what, number=1):
        self.counts[what] += number

    def fault(self, act, what, where):
        """A promise that was broken: by which command, how, and at which fault."""
        self.faults[act, what].append(where)

    def add(self, other):
        self.counts.update(other.counts)
        for fault, places in other.faults.items():
            self.faults[fault].extend(places)


class Room:
    """A folder of its own for each try, gone after it."""

    def __init__(self, folder):
        self.folder = folder
        self.number = 0

    def __enter__(self):
        self.number += 1
        self.path = os.path.join(self.folder, str(self.number))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def options(description, tries):
    """The options that every program here takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("acts", nargs="*", help="only commands with these words in their names")
    parser.add_argument("--scale", type=float, default=1.0, help=f"more or fewer tries than {tries}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser


def in_memory():
    """A folder that is in memory where there is one: whether what was written outlives a power cut is `power.py`'s matter."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _one(arguments):
    try_act, act, folder, base_home, scale = arguments
    tally = Tally()
    try:
        try_act(act, base_home, folder, scale, tally)
    except Exception:
        tally.fault(act.name, f"could not be tried: {traceback.format_exc()}", "at all")
    shutil.rmtree(folder, ignore_errors=True)
    return tally


def every_act(try_act, given, title):
    """Tries every act that was asked for, prints a line for each kind of try, and ends the program; 1 if anything is wrong."""
    begun = time.monotonic()
    total = Tally()
    with tempfile.TemporaryDirectory(dir=in_memory(), prefix="makkerpar-faults-") as folder:
        home = base(os.path.join(folder, "base"))
        acts = chosen(given.acts)
        works = [(try_act, act, os.path.join(folder, f"act-{n}"), home, given.scale) for n, act in enumerate(acts)]
        for work in works:
            os.makedirs(work[2])
        with multiprocessing.Pool(given.jobs) as pool:
            for tally in pool.imap_unordered(_one, works):
                total.add(tally)
    report(title, total, len(works), time.monotonic() - begun)


def report(title, total, acts, seconds):
    """Prints what was found, and ends the program."""
    print(f"{title}: {acts} commands, {seconds:.0f} s", flush=True)
    for what, count in sorted(total.counts.items()):
        print(f"  {what}: {count}")
    print(f"  broken promises: {sum(map(len, total.faults.values()))}", flush=True)
    for (act, what), places in total.faults.items():
        print(f"    {act}: {what}\n      {len(places)} times: {', '.join(places[:6])}")
    sys.exit(1 if total.faults else 0)
