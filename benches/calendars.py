"""Reading calendars and finding a day, beside the Python expander."""

import datetime as dt
import json
import pathlib
import tempfile

from measuring import FOLDER, TODAY, Home, Section, machine, medians, said, table

BEGIN = dt.date.fromisoformat(TODAY)
# How many events, and how often each is measured: the expander takes a minute for the largest.
SIZES = {1_000: 5, 10_000: 3, 100_000: 1}
FEWER = {1_000: 1}
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
        start = dt.datetime.combine(BEGIN, dt.time(8)) + dt.timedelta(days=day + day // 4, minutes=15 * quarter)
        end = start + dt.timedelta(minutes=60 if event % 2 else 30)
        lines += ["BEGIN:VEVENT", f"UID:{event}@peers", "DTSTAMP:20270101T000000Z",
                  f"DTSTART;TZID=Europe/Copenhagen:{start:%Y%m%dT%H%M%S}",
                  f"DTEND;TZID=Europe/Copenhagen:{end:%Y%m%dT%H%M%S}",
                  "SUMMARY:A meeting with a title of the usual length", "TRANSP:OPAQUE"]
        if event % 3 == 0:
            lines.append("RRULE:" + RULES[event // 3 % len(RULES)])
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def measure(peers, quick):
    expander = FOLDER / "expander.py"
    expander.write_text(EXPANDER)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder, MAKKERPAR_DB=str(pathlib.Path(folder) / "makkerpar.db"))
        home.makkerpar("pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-11-01")
        for size, runs in (FEWER if quick else SIZES).items():
            rows.append(row(home, peers, expander, size, runs))
    head = ["events a calendar", "busy times", "`calendar import`", "Python expander", "ratio", "`review propose`", "`status`"]
    known = machine(peers.versions("icalendar", "recurring-ical-events"))
    text = table(head, rows)
    return [Section("calendars", "end", f"{known}\n\n{text}")]


def row(home, peers, expander, size, runs):
    file = FOLDER / f"{size}.ics"
    file.write_text(calendar(size), newline="")
    read = ["calendar", "import", file, "--source", "work"]
    home.makkerpar(*read, "--for", "lind")
    times = json.loads(home.makkerpar(*read, "--for", "holm", "--json"))["times"]
    theirs = []
    # It is checked that both find the same, in the runs that are measured.
    ours, peer = medians(runs, lambda: home.makkerpar(*read, "--for", "holm"),
                         lambda: theirs.append(int(home.run(peers.python, expander, file))))
    assert set(theirs) == {times}, (size, times, theirs)
    year = ["review", "propose", "--year", "2027", "--format", "golf18"]
    proposed, status = medians(9, lambda: home.makkerpar(*year), lambda: home.makkerpar("status"))
    return [f"{size:,}", f"{times:,}", said(ours), said(peer), f"{peer / ours:.0f}×", said(proposed), said(status)]
