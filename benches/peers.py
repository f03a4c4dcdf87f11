"""The programs that makkerpar is measured beside: where they come from, their versions, and how each is asked for what is measured."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from measuring import FOLDER, Home

# How many entries Taskwarrior and jrnl have already.
ENTRIES = 10_000
PACKAGES = ["icalendar==7.3.0", "recurring-ical-events==3.8.2", "tzdata", "typst==0.15.2", "jrnl"]
# Programs, and the Debian packages that they are in.
PROGRAMS = {"sqlite3": "sqlite3", "task": "taskwarrior", "/usr/bin/time": "time", "pdftotext": "poppler-utils"}
SETTINGS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"


class Peers:
    """The peers, installed: the Python ones in target/peers, the others by apt where they are missing."""

    def __init__(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
        if missing:
            as_root = [] if os.geteuid() == 0 else ["sudo"]
            subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True)
            subprocess.run([*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True)
        self.python = FOLDER / "python" / "bin" / "python"
        if not self.python.exists():
            subprocess.run([sys.executable, "-m", "venv", FOLDER / "python"], check=True)
        pip = [self.python, "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", *PACKAGES], check=True)
        listed = subprocess.run([*pip, "list", "--format=freeze"], capture_output=True, text=True, check=True).stdout
        self.installed = dict(line.split("==") for line in listed.splitlines())
        self.home = Home(FOLDER)

    def versions(self, *names):
        """What stands under a table: `sqlite3 3.40.1, jrnl 4.3`."""
        return [f"{name} {self.version(name)}" for name in names]

    def version(self, name):
        if name in self.installed:
            return self.installed[name]
        program = {"Taskwarrior": "task"}.get(name, name)
        return self.home.run(program, "--version").split()[0]

    def empty_start(self):
        """How to start the sqlite3 shell on nothing."""
        return lambda: self.home.run("sqlite3", ":memory:", "select 1")

    def durable_insert(self, rows, size):
        """How to make the sqlite3 shell insert one row, with the settings of makkerpar, into a file of about the size with so many."""
        file = FOLDER / f"plain-{rows}.db"
        if not file.exists():
            connection = sqlite3.connect(file)
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);")
            row = "x" * max(1, size // rows - 12)
            connection.executemany("INSERT INTO note (text) VALUES (?)", ((row,) for _ in range(rows)))
            connection.commit()
            connection.close()
        insert = f"{SETTINGS} INSERT INTO note (text) VALUES ('{'x' * 200}');"
        return lambda: self.home.run("sqlite3", file, insert)

    def task_add(self):
        """How to add a task to Taskwarrior's."""
        folder = FOLDER / "task"
        home = Home(FOLDER, TASKRC=str(folder / "taskrc"))
        if not (folder / "data" / "pending.data").exists():
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "data").mkdir(parents=True)
            (folder / "taskrc").write_text(f"data.location={folder}/data\nconfirmation=no\nverbose=nothing\n")
            tasks = [{"description": f"number {number} of what was noticed at the meeting"} for number in range(ENTRIES)]
            (folder / "tasks.json").write_text("\n".join(json.dumps(task) for task in tasks))
            home.run("task", "import", folder / "tasks.json")
        return lambda: home.run("task", "add", "one more of what was noticed")

    def jrnl(self):
        """How to add an entry to jrnl's."""
        folder = FOLDER / "jrnl"
        config = folder / "jrnl.yaml"
        if not config.exists():
            folder.mkdir(parents=True, exist_ok=True)
            journal = folder / "journal.txt"
            entries = (f"[2026-{number % 12 + 1:02}-{number % 28 + 1:02} 09:00] Number {number} of what was noticed at the meeting.\n"
                       for number in range(ENTRIES))
            journal.write_text("\n".join(entries))
            config.write_text(f"journals:\n  default:\n    journal: {journal}\neditor: ''\nencrypt: false\ntemplate: false\n"
                              "default_hour: 9\ndefault_minute: 0\ntimeformat: '%F %R'\ntagsymbols: '@'\nhighlight: true\nlinewrap: 79\n"
                              "indent_character: '|'\ncolors:\n  body: none\n  date: none\n  tags: none\n  title: none\n"
                              "display_format: pretty\nversion: v4.2\n")
        program = pathlib.Path(self.python).parent / "jrnl"
        return lambda: self.home.run(program, "--config-file", config, "One more of what was noticed.")
