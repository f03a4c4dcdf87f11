"""A home in which the program is run, what stands in it, and whether that is whole."""

import hashlib
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import threading

PROGRAM = os.path.abspath(os.environ.get("MAKKERPAR", "target/debug/makkerpar"))
TODAY = "2027-03-03"
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# What a program leaves behind that had no time to tidy up.
LEFT = {
    "journal of a write": re.compile(r"^data/makkerpar/makkerpar\.db-journal$"),
    "unfinished file": re.compile(r"(^|/)\.makkerpar-\w+(-journal|/.*)?$"),
}


class Answers(str):
    """What a person types at a terminal, a line for each question."""


class AtTerminal:
    """A program that asks, at a terminal where the answers are typed already."""

    def __init__(self, words, answers, at):
        self.terminal, theirs = pty.openpty()
        os.write(self.terminal, answers.encode())
        self.program = subprocess.Popen(words, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, **at)
        os.close(theirs)
        self.said = b""
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        try:
            while octets := os.read(self.terminal, 4096):
                self.said += octets
        except OSError:
            pass  # Nobody is at the other end any more.

    def kill(self):
        self.program.kill()

    @property
    def returncode(self):
        return self.program.returncode

    def communicate(self, timeout=None):
        out, _ = self.program.communicate(timeout=timeout)
        self.reader.join()
        os.close(self.terminal)
        return out, self.said


class Home:
    """A folder with everything of one person: `data`, `config`, `state`, and `desk`, where commands are typed."""

    def __init__(self, folder, state=None):
        self.folder = folder
        self.desk = os.path.join(folder, "desk")
        self.state = state or os.path.join(folder, "state")
        self.database = os.path.join(folder, "data", "makkerpar", "makkerpar.db")

    @staticmethod
    def empty(folder):
        home = Home(folder)
        os.makedirs(home.desk)
        return home

    def copy(self, folder, state=None):
        """The same home once more, going its own way from here."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Home(folder, state)

    def environment(self, now=TODAY):
        return {
            "HOME": self.folder,
            "XDG_DATA_HOME": os.path.join(self.folder, "data"),
            "XDG_CONFIG_HOME": os.path.join(self.folder, "config"),
            "XDG_STATE_HOME": self.state,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "MAKKERPAR_NOW": now,
        }

    def start(self, words, before=(), now=TODAY, stdin=""):
        """Starts the program on a line, under another program if `before` names one."""
        at = {"env": self.environment(now), "cwd": self.desk}
        if isinstance(stdin, Answers):
            return AtTerminal([*before, PROGRAM, *words], stdin, at)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        done = subprocess.Popen([*before, PROGRAM, *words], **at, **pipes)
        try:
            done.stdin.write(stdin.encode())
            done.stdin.close()
        except BrokenPipeError:
            pass
        done.stdin = None
        return done

    def run(self, words, before=(), now=TODAY, stdin=""):
        """Runs it to its end: the exit code, standard output, standard error."""
        done = self.start(words, before, now, stdin)
        out, err = done.communicate(timeout=120)
        return done.returncode, out.decode(), err.decode(errors="replace")

    def does(self, words, now=TODAY, stdin=""):
        status, _, err = self.run(words, now=now, stdin=stdin)
        if status != 0:
            raise AssertionError(f"{words}: {err}")

    def files(self):
        """Every file but the database, with a digest of what it says; what the program left behind is not among them."""
        found = {}
        for path, name in self.walk():
            if path != self.database and not any(shape.search(name) for shape in LEFT.values()):
                with open(path, "rb") as file:
                    octets = file.read()
                # Two databases with the same records need not be the same to the octet.
                told = repr(rows_of(path)).encode() if octets.startswith(b"SQLite format 3") else octets
                found[name] = hashlib.sha256(told).hexdigest()
        return {name: digest for name, digest in found.items() if not name.startswith("state/")}

    def walk(self):
        """Every file, and its name in the home."""
        for folder, _, names in os.walk(self.folder):
            for name in sorted(names):
                path = os.path.join(folder, name)
                yield path, os.path.relpath(path, self.folder)

    def left(self):
        """What the program left behind, by kind."""
        names = [name for _, name in self.walk()]
        counts = {kind: sum(bool(shape.search(name)) for name in names) for kind, shape in LEFT.items()}
        return {kind: count for kind, count in counts.items() if count}

    def has_hot_journal(self):
        """Whether a journal lies beside the database that has to be played back. One whose head was never written has not, and
        goes with the next write."""
        try:
            with open(self.database + "-journal", "rb") as journal:
                return journal.read(1) not in (b"", b"\0")
        except FileNotFoundError:
            return False

    def shortened(self, said):
        """What the program said, as it would say it in every home."""
        return said.replace(self.folder, "HOME").strip()[:400]

    def kept(self):
        """All that was kept of what was typed."""
        folder = os.path.join(self.state, "makkerpar", "kept")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return "\n".join(open(os.path.join(folder, name), encoding="utf-8").read() for name in names)

    def record(self):
        """All that stands in the database, without the identities and numbers that come out different every time; `None` if
        there is no database."""
        return rows_of(self.database) if os.path.exists(self.database) else None

    def journal(self):
        """Every record as it stands, to be compared byte by byte with what stood before."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as file:
            rows = file.execute("SELECT seq, id, command, act, entity, state, body, chain_hash FROM record ORDER BY seq")
            rows = rows.fetchall()
        file.close()
        return rows


def rows_of(database):
    """The rows of all tables of a database, masked."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as file:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'letters%'"
        names = [name for (name,) in file.execute(f"{tables} AND name NOT LIKE 'sqlite%' ORDER BY name")]
        rows = {name: [masked(row) for row in file.execute(f"SELECT * FROM {name}")] for name in names}
    file.close()
    return {name: found if name == "record" else sorted(found, key=repr) for name, found in rows.items()}


def masked(row):
    """A row without identities, salts and hashes, which nobody can foretell."""
    def plain(value):
        if isinstance(value, bytes):
            return f"{len(value)} bytes"
        return IDENTITY.sub("identity", value) if isinstance(value, str) else value

    return tuple(plain(value) for value in row)


def is_crash(status):
    """Whether a program broke: a panic, our own mistake, or a signal other than the one that killed it."""
    return status in (70, 101) or (status < 0 and status != -signal.SIGKILL) or status in (134, 139)


class Outcome:
    """What stands in a home before a command and after it, to compare with what a fault has made of it."""

    def __init__(self, act, before, after):
        self.act = act
        self.records = (before.record(), after.record())
        self.files = (before.files(), after.files())
        self.old = before.journal() if self.records[0] else []

    def faults(self, home, acknowledged, repeats=True, off_record=False):
        """What is wrong in a home after a fault, in words; nothing if the promise was kept. With `off_record` it was said that
        there is a file of which the record does not tell."""
        found = []
        act = self.act
        if os.path.exists(home.database):
            status, out, err = home.run(["doctor"])
            is_to_be_mended = act.damage and status == 1 and home.record() == self.records[0]
            if status != 0 and not is_to_be_mended:
                return [f"doctor: {status} {home.shortened(out + err)}"]
            if home.has_hot_journal():
                found.append("what was half written is still there after doctor")
        record, files = home.record(), home.files()
        changed = sorted({*self.files[0], *self.files[1]} - {n for n in self.files[0] if self.files[0][n] == self.files[1].get(n)})
        is_old, is_new = record == self.records[0], record == self.records[1]
        is_undone = is_old and all(files.get(name) == self.files[0].get(name) for name in changed)
        if not is_old and not is_new and not act.between(record, *self.records):
            found.append(f"the record is neither as before nor as after: {difference(record, self.records[1])}")
        if not act.blanks and record is not None and home.journal()[: len(self.old)] != self.old:
            found.append("what stood on record before is not as it was")
        for name in sorted({*files, *self.files[0]} - set(changed)):
            if files.get(name) != self.files[0].get(name) and not act.may_make(name):
                found.append(f"{name} is not as it was")
        for name in changed:
            if files.get(name) not in (self.files[0].get(name), self.files[1].get(name)):
                found.append(f"{name} is not whole")
        made = [name for name in changed if name.startswith("desk/") and files.get(name) != self.files[0].get(name)]
        if is_old and not is_new and made and not act.several and not off_record:
            found.append("a file is there that the record does not tell of")
        if acknowledged and not ((is_new or off_record) and all(files.get(name) == self.files[1].get(name) for name in changed)):
            found.append("what was acknowledged is not there")
        if not acknowledged and is_undone and repeats and not found:
            status, out, err = home.run(act.line(), now=act.now, stdin=act.stdin)
            if status != 0:
                found.append(f"the command cannot be repeated: {home.shortened(out + err)}")
            elif home.record() != self.records[1] or any(home.files().get(n) != self.files[1].get(n) for n in changed):
                found.append("the repeated command came to something else")
            elif "journal of a write" in home.left():
                found.append("a journal outlived the next write")
        return found

    def is_done(self, home):
        """Whether the record is as after the command, where it changes it."""
        return self.records[0] != self.records[1] and home.record() == self.records[1]


def difference(found, expected):
    """Where two records differ, in short."""
    if found is None or expected is None:
        return f"{'no' if found is None else 'a'} database"
    return "; ".join(
        f"{name}: {len(found.get(name, []))} rows, expected {len(rows)}"
        for name, rows in expected.items()
        if found.get(name) != rows
    )
