#!/usr/bin/env python3
"""Measures a file with 1,000,000 observations, whole processes, and writes the tables of docs/performance.md.

    cargo build --release && python3 benches/million.py [--write] [--observations 1000000] [--shapes 10:5,1:95]

takes Python 3.11, cargo, the sqlite3 shell, Taskwarrior 2.6 and GNU time (Debian: sqlite3, taskwarrior, time). The files are made once in
target/peers: over ten years and over one, mostly private (one of twenty shared) and mostly shared (nineteen of twenty); a shape is years:shared. Beside them,
in the same run and taking turns: the start of an empty sqlite3 shell, the sqlite3 shell making one durable insert into a file of the
same size with the same settings, and Taskwarrior and jrnl adding one entry to 10,000. Memory is the most that the system
gives for the process. Without --write the tables are only printed.
"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from measuring import FOLDER, PROGRAM, ROOT, machine, medians, python_with, said, tell

TODAY = "2027-03-03"
ENTRIES = 10_000
RUNS = 31
SHAPES = [(10, 5), (1, 5), (10, 95), (1, 95)]
ENVIRONMENT = {"HOME": str(FOLDER), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "MAKKERPAR_NOW": TODAY}
# Stands for one that Anna can read.
HANDLE = "HANDLE"
LOOKS = [
    ("status",), ("log",), ("show", HANDLE), ("search", "kvartalsflamingo"), ("search", "budget"),
    ("search", "budgettet", "-skole", "jeg så det"), ("search", "budget", "--best"), ("search", "ny"),
    ("log", "--kind", "incident"), ("undo", "--dry-run"), ("history",),
]
SETTINGS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"


def made(observations, years, shared):
    """The file of a shape, made once."""
    file = FOLDER / f"million-{observations}-{years}-{shared}.db"
    if not file.exists():
        building = file.with_suffix(".building")
        building.unlink(missing_ok=True)
        words = ["cargo", "bench", "--quiet", "--features", "bench", "--bench", "million", "--", building, observations, years, shared]
        subprocess.run([str(word) for word in words], cwd=ROOT, check=True)
        building.rename(file)
    return file


def run(words, environment=None):
    """Runs a process, and gives what it said."""
    words = [str(word) for word in words]
    done = subprocess.run(words, env=environment or ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def memory(words):
    """The most memory of a process, in megabytes. A small program starts it, since the memory of the one that starts it counts."""
    note = FOLDER / "memory.txt"
    run(["/usr/bin/time", "-f", "%M", "-o", note, *words])
    return int(note.read_text().split()[-1]) / 1000


def ours(file, *words):
    return [PROGRAM, "--db", file, "--me", "holm", *words]


def measured(commands, *beside):
    """The median time of each command and of what runs beside them, taking turns; and the most memory of each command."""
    used = [max(memory(words) for _ in range(3)) for words in commands]
    times = medians(RUNS, *[lambda words=words: run(words) for words in commands], *beside)
    return list(zip(times, used)), times[len(commands):]


def plain_file(observations, size):
    """A file of about the size, with a table of so many rows, for the sqlite3 shell to insert into."""
    file = FOLDER / f"plain-{observations}.db"
    if not file.exists():
        connection = sqlite3.connect(file)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);")
        row = "x" * max(1, size // observations - 12)
        connection.executemany("INSERT INTO note (text) VALUES (?)", ((row,) for _ in range(observations)))
        connection.commit()
        connection.close()
    return file


def taskwarrior():
    """Taskwarrior with its entries; how to add one more."""
    home = FOLDER / "task"
    if not (home / "data" / "pending.data").exists():
        shutil.rmtree(home, ignore_errors=True)
        (home / "data").mkdir(parents=True)
        (home / "taskrc").write_text(f"data.location={home}/data\nconfirmation=no\nverbose=nothing\n")
        tasks = [{"description": f"number {number} of what was noticed at the meeting"} for number in range(ENTRIES)]
        (home / "tasks.json").write_text("\n".join(json.dumps(task) for task in tasks))
        subprocess.run(["task", "import", str(home / "tasks.json")], env={**ENVIRONMENT, "TASKRC": str(home / "taskrc")},
                       check=True, capture_output=True)
    environment = {**ENVIRONMENT, "TASKRC": str(home / "taskrc")}
    return lambda: run(["task", "add", "one more of what was noticed"], environment)


def jrnl(python):
    """jrnl with its entries; how to add one more."""
    home = FOLDER / "jrnl"
    config = home / "jrnl.yaml"
    if not config.exists():
        home.mkdir(parents=True, exist_ok=True)
        journal = home / "journal.txt"
        entries = (f"[2026-{number % 12 + 1:02}-{number % 28 + 1:02} 09:00] Number {number} of what was noticed at the meeting.\n" for number in range(ENTRIES))
        journal.write_text("\n".join(entries))
        config.write_text(f"journals:\n  default:\n    journal: {journal}\neditor: ''\nencrypt: false\ntemplate: false\ndefault_hour: 9\n"
                          "default_minute: 0\ntimeformat: '%F %R'\ntagsymbols: '@'\nhighlight: true\nlinewrap: 79\nindent_character: '|'\n"
                          "colors:\n  body: none\n  date: none\n  tags: none\n  title: none\ndisplay_format: pretty\nversion: v4.2\n")
    program = pathlib.Path(python).parent / "jrnl"
    return lambda: run([program, "--config-file", config, "One more of what was noticed."])


def version(words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[0]


def main():
    words = sys.argv[1:]
    observations = int(words[words.index("--observations") + 1]) if "--observations" in words else 1_000_000
    shapes = words[words.index("--shapes") + 1].split(",") if "--shapes" in words else []
    shapes = [tuple(int(number) for number in shape.split(":")) for shape in shapes] or SHAPES
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = python_with(["jrnl"])
    files = [(shape, made(observations, *shape)) for shape in shapes]
    size = files[0][1].stat().st_size
    plain = plain_file(observations, size)
    empty = lambda: run(["sqlite3", ":memory:", "select 1"])
    insert = lambda: run(["sqlite3", plain, f"{SETTINGS} INSERT INTO note (text) VALUES ('{'x' * 200}');"])
    installed = run([python, "-m", "pip", "list", "--format=freeze"]).splitlines()
    known = [f"sqlite3 {version(['sqlite3', '--version'])}", f"Taskwarrior {version(['task', '--version'])}",
             *(line for line in installed if line.startswith("jrnl=="))]
    lines = ["| file | size | `observe` | durable insert | ratio | `task add` | `jrnl` |", "|---|---:|---:|---:|---:|---:|---:|"]
    (add, remember) = (taskwarrior(), jrnl(python))
    for (years, shared), file in files:
        observe = ours(file, "observe", "Forvaltningen hørte det først i avisen", "-t", "roles", "--friction")
        (found,), (of_insert, of_task, of_jrnl) = measured([observe], insert, add, remember)
        lines.append(f"| {years} years, {shared} % shared | {file.stat().st_size / 1e6:,.0f} MB | {said(found[0])}, {found[1]:.0f} MB "
                     f"| {said(of_insert)} | {found[0] / of_insert:.1f}× | {said(of_task)} | {said(of_jrnl)} |")
    text = f"{machine(known)}\n\n{observations:,} observations:\n\n" + "\n".join(lines)

    head = ["", *(f"{years} years, {shared} % shared" for (years, shared), _ in files)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(files)]
    columns, starts = [], []
    for _, file in files:
        own = own_handle(file)
        commands = [ours(file, *(own if word == HANDLE else word for word in look)) for look in LOOKS]
        found, (start,) = measured(commands, empty)
        columns.append(found)
        starts.append(start)
    for number, look in enumerate(LOOKS):
        cells = [f"{said(column[number][0])}, {column[number][0] / start:.1f}×, {column[number][1]:.0f} MB"
                 for column, start in zip(columns, starts)]
        lines.append(f"| `{' '.join(look)}` | " + " | ".join(cells) + " |")
    lines.append("| empty `sqlite3` start | " + " | ".join(said(start) for start in starts) + " |")
    tell(text + "\n\n" + "\n".join(lines), "million", "end million")


def own_handle(file):
    """The handle of an observation that Anna can read."""
    return json.loads(run(ours(file, "log", "--limit", "1", "--by", "holm", "--json")))["entries"][0]["handle"]


if __name__ == "__main__":
    main()
