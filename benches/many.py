#!/usr/bin/env python3
"""Measures printing the briefs of many pairs in one file, whole processes, and writes the table of docs/performance.md.

    cargo build --release && python3 benches/many.py [--write] [--pairs 1000,10000]

takes Python 3.11 and cargo. The files are made in memory (/dev/shm, if it is there), each pair with 24 shared observations and a
talk; the papers go to target/peers, on the disk. Then `handout brief --all` runs twice: the first prints everything, the second
finds that nothing is new. The largest memory is that of the whole process. Without --write the table is only printed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from measuring import FOLDER, PROGRAM, ROOT, machine, seconds, tell

OBSERVATIONS = 24
TODAY = "2027-03-03"


def run(database, papers):
    """Prints all; the seconds it took, and the most memory in megabytes."""
    environment = {"HOME": str(papers), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "MAKKERPAR_NOW": TODAY}
    words = [str(PROGRAM), "--db", str(database), "handout", "brief", "--all", "-o", str(papers), "-q"]
    most = [0]

    def whole():
        process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
        # What the system says after the end counts the memory of this script, too.
        while process.poll() is None:
            most.append(resident(process.pid))
            time.sleep(0.02)
        if process.returncode:
            sys.exit(f"{' '.join(words)}: {process.returncode}")
    return seconds(whole), max(most)


def resident(process):
    """The most memory that a process has had, in megabytes; nothing once it has ended, or before it is the program."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    facts = dict(line.split(":", 1) for line in status.splitlines())
    is_ours = facts["Name"].strip() == PROGRAM.name
    return int(facts["VmHWM"].split()[0]) / 1000 if is_ours and "VmHWM" in facts else 0


def row(folder, pairs):
    database = pathlib.Path(folder) / f"{pairs}.db"
    make = ["cargo", "bench", "--quiet", "--features", "bench", "--bench", "council", "--", database, str(pairs), str(OBSERVATIONS)]
    subprocess.run(make, cwd=ROOT, check=True)
    papers = FOLDER / "many"
    shutil.rmtree(papers, ignore_errors=True)
    papers.mkdir(parents=True)
    first, memory = run(database, papers)
    assert len(list(papers.glob("brief-*.pdf"))) == pairs
    second, _ = run(database, papers)
    size = database.stat().st_size / 1e6
    database.unlink()
    shutil.rmtree(papers)
    return (f"| {pairs:,} | {size:,.0f} MB | {first:.1f} s | {pairs / first:,.0f} | {memory:,.0f} MB | {second:.1f} s "
            f"| {pairs / second:,.0f} |")


def main():
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there: cargo build --release")
    words = sys.argv[1:]
    counts = words[words.index("--pairs") + 1] if "--pairs" in words else "1000,10000"
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        rows = [row(folder, int(count)) for count in counts.split(",")]
    table = ["| pairs | database | first run | briefs a second | most memory | second run, unchanged | pairs a second |",
             "|---:|---:|---:|---:|---:|---:|---:|", *rows]
    tell("\n".join([machine([f"{OBSERVATIONS} observations a pair"]), "", *table]), "many", "end many")


main()
