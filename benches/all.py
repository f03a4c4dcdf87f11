#!/usr/bin/env python3
"""Measures makkerpar beside its peers, as whole processes in one run, and writes the tables and the picture of docs/performance.md.

    cargo build --release --locked && python3 benches/all.py

takes Python 3.11, cargo, and a Debian where apt-get may install what is missing (sqlite3, taskwarrior, time, poppler-utils). The Python
peers are installed, and all data is made, in target/peers, which takes 5 GB; what is there is used again. Every figure is the median
of several runs in which the programs take turns. On two quiet cores it takes some twenty minutes, of which making files with a
million observations and the Python expander take the most.

    --quick           small files and few runs, to try it: it is written to target/peers/quick and not to docs
    --only a,b        some of the parts: calendars, card and paper (paper), many, million, growth
    --shapes 10:5,1:95  the files of a million: over how many years, how many of a hundred shared [10:5]; each takes minutes
"""

import argparse
import pathlib
import shutil
import sys
import time

import calendars
import growth
import many
import million
import paper
from measuring import FOLDER, PROGRAM, ROOT, put
from peers import Peers


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", type=lambda text: text.split(","))
    parser.add_argument("--shapes", type=lambda text: [tuple(map(int, shape.split(":"))) for shape in text.split(",")])
    return parser.parse_args()


def pages(quick):
    """The page that is written, and the folder for pictures."""
    docs = ROOT / "docs"
    if not quick:
        return docs / "performance.md", docs / "pictures"
    folder = FOLDER / "quick"
    folder.mkdir(parents=True, exist_ok=True)
    return pathlib.Path(shutil.copy(docs / "performance.md", folder)), folder / "pictures"


def main():
    chosen = options()
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there: cargo build --release --locked")
    peers = Peers()
    page, pictures = pages(chosen.quick)
    parts = {
        "calendars": calendars.measure,
        "paper": paper.measure,
        "many": many.measure,
        "growth": lambda peers, quick: growth.measure(peers, quick, pictures),
        "million": lambda peers, quick: million.measure(peers, quick, chosen.shapes),
    }
    for name in chosen.only or parts:
        begin = time.monotonic()
        for section in parts[name](peers, chosen.quick):
            print(f"{section.text}\n")
            put(section, page)
        print(f"[{name}: {time.monotonic() - begin:.0f} s]", file=sys.stderr)


if __name__ == "__main__":
    main()
