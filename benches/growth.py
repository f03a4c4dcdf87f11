"""How the commands of every day take longer from 1,000 observations to 1,000,000, over ten years and one of twenty shared."""

import plot
from measuring import Section, machine, medians, said, table
from million import HANDLE, OBSERVE, SHAPES, made, ours

SIZES, FEWER = [1_000, 10_000, 100_000, 1_000_000], [1_000, 10_000]
RUNS, FEWER_RUNS = 31, 3
COMMANDS = {"observe": OBSERVE, "status": ["status"], "log": ["log"], "show": ["show", HANDLE], "search": ["search", "budget"]}
# A peer stands beside what it is a measure for.
INSERT, START = "sqlite3: durable insert", "sqlite3: empty start"


def times(peers, observations, runs):
    """The median time of each command and peer on a file with so many."""
    file = made(observations, SHAPES[0])
    words = {name: ours(peers.home, file, command) for name, command in COMMANDS.items()}
    works = {name: lambda command=command: peers.home.run(*command) for name, command in words.items()}
    works |= {INSERT: peers.durable_insert(observations, file.stat().st_size), START: peers.empty_start()}
    return dict(zip(works, medians(runs, *works.values())))


def measure(peers, quick, pictures):
    sizes, runs = (FEWER, FEWER_RUNS) if quick else (SIZES, RUNS)
    by_size = [times(peers, size, runs) for size in sizes]
    lines = {name: [of[name] * 1000 for of in by_size] for name in by_size[0]}
    plot.write(pictures / "growth.svg", sizes, lines, beside={INSERT, START})
    head = ["observations", *(f"`{name}`" for name in COMMANDS), "durable insert", "empty `sqlite3` start"]
    rows = [[f"{size:,}", *(said(time) for time in of.values())] for size, of in zip(sizes, by_size)]
    told = "; ".join(f"{name} {values[-1]:.1f} ms" for name, values in lines.items())
    picture = f"![Time of one command against the number of observations; at {sizes[-1]:,}: {told}](pictures/growth.svg)"
    return [Section("growth", "end growth", f"{machine(peers.versions('sqlite3'))}\n\n{picture}\n\n{table(head, rows)}")]
