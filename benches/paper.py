"""The brief on paper beside the same page made by typst, and the card beside the brief.

typst gets its content as JSON (collected from the program's own answers), the page as benches/brief.typ, and the faces that ours falls
back on; both embed Libertinus Serif, hyphenate Danish and tag their PDF. From typst's time the start of Python with the package loaded
is subtracted.
"""

import datetime as dt
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unicodedata

from measuring import FOLDER, ROOT, TODAY, Home, Section, machine, medians, said, table

PAGE = ROOT / "benches" / "brief.typ"
TALK = "2027"
HANDOUT = ["handout", "brief", TALK]
RUNS, FEWER = 21, 3
HEAVY = 200
MEMBERS = ["strandgaard", "moellebaek"]
LOAD = "import typst"
COMPILE = """
import sys, typst
page, content, output, *fonts = sys.argv[1:]
typst.compile(page, output=output, root="/", sys_inputs={"content": content}, font_paths=fonts, ignore_system_fonts=True)
"""
WHEN = ["Efter budgetseminaret", "På vej hjem fra Tvedholt", "Lige før byrådsmødet", "Da avisen ringede", "Midt i mødet",
        "Mens isen lå på trappen", "Ved kaffen på biblioteket"]
DID = ["spurgte du", "sagde du højt", "skrev du til mig", "ventede du med at sige", "forklarede du udvalget",
       "lod du mig høre"]
WHAT = ["hvad skolebestyrelsen egentlig havde bedt om", "at regnestykket ikke hang sammen", "hvem der skulle svare",
        "at tidsplanen for havnen var for stram", "hvorfor forvaltningen tøvede", "at vi manglede en ny vej"]
THEN = ["", "og det gav ro", "og ingen i lokalet svarede", "så jeg nåede at læse bilaget", "men jeg forstod det først bagefter"]


class Demo(Home):
    """A folder with the demo's pair on record."""

    def __init__(self, folder):
        super().__init__(folder)
        self.database = pathlib.Path(folder) / "demo" / "makkerpar.db"
        self.makkerpar("demo", self.database.parent, "--lang", "da")

    def on(self, database, *words):
        return self.makkerpar("--db", database, "--lang", "da", "--me", MEMBERS[0], *words)

    def answer(self, database, *words):
        return json.loads(self.on(database, *words, "--json"))


def sentence(number):
    """A made-up observation of 8 to 25 words; the number makes each unlike the others."""
    words = [WHEN[number % 7], DID[number // 7 % 6], f"for {number % 9 + 2}. gang", WHAT[number * 5 % 6], THEN[number % 5]]
    return " ".join(word for word in words if word) + "."


def heavier(home, database, themes, since):
    """The same year with so many more shared observations."""
    days = (dt.date.fromisoformat(TODAY) - since).days - 1
    for number in range(HEAVY):
        on = since + dt.timedelta(days=1 + number * days // HEAVY)
        home.makkerpar("--db", database, "--me", MEMBERS[number % 2], "observe", sentence(number),
                       "-t", themes[number // 2 % len(themes)], ["--praise", "--puzzle", "--friction"][number // 3 % 3],
                       "--on", on, "--share")


def collect(home, database):
    """What the brief says, from the program's own answers."""
    entries = home.answer(database, "log", "--limit", "1000")["entries"]
    since = max(entry["held"] for entry in entries if entry["kind"] == "review" and entry["held"])
    observations = [entry for entry in entries
                    if entry["kind"] == "observation" and entry["shared"] and entry["date"] > since]
    adjustments = home.answer(database, "adjust", "list", "--all")["adjustments"]
    incidents = home.answer(database, "incident", "list")["incidents"]
    words = tomllib.loads((ROOT / "templates" / "terms.toml").read_text())
    return {
        "today": TODAY,
        "from": since,
        "pair": home.answer(database, "pair", "show"),
        "talk": home.answer(database, "show", TALK),
        "agenda": home.answer(database, "review", "agenda", TALK),
        "themes": {key: word["da"] for key, word in words["theme"].items()},
        "observations": sorted(observations, key=lambda entry: entry["date"]),
        "adjustments": sorted((entry for entry in adjustments if entry["status"] == "open"
                               or any(check["date"] > since for check in entry["checks"])),
                              key=lambda entry: (entry["date"], entry["handle"])),
        "incidents": sorted((entry for entry in incidents if entry["shared"] and (entry["open"] or entry["date"] > since)),
                            key=lambda entry: entry["date"]),
    }


def weighed(file):
    return f"{file.stat().st_size / 1000:,.0f} kB"


def read(file):
    """The letters of a PDF, without white space and hyphens."""
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode())


def squeezed(text):
    return re.sub(r"[\s\u00ad\u2010-]", "", unicodedata.normalize("NFKC", text))


def compare(files, observations):
    """Both hold the same words, where there is pdftotext to read them with; of a text that a page cuts, word for word."""
    if not shutil.which("pdftotext"):
        return
    chosen = observations[::max(1, len(observations) // 5)][:5]
    for file in files:
        letters = read(file)
        for entry in chosen:
            whole = squeezed(entry["text"]) in letters
            words = [entry["handle"], *entry["text"].split()]
            assert whole or all(squeezed(word) in letters for word in words), (file.name, entry["handle"])


def fallbacks():
    """The faces for emoji and symbols that the build gave the program; typst has Libertinus Serif from home."""
    built = sorted((ROOT / "target" / "release" / "build").glob("makkerpar-*/out/emoji.ttf"), key=lambda file: file.stat().st_mtime)
    if not built:
        sys.exit("target/release/build has no fonts: cargo build --release")
    folder = FOLDER / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["emoji.ttf", "symbols.ttf"]:
        shutil.copyfile(built[-1].with_name(name), folder / name)


def row(home, python, runs, name, database):
    content = collect(home, database)
    source = FOLDER / f"{name}.json"
    # No face has the smiley of today: ours sets the old one in its place.
    source.write_text(json.dumps(content, ensure_ascii=False).replace("\U0001F642", "\u263A"))
    ours, theirs = FOLDER / f"{name}.makkerpar.pdf", FOLDER / f"{name}.typst.pdf"
    brief, typst, loaded, nothing = medians(
        runs,
        lambda: home.on(database, *HANDOUT, "-o", ours, "--force"),
        lambda: home.run(python, "-c", COMPILE, PAGE, source, theirs, FOLDER / "fonts"),
        lambda: home.run(python, "-c", LOAD),
        lambda: home.run("/bin/true"))
    compare([ours, theirs], content["observations"])
    made = typst - loaded
    return [f"{name} year, {len(content['observations'])} observations", said(brief), said(made), f"{made / brief:.1f}×", weighed(ours),
            weighed(theirs), said(typst), said(loaded), said(nothing)]


def briefs(peers, runs):
    with tempfile.TemporaryDirectory() as folder:
        home = Demo(folder)
        rows = [row(home, peers.python, runs, "demo", home.database)]
        heavy = pathlib.Path(folder) / "heavy.db"
        shutil.copyfile(home.database, heavy)
        content = collect(home, home.database)
        heavier(home, heavy, list(content["themes"]), dt.date.fromisoformat(content["from"]))
        rows.append(row(home, peers.python, runs, "heavy", heavy))
    head = ["content", "makkerpar", "typst, start-up subtracted", "ratio", "our PDF", "typst's PDF", "typst, whole process",
            "Python with typst loaded", "an empty process"]
    return Section("paper", "end paper", f"{machine(peers.versions('typst'))}\n\n{table(head, rows, first='---')}")


def card(runs):
    """The card of the demo's year beside the brief, and the start of the process alone."""
    with tempfile.TemporaryDirectory() as folder:
        home = Demo(folder)
        paper = pathlib.Path(folder) / "paper.pdf"

        def handout(kind):
            return lambda: home.on(home.database, "handout", kind, TALK, "-o", paper, "--force")
        times = medians(5 * runs, handout("card"), handout("brief"), lambda: home.makkerpar("--version"), lambda: home.run("/bin/true"))
    head = ["card", "brief", "`makkerpar --version`", "an empty process"]
    text = table(head, [[said(time) for time in times]])
    return Section("card", "end card", f"{machine([])}\n\n{text}")


def measure(peers, quick):
    fallbacks()
    runs = FEWER if quick else RUNS
    return [card(runs), briefs(peers, runs)]
