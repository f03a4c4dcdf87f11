#!/usr/bin/env python3
"""Reads the calendar files that makkerpar writes with another program, and compares every instant.

    read_back.py PROGRAM

takes the Python packages icalendar and recurring-ical-events. For a few zones, in machines of several zones, a talk is
set, moved and cancelled; after each step the exported file and the invitation must be well formed, tell of the same
event with a higher number, and name the instant that the zone database has for the time on the pair's clock: by the
zone that the file itself defines, and by its name.
"""

import datetime as dt
import os
import subprocess
import sys
import tempfile
import zoneinfo

import icalendar
import recurring_ical_events

PROGRAM = os.path.abspath(sys.argv[1])
ZONES = ["Europe/Copenhagen", "Europe/London", "America/New_York", "Asia/Kolkata"]
MACHINES = ["UTC", "Pacific/Auckland", "America/Los_Angeles"]
# Spring, the day of a clock change in Europe, after it, and after that of New York.
DAYS = ["2027-05-20", "2027-10-31", "2027-11-03", "2027-11-11"]
UTC = dt.timezone.utc


class Home:
    """A folder with a record of one pair."""

    def __init__(self, folder, zone, machine):
        self.folder = folder
        self.environment = {
            "HOME": folder,
            "PATH": os.environ["PATH"],
            "TZ": machine,
            "MAKKERPAR_DB": os.path.join(folder, "makkerpar.db"),
            "MAKKERPAR_NOW": "2027-03-03",
        }
        self.run("pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01",
                 "--timezone", zone, "--mail", "a=anna@example.org", "--mail", "b=bo@example.org")

    def run(self, *words):
        done = subprocess.run([PROGRAM, *words], env=self.environment, cwd=self.folder, capture_output=True)
        assert done.returncode == 0, (words, done.stderr.decode())
        return done.stdout


def well_formed(raw):
    """The calendar in a file that keeps to RFC 5545, section 3.1."""
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r") and raw.endswith(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode("utf-8")
    calendar = icalendar.Calendar.from_ical(raw)
    wrong = [part.errors for part in calendar.walk() if part.errors]
    assert not wrong, wrong
    return calendar


def talk_of(calendar):
    timed = [event for event in calendar.walk("VEVENT") if isinstance(event["DTSTART"].dt, dt.datetime)]
    assert len(timed) == 1, timed
    return timed[0]


def compare(calendar, zone, day, is_cancelled):
    """The talk, after its instants were found right."""
    talk = talk_of(calendar)
    clock = zoneinfo.ZoneInfo(zone)
    begin = dt.datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=clock)
    expected = [begin.astimezone(UTC), begin.astimezone(UTC) + dt.timedelta(hours=3)]
    own = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for name, instant in zip(["DTSTART", "DTEND"], expected):
        assert talk[name].params["TZID"] == zone
        assert talk[name].dt.replace(tzinfo=own).astimezone(UTC) == instant, (zone, day, name)
        assert talk[name].dt.replace(tzinfo=clock).astimezone(UTC) == instant, (zone, day, name)
    assert talk["STATUS"] == ("CANCELLED" if is_cancelled else "CONFIRMED")
    month = dt.date.fromisoformat(day)
    found = recurring_ical_events.of(calendar).between(month - dt.timedelta(2), month + dt.timedelta(3))
    found = [it for it in found if it["UID"] == talk["UID"]]
    assert [it["DTSTART"].dt.astimezone(UTC) for it in found] == expected[:1], (zone, day, found)
    return talk


def main():
    count = 0
    for zone in ZONES:
        for machine in MACHINES:
            with tempfile.TemporaryDirectory() as folder:
                home = Home(folder, zone, machine)
                home.run("review", "schedule", "--on", DAYS[0], "--at", "12:00", "--format", "room", "--where", "Nordskov")
                known = {}
                steps = [(day, False) for day in DAYS] + [(DAYS[-1], True)]
                for index, (day, is_cancelled) in enumerate(steps):
                    if is_cancelled:
                        home.run("review", "cancel", "2027", "--reason", "no matter")
                    elif index > 0:
                        home.run("review", "move", "2027", "--on", day)
                    for words in [("export",), ("invite", "2027")]:
                        calendar = well_formed(home.run("calendar", *words, "-o", "-"))
                        method = {"export": "PUBLISH", "invite": "CANCEL" if is_cancelled else "REQUEST"}[words[0]]
                        assert calendar["METHOD"] == method
                        talk = compare(calendar, zone, day, is_cancelled)
                        uid, sequence = str(talk["UID"]), int(talk["SEQUENCE"])
                        if words[0] in known:
                            assert known[words[0]][0] == uid and known[words[0]][1] < sequence, (known, sequence)
                        known[words[0]] = (uid, sequence)
                        count += 1
    print(f"{count} files read back")


main()
