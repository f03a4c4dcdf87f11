"""Every command that writes, in a home where it has something to do.

A new command is a line in `ACTS`: what is typed, by whom, and what has to be on record before.
"""

import os
import sqlite3
from dataclasses import dataclass

from home import TODAY, Answers, Home, Outcome

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//else//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270101T000000Z
DTSTART:20270401T090000Z
DTEND:20270401T100000Z
RRULE:FREQ=WEEKLY;COUNT=30
SUMMARY:Busy
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

LINES = "20/2 Bo let me speak first #roles\n21/2 The budget talk went well #thinking\n"
TABLE = "date,text,theme\n2027-02-01,Bo asked before he decided,roles\n2027-02-02,We laughed,chemistry\n"


@dataclass(frozen=True)
class Act:
    """A command that writes."""

    name: str
    words: tuple
    me: str = "holm"
    now: str = TODAY
    # What has to be done before, each with who does it.
    before: tuple = ()
    stdin: str = ""
    # A text of one's own, which is kept if it cannot be put on record.
    typed: str = ""
    # It begins in a home without a database.
    fresh: bool = False
    # It takes words away that are on record, or puts an older record in its place.
    blanks: bool = False
    # It writes several times, each whole in itself.
    several: bool = False
    # What is wrong with the tables before it, in SQL; it puts that right.
    damage: str = ""
    # The schema of the file before it, if it is an older one.
    schema: int = 0
    # It goes on where something cannot be read, and says so.
    reads_on: bool = False
    # How the names begin of what it may have made by then, and more of at the next try.
    makes: str = ""

    def line(self):
        return [*self.words, *(["--me", self.me] if self.me else [])]

    def between(self, record, before, after):
        """Whether a record that is neither as before nor as after is one that may be seen on the way."""
        if self.fresh and record is not None:
            return not record["record"]
        if self.several and record is not None:
            count = len(record["record"])
            return len(before["record"]) <= count and record["record"] == after["record"][:count]
        return False

    def may_make(self, name):
        return bool(self.makes) and name.startswith(self.makes)

    def prepared(self, base, folder):
        """A home in which the command can be given."""
        if self.fresh:
            home = Home.empty(folder)
            for name in ("anna.ics", "lines.txt", "table.csv", "other.json"):
                os.link(os.path.join(base.desk, name), os.path.join(home.desk, name))
        else:
            home = base.copy(folder)
        for who, line in self.before:
            home.does([*line, *(["--me", who] if who else [])], now=self.now)
        if self.schema:
            older(home.database, self.schema)
        if self.damage:
            with sqlite3.connect(home.database) as file:
                file.executescript(self.damage)
            file.close()
        return home

    def outcome(self, home, folder):
        """What comes of it unharmed, done in a copy."""
        copy = home.copy(folder)
        copy.does(self.line(), now=self.now, stdin=self.stdin)
        return Outcome(self, home, copy)


MIGRATIONS = os.path.join(os.path.dirname(__file__), "../../../db/migrations")


def older(database, schema):
    """Makes a file of an older makkerpar of one, with the same records in it."""
    newer = database + "-newer"
    os.rename(database, newer)
    with sqlite3.connect(database) as file:
        for name in sorted(os.listdir(MIGRATIONS))[:schema]:
            with open(os.path.join(MIGRATIONS, name), encoding="utf-8") as migration:
                file.executescript(migration.read())
        file.executescript(f"PRAGMA application_id = {0x6D6B7072}; PRAGMA user_version = {schema}")
        file.execute("ATTACH ? AS newer", (newer,))
        for table in ("record", "standing", "counter", "meta"):
            file.execute(f"INSERT INTO main.{table} SELECT * FROM newer.{table}")
    file.close()
    os.chmod(database, 0o600)
    os.remove(newer)


def does(who, *words):
    return (who, words)


PAIR = ("pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2025-01-01",
        "--mail", "holm=anna@example.org", "--mail", "lind=bo@example.org")


def base(folder):
    """A home with a year of two in it, and files for `import`."""
    home = Home.empty(folder)
    for name, text in [("anna.ics", CALENDAR.format(uid="one")), ("lines.txt", LINES), ("table.csv", TABLE)]:
        with open(os.path.join(home.desk, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    home.does(PAIR)
    then = "2026-06-01"
    home.does(("review", "schedule", "--on", "2026-06-01", "--at", "9:00", "--format", "walk"), now=then)
    home.does(("review", "record", "2026", "--note", "roles=Bo speaks last"), now=then)
    home.does(("review", "sign", "2026", "--me", "holm"), now="2026-06-02")
    home.does(("review", "sign", "2026", "--me", "lind"), now="2026-06-02")
    for who, words in [
        does("holm", "o", "Bo let three directors answer before he did", "-t", "roles", "--puzzle", "--share"),
        does("holm", "o", "private to Anna", "-t", "chemistry", "--tag", "budget"),
        does("holm", "o", "praise that is shared", "--praise", "--share", "--effect", "it helped"),
        does("lind", "answer", "O1", "I want them to own it"),
        does("lind", "o", "Anna went before me", "--puzzle", "--share", "-t", "others"),
        does("holm", "incident", "add", "corrected in public", "--actor", "lind", "--severity", "breach", "--share"),
        does("lind", "incident", "step", "T1", "acknowledged", "I should have waited"),
        does("holm", "incident", "add", "a promise was late", "--actor", "lind", "--share"),
        does("holm", "incident", "close", "T2", "--reason", "long ago"),
        does("holm", "adjust", "add", "figures two days before", "--owner", "lind", "--until", "2027-06-01"),
        does("holm", "adjust", "add", "we disagree in private", "--owner", "both", "--rule"),
        does("holm", "review", "schedule", "--on", "2027-05-20", "--at", "9:00", "--format", "walk"),
        does("holm", "calendar", "block", "Summer holiday", "2027-07-05", "2027-08-15"),
        does("lind", "o", "taken back and forth"),
    ]:
        home.does([*words, "--me", who])
    home.does(("config", "set", "log.limit", "30"))
    other = Home.empty(folder + "-other")
    other.does(PAIR)
    for number in range(12):
        other.does(["o", f"noted elsewhere, {number}", "-t", "roles", "--share", "--me", "lind"], now="2027-02-20")
    other.does(["export", "json", "--shared", "--me", "lind", "-o", os.path.join(home.desk, "other.json")])
    return home


HELD = (does("holm", "review", "move", "2027", "--on", TODAY, "--force"), does("holm", "review", "record", "2027"))
LONG = "A thought that takes more than a page of the file. " * 300

ACTS = [
    Act("pair add, in an empty home", PAIR, me="", fresh=True),
    Act("init", ("init",), me="", fresh=True, stdin=Answers("en\nAnna Holm, mayor\nBo Lind\n1\n\n\n\ny\n")),
    Act("import, in an empty home", ("import", "other.json"), me="", fresh=True),
    Act("pair add", ("pair", "add", "Carl Juhl", "Dorte Friis", "--kind", "founders"), me=""),
    Act("pair edit", ("pair", "edit", "--interval", "11", "--theme", "money=Money and growth", "--pair", "holm")),
    Act("pair edit, a name", ("pair", "edit", "--name", "lind=Bo Lund", "--pair", "holm")),
    Act("pair end", ("pair", "end", "--reason", "election"), typed="election"),
    Act("observe", ("o", "Bo said no before I could #roles @lind", "--praise"), typed="Bo said no before I could"),
    Act("observe, a long text", ("o", "-", "--share"), stdin=LONG, typed=LONG.strip()),
    Act("answer", ("answer", "O4", "I was in a hurry"), typed="I was in a hurry"),
    Act("share", ("share", "O2")),
    Act("share --all", ("share", "--all", "--yes"), before=(does("holm", "o", "one more"), does("holm", "o", "and one"))),
    Act("withdraw", ("withdraw", "O3")),
    Act("incident add", ("incident", "add", "Took it on himself", "--actor", "lind", "--positive"), typed="Took it on himself"),
    Act("incident reply", ("incident", "reply", "T1", "the figure was wrong"), me="lind", typed="the figure was wrong"),
    Act("incident step", ("incident", "step", "T1", "agreed", "a note across the table"), typed="a note across the table"),
    Act("incident close", ("incident", "close", "T1", "--reason", "enough"), typed="enough"),
    Act("incident reopen", ("incident", "reopen", "T2")),
    Act("adjust add", ("adjust", "add", "An hour every Monday", "--owner", "both"), typed="An hour every Monday"),
    Act("adjust use", ("adjust", "use", "copy-in", "--owner", "holm", "--set", "topic=the school plan")),
    Act("adjust check", ("adjust", "check", "A1", "partly", "twice of three"), typed="twice of three"),
    Act("adjust lapse", ("adjust", "lapse", "A1", "no longer"), typed="no longer"),
    Act("edit", ("edit", "O2", "--text", "changed words", "--theme", "thinking"), typed="changed words"),
    Act("edit --add", ("edit", "O3", "--add", "It happened again"), typed="It happened again"),
    Act("delete", ("delete", "O3")),
    Act("erase", ("erase", "O1", "--yes"), blanks=True),
    Act("review propose", ("review", "propose", "--year", "2027")),
    Act("review schedule", ("review", "schedule", "--on", "2027-09-02", "--extra", "--format", "walk")),
    Act("review move", ("review", "move", "2027", "--on", "2027-06-10")),
    Act("review edit", ("review", "edit", "2027", "--where", "Nordskov", "--booked", "yes")),
    Act("review cancel", ("review", "cancel", "2027", "--reason", "Bo is ill"), typed="Bo is ill"),
    Act("review note", ("review", "note", "2027", "Bo speaks last on purpose", "-t", "roles"), typed="Bo speaks last on purpose"),
    Act("review prepare", ("review", "prepare", "2027")),
    Act("review record", ("review", "record", "2027", "--check", "A1=kept:twice", "--note", "roles=said so", "--score", "holm=92"),
        before=(does("holm", "review", "move", "2027", "--on", TODAY, "--force"),), typed="roles=said so"),
    Act("review sign", ("review", "sign", "2027"), before=HELD),
    Act("review amend", ("review", "amend", "2026", "The plan came later"), typed="The plan came later"),
    Act("calendar import", ("calendar", "import", "anna.ics", "--for", "holm")),
    Act("calendar import, again", ("calendar", "import", "anna.ics", "--for", "holm", "--months", "6"),
        before=(does("holm", "calendar", "import", "anna.ics", "--for", "holm"),)),
    Act("calendar forget", ("calendar", "forget", "--for", "holm"),
        before=(does("holm", "calendar", "import", "anna.ics", "--for", "holm"),)),
    Act("calendar block", ("calendar", "block", "Budget", "2027-08-16", "2027-10-15", "--yearly")),
    Act("calendar unblock", ("calendar", "unblock", "Summer")),
    Act("calendar export", ("calendar", "export", "-o", "talks.ics")),
    Act("calendar invite", ("calendar", "invite", "-o", "talk.ics")),
    Act("handout prep", ("handout", "prep", "-o", "prep.pdf")),
    Act("handout brief", ("handout", "brief", "-o", "brief.pdf")),
    Act("handout card, anew", ("handout", "card", "-o", "card.pdf", "--full"), before=(does("holm", "handout", "card", "-o", "card.pdf"),)),
    Act("handout summary", ("handout", "summary", "2026", "-o", "summary.pdf")),
    Act("handout brief --all", ("handout", "brief", "--all", "-o", "briefs"), several=True, makes="desk/briefs"),
    Act("export json", ("export", "json", "-o", "all.json")),
    Act("export csv", ("export", "csv", "-o", "all.csv")),
    Act("export markdown", ("export", "markdown", "-o", "all.md")),
    Act("import, an export", ("import", "other.json")),
    Act("import, lines", ("import", "lines.txt")),
    Act("import, a table", ("import", "table.csv")),
    Act("undo", ("undo",), before=(does("holm", "o", "to be taken back"),)),
    Act("redo", ("redo",), before=(does("holm", "o", "to be brought back"), does("holm", "undo"))),
    Act("doctor --rebuild", ("doctor", "--rebuild"), me="", damage="DELETE FROM tag; UPDATE tally SET count = 7"),
    Act("doctor --rescue", ("doctor", "--rescue", "saved.db"), me="", reads_on=True),
    Act("backup", ("backup", "copy.backup"), me=""),
    Act("backup, anew", ("backup", "copy.backup"), me="",
        before=(does("", "backup", "copy.backup"), does("holm", "o", "noted after the backup"))),
    Act("restore", ("restore", "copy.backup", "--yes"), me="", blanks=True, makes="data/makkerpar/makkerpar.before",
        before=(does("", "backup", "copy.backup"), does("holm", "o", "noted after the backup"))),
    Act("status, of an older file", ("status",), schema=2, makes="data/makkerpar/makkerpar.schema-2"),
    Act("config set", ("config", "set", "me", "holm"), me=""),
    Act("config unset", ("config", "unset", "log.limit"), me=""),
    Act("template copy", ("template", "copy", "walk", "--as", "beach"), me=""),
]


def chosen(names):
    """The acts of these names, or all."""
    return [act for act in ACTS if not names or any(name in act.name for name in names)]
