"""Printing the briefs of many pairs in one file.

The files are made in memory (/dev/shm, if it is there), each pair with 24 shared observations and a talk; the papers go to
target/peers, on the disk. `handout brief --all` runs twice: the first prints everything, the second finds that nothing is new. The
largest memory is that of the whole process.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from measuring import FOLDER, PROGRAM, Home, Section, built, machine, seconds, table

OBSERVATIONS = 24
PAIRS, FEWER = [1_000, 10_000], [50]


def run(database, papers):
    """Prints all; the seconds it took, and the most memory in megabytes."""
    words = [str(PROGRAM), "--db", str(database), "handout", "brief", "--all", "-o", str(papers), "-q"]
    most = [0]

    def whole():
        process = subprocess.Popen(words, env=Home(papers).environment, stdout=subprocess.DEVNULL)
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
    database = built("council", pathlib.Path(folder) / f"{pairs}.db", pairs, OBSERVATIONS)
    papers = FOLDER / "many"
    shutil.rmtree(papers, ignore_errors=True)
    papers.mkdir(parents=True)
    first, memory = run(database, papers)
    assert len(list(papers.glob("brief-*.pdf"))) == pairs
    second, _ = run(database, papers)
    size = database.stat().st_size / 1e6
    database.unlink()
    shutil.rmtree(papers)
    return [f"{pairs:,}", f"{size:,.0f} MB", f"{first:.1f} s", f"{pairs / first:,.0f}", f"{memory:,.0f} MB", f"{second:.1f} s",
            f"{pairs / second:,.0f}"]


def measure(_, quick):
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        rows = [row(folder, pairs) for pairs in (FEWER if quick else PAIRS)]
    head = ["pairs", "database", "first run", "briefs a second", "most memory", "second run, unchanged", "pairs a second"]
    text = table(head, rows)
    return [Section("many", "end many", f"{machine([f'{OBSERVATIONS} observations a pair'])}\n\n{text}")]
