"""What bash, zsh and fish offer while a line is typed, asked in the shells themselves.

    python shells.py PATH/TO/makkerpar

Fails if one of the shells is missing.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
SECRET = "hemmeligt"


class Home:
    """An empty home with a pair in it, where `makkerpar` is the program."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(f"{folder}/bin")
        os.symlink(PROGRAM, f"{folder}/bin/makkerpar")
        self.env = {
            "HOME": folder,
            "XDG_DATA_HOME": f"{folder}/data",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_STATE_HOME": f"{folder}/state",
            "PATH": f"{folder}/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "MAKKERPAR_NOW": "2027-03-03",
        }

    def run(self, *words):
        done = subprocess.run(["makkerpar", *words], env=self.env, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, (words, done.stderr)

    def state(self):
        """Every file of the program with its time; a shell keeps files of its own."""
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                if "makkerpar" in path or name.endswith(".db"):
                    found[path] = os.stat(path).st_mtime_ns
        return found

    def fill(self):
        self.run("pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01")
        self.run("pair", "edit", "--theme", "money=Money and growth")
        self.run("o", f"shared, {SECRET}", "-t", "roles", "--puzzle", "--share", "--by", "holm")
        self.run("o", f"private to Anna, {SECRET}", "-t", "chemistry", "--by", "holm")
        self.run("o", f"private to Bo, {SECRET}", "-t", "others", "--by", "lind")
        self.run("o", f"by Bo, {SECRET}", "--puzzle", "--share", "--by", "lind")
        self.run("adjust", "add", f"agreed, {SECRET}", "--owner", "both")
        self.run("calendar", "block", "Summer holiday", "2027-07-05", "2027-08-15")
        self.run("review", "schedule", "--on", "2027-05-20", "--format", "walk")


class Typed:
    """A shell in a terminal, and what it shows once a line and a tab have been typed."""

    def __init__(self, home, command, setup, env=None):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(home.folder)
            os.execve(command[0], command, {**home.env, **(env or {})})
        self.say(setup + "\n")
        self.read(1.5)

    def say(self, text):
        os.write(self.terminal, text.encode())

    def read(self, patience):
        """All that is shown until nothing has been for a while."""
        shown = b""
        last = time.monotonic()
        while time.monotonic() - last < patience:
            ready, _, _ = select.select([self.terminal], [], [], 0.05)
            if ready:
                try:
                    shown += os.read(self.terminal, 65536)
                except OSError:
                    break
                last = time.monotonic()
        text = shown.decode(errors="replace")
        return re.sub(r"\x1b(\[[0-9;?]*[a-zA-Z]|[=>]|\][^\x07]*\x07)", "", text)

    def tab(self, line):
        self.say(line + "\t")
        shown = self.read(1.0)
        # The line is given up, for the next.
        self.say("\x03")
        self.read(0.3)
        return shown

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def bash(home):
    setup = (
        "bind 'set show-all-if-ambiguous on'; bind 'set bell-style none'; bind 'set page-completions off';"
        "bind 'set enable-bracketed-paste off'; bind 'set completion-query-items 0'; PS1='$ ';"
        "source <(makkerpar completions bash)"
    )
    shell = Typed(home, [shutil.which("bash"), "--norc", "--noprofile", "-i"], setup)
    return shell.tab, shell.close


def zsh(home):
    setup = (
        "PS1='$ '; unsetopt beep; LISTMAX=0; autoload -U compinit; compinit -D -u;"
        "source <(makkerpar completions zsh)"
    )
    shell = Typed(home, [shutil.which("zsh"), "-f", "-i"], setup, {"ZDOTDIR": home.folder})
    return shell.tab, shell.close


def fish(home):
    def tab(line):
        words = "source (makkerpar completions fish | psub); complete -C $argv[1]"
        command = [shutil.which("fish"), "--no-config", "-c", words, "--", line]
        # What is in the place of the word, as fish takes it for the rest of the line.
        return subprocess.run(command, env=home.env, cwd=home.folder, capture_output=True, text=True).stdout

    return tab, lambda: None


# What is typed, what must be offered or inserted, and what must not.
LINES = [
    ("makkerpar re", ["redo", "review"], ["observe"]),
    ("makkerpar incident ", ["add", "step", "reopen"], ["observe"]),
    ("makkerpar observe x --pr", ["--praise"], ["--puzzle"]),
    ("makkerpar --me holm show ", ["O1", "O2", "O4", "A1", "2027"], ["O3"]),
    ("makkerpar --me lind show O", ["O1", "O3", "O4"], ["O2"]),
    ("makkerpar show O", ["O1", "O4"], ["O2", "O3"]),
    ("makkerpar --me holm share ", ["O2"], ["O1", "O3", "O4", "A1"]),
    ("makkerpar --me lind share ", ["O3"], ["O1", "O2", "O4"]),
    ("makkerpar --me=holm answer ", ["O4"], ["O1", "O2", "O3"]),
    ("makkerpar withdraw --by holm ", ["O1"], ["O2", "O3", "O4"]),
    ("makkerpar adjust check A", ["A1"], []),
    ("makkerpar adjust check A1 ", ["kept", "partly", "missed"], []),
    ("makkerpar --lang da adjust check A1 ", ["holdt", "delvist"], ["partly"]),
    ("makkerpar review record 2027 --check A1=par", ["partly"], []),
    ("makkerpar review agenda ", ["2027"], []),
    ("makkerpar --me ", ["holm", "lind"], []),
    ("makkerpar incident add x --actor ", ["holm", "lind", "third"], []),
    ("makkerpar o x -t ", ["roles", "chemistry", "money"], []),
    ("makkerpar o x --theme=mo", ["money"], ["roles"]),
    ("makkerpar o x -t ro", ["roles"], []),
    ("makkerpar calendar unblock Su", ["Summer"], []),
    ("makkerpar calendar unblock \"Su", ["Summer holiday"], []),
    ("makkerpar handout brief --paper ", ["a4", "letter"], []),
    ("makkerpar template show ", ["golf18", "denmark", "bank"], []),
    ("makkerpar adjust use stop", ["stop"], []),
    ("makkerpar pair add --timezone Europe/Copen", ["Europe/Copenhagen"], []),
    ("makkerpar calendar import an", ["anna.ics"], []),
    ("makkerpar completions ", ["bash", "zsh", "fish"], []),
    ("makkerpar --db nowhere.db show ", [], ["O1", "nowhere.dbx"]),
    ("makkerpar --db broken.db --me holm show ", [], ["O1"]),
]

# What tells a handle from another word that has it within.
WORD = r"(?<![\w.=-]){}(?![\w.])"


def main():
    failures = []
    for name, start in [("bash", bash), ("zsh", zsh), ("fish", fish)]:
        if shutil.which(name) is None:
            sys.exit(f"{name} is not here, and what it offers was not looked at")
        with tempfile.TemporaryDirectory() as folder:
            home = Home(folder)
            home.fill()
            open(f"{folder}/anna.ics", "w").close()
            with open(f"{folder}/broken.db", "w") as broken:
                broken.write("no database" * 400)
            before = home.state()
            tab, close = start(home)
            for line, offered, withheld in LINES:
                shown = tab(line)
                # What was typed is shown, too.
                rest = shown.replace(line, "", 1)
                missing = [word for word in offered if word not in shown]
                leaked = [word for word in withheld if re.search(WORD.format(re.escape(word)), rest)]
                if missing or leaked or SECRET in shown:
                    failures.append(f"{name}: {line!r}: missing {missing}, too much {leaked}\n{shown}")
            close()
            if home.state() != before:
                failures.append(f"{name}: something was written: {before} {home.state()}")
        print(f"{name}: {len(LINES)} lines")
    if failures:
        sys.exit("\n".join(failures))


main()
