"""What the measurements of whole processes have in common: a home to run in, programs that take turns, medians, memory, tables."""

import dataclasses
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "peers"
PROGRAM = ROOT / "target" / "release" / "makkerpar"
TODAY = "2027-03-03"


@dataclasses.dataclass
class Section:
    """A table, or several, and between which marks of docs/performance.md it stands: `<!-- mark -->` to `<!-- end -->`."""
    mark: str
    end: str
    text: str


class Home:
    """A folder to run programs in, at which nothing of the machine shows through; it is 3 March 2027."""

    def __init__(self, folder, **variables):
        self.environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "MAKKERPAR_NOW": TODAY, **variables}

    def run(self, *words):
        """Runs a process, and gives what it said."""
        words = [str(word) for word in words]
        done = subprocess.run(words, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
        return done.stdout.decode()

    def makkerpar(self, *words):
        return self.run(PROGRAM, *words)

    def memory(self, *words):
        """The most memory of a process, in megabytes. A small program starts it, since the memory of the one that starts it counts."""
        note = FOLDER / "memory.txt"
        self.run("/usr/bin/time", "-f", "%M", "-o", note, *words)
        return int(note.read_text().split()[-1]) / 1000


def seconds(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def medians(runs, *works):
    """The median time of each, taking turns, so that what else the machine does meets them alike."""
    taken = [[] for _ in works]
    for _ in range(runs):
        for times, work in zip(taken, works):
            times.append(seconds(work))
    return [statistics.median(times) for times in taken]


def said(value):
    return f"{value * 1000:,.0f} ms" if value >= 0.1 else f"{value * 1000:.1f} ms"


def built(bench, file, *numbers):
    """A file that one of the programs in benches/ makes, made once."""
    if not file.exists():
        building = file.with_suffix(".building")
        building.unlink(missing_ok=True)
        words = ["cargo", "bench", "--quiet", "--locked", "--features", "bench", "--bench", bench, "--", building, *numbers]
        subprocess.run([str(word) for word in words], cwd=ROOT, check=True)
        building.rename(file)
    return file


def machine(programs):
    """On what it was measured, and with which versions."""
    model = "an unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    known = [f"Rust {rust}", f"Python {platform.python_version()}", *programs]
    return f"{model}, {os.cpu_count()} cores, {platform.system()}; {', '.join(known)}."


def table(head, rows, first="---:"):
    """A table of Markdown, its columns to the right; the first as `first` says."""
    lines = ["| " + " | ".join(cells) + " |" for cells in [head, *rows]]
    return "\n".join([lines[0], f"|{first}|" + "---:|" * (len(head) - 1), *lines[1:]])


def put(section, page):
    """Puts a section between its marks on a page."""
    before, rest = page.read_text().split(f"<!-- {section.mark} -->\n", 1)
    _, after = rest.split(f"<!-- {section.end} -->", 1)
    page.write_text(f"{before}<!-- {section.mark} -->\n{section.text}\n<!-- {section.end} -->{after}")
