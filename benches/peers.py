#!/usr/bin/env python3
"""Measures makkerpar beside its peers, as whole processes in one run, and writes the tables of docs/performance.md.

    cargo build --release && python3 benches/peers.py [--write]

takes Python 3.11 and nothing else: the peers are installed, and the data is made, in target/peers. Every figure is the
median of several runs; the programs take turns, so that what else the machine does meets them alike. Without --write the
tables are only printed.
"""

import datetime as dt
import json
import os
import subprocess
import tempfile

from measuring import FOLDER, PROGRAM, machine, medians, python_with, said, tell

PACKAGES = ["icalendar==7.3.0", "recurring-ical-events==3.8.2", "tzdata"]
TODAY = dt.date(2027, 3, 3)
SIZES = [1_000, 10_000, 100_000]
EXPANDER = """
import datetime, sys, zoneinfo
import icalendar, recurring_ical_events
zone = zoneinfo.ZoneInfo("Europe/Copenhagen")
start = datetime.datetime(2027, 3, 3, tzinfo=zone)
with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
found = recurring_ical_events.of(calendar).between(start, start.replace(year=2029))
print(sum(1 for event in found if event.start < event.end))
"""
RULES = ["FREQ=WEEKLY;COUNT=20", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=12", "FREQ=MONTHLY;BYDAY=2WE;COUNT=10",
         "FREQ=DAILY;COUNT=5", "FREQ=YEARLY"]


def calendar(events):
    """A calendar of two years, a third of its events recurring, with every fifth day left free."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//makkerpar//peers//EN"]
    for event in range(events):
        quarter = event * 104_729 % (584 * 36)
        day, quarter = divmod(quarter, 36)
        start = dt.datetime.combine(TODAY, dt.time(8)) + dt.timedelta(days=day + day // 4, minutes=15 * quarter)
        end = start + dt.timedelta(minutes=60 if event % 2 else 30)
        lines += ["BEGIN:VEVENT", f"UID:{event}@peers", "DTSTAMP:20270101T000000Z",
                  f"DTSTART;TZID=Europe/Copenhagen:{start:%Y%m%dT%H%M%S}",
                  f"DTEND;TZID=Europe/Copenhagen:{end:%Y%m%dT%H%M%S}",
                  "SUMMARY:A meeting with a title of the usual length", "TRANSP:OPAQUE"]
        if event % 3 == 0:
            lines.append("RRULE:" + RULES[event // 3 % len(RULES)])
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


class Home:
    """A folder with a pair on record."""

    def __init__(self, folder):
        self.environment = {"HOME": folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                            "MAKKERPAR_DB": os.path.join(folder, "makkerpar.db"), "MAKKERPAR_NOW": str(TODAY)}
        self.run("pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-11-01")

    def run(self, *words):
        done = subprocess.run([PROGRAM, *words], env=self.environment, capture_output=True, check=True)
        return done.stdout.decode()


def prepare():
    python = python_with(PACKAGES)
    for size in SIZES:
        (FOLDER / f"{size}.ics").write_text(calendar(size), newline="")
    (FOLDER / "expander.py").write_text(EXPANDER)
    return python


def rows(python):
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        for size in SIZES:
            file = str(FOLDER / f"{size}.ics")
            imported = lambda: home.run("calendar", "import", file, "--for", "holm", "--source", "work")
            expander = [python, FOLDER / "expander.py", file]
            expanded = lambda: subprocess.run(expander, capture_output=True, check=True)
            home.run("calendar", "import", file, "--for", "lind", "--source", "work")
            times = json.loads(home.run("calendar", "import", file, "--for", "holm", "--source", "work", "--json"))["times"]
            theirs = int(subprocess.run(expander, capture_output=True, check=True).stdout)
            assert times == theirs, (size, times, theirs)
            runs = 5 if size < 100_000 else 3
            ours, peer = medians(runs, imported, expanded)
            proposed, status = medians(9, lambda: home.run("review", "propose", "--year", "2027", "--format", "golf18"),
                                       lambda: home.run("status"))
            yield (f"| {size:,} | {times:,} | {said(ours)} | {said(peer)} | {peer / ours:.0f}× "
                   f"| {said(proposed)} | {said(status)} |")


def main():
    python = prepare()
    table = ["| events a calendar | busy times | `calendar import` | Python expander | ratio | `review propose` | `status` |",
             "|---:|---:|---:|---:|---:|---:|---:|", *rows(python)]
    text = "\n".join([machine(PACKAGES[:2]), "", *table])
    tell(text, "calendars", "end")


main()
