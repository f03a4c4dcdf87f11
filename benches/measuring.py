"""What the measurements beside peers have in common: programs that take turns, medians, and where the tables go."""

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


def seconds(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def medians(runs, *works):
    """The median time of each, taking turns."""
    taken = [[] for _ in works]
    for _ in range(runs):
        for times, work in zip(taken, works):
            times.append(seconds(work))
    return [statistics.median(times) for times in taken]


def said(value):
    return f"{value * 1000:,.0f} ms" if value >= 0.1 else f"{value * 1000:.1f} ms"


def python_with(packages):
    """A Python of its own with these packages, made once."""
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there: cargo build --release")
    python = FOLDER / "python" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "python"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
    return python


def machine(packages):
    model = "an unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    known = [f"Rust {rust}", f"Python {platform.python_version()}", *packages]
    return f"{model}, {os.cpu_count()} cores, {platform.system()}; {', '.join(known)}."


def tell(text, begins, ends):
    """Prints the table; with --write it also goes into docs/performance.md, between two marks."""
    print(text)
    if "--write" in sys.argv[1:]:
        page = ROOT / "docs" / "performance.md"
        before, rest = page.read_text().split(f"<!-- {begins} -->\n", 1)
        _, after = rest.split(f"<!-- {ends} -->", 1)
        page.write_text(f"{before}<!-- {begins} -->\n{text}\n<!-- {ends} -->{after}")
