"""A file with 1,000,000 observations beside peers, in one shape or several; a shape is over how many years, and how many of a hundred are shared."""

import json

from measuring import FOLDER, PROGRAM, Section, built, machine, medians, said, table

OBSERVATIONS, FEWER = 1_000_000, 10_000
RUNS, FEWER_RUNS = 31, 3
# What is made by default: each file takes minutes and a gigabyte and a half. The others are (1, 5), (10, 95) and (1, 95).
SHAPES = [(10, 5)]
OBSERVE = ["observe", "Forvaltningen hørte det først i avisen", "-t", "roles", "--friction"]
# Stands for an observation that Anna can read.
HANDLE = "HANDLE"
LOOKS = [
    ["status"], ["log"], ["show", HANDLE], ["search", "kvartalsflamingo"], ["search", "budget"],
    ["search", "budgettet", "-skole", "jeg så det"], ["search", "budget", "--best"], ["search", "ny"],
    ["log", "--kind", "incident"], ["undo", "--dry-run"], ["history"],
]


def made(observations, shape):
    """The file of a shape."""
    years, shared = shape
    return built("million", FOLDER / f"million-{observations}-{years}-{shared}.db", observations, years, shared)


def ours(home, file, words):
    """A command of Anna's on a file."""
    command = [PROGRAM, "--db", file, "--me", "holm"]
    if HANDLE in words:
        newest = json.loads(home.run(*command, "log", "--limit", "1", "--by", "holm", "--json"))
        words = [newest["entries"][0]["handle"] if word == HANDLE else word for word in words]
    return [*command, *words]


def measured(home, runs, commands, *beside):
    """The median time of each command and of what runs beside them, taking turns; and the most memory of each command."""
    used = [max(home.memory(*words) for _ in range(3)) for words in commands]
    times = medians(runs, *[lambda words=words: home.run(*words) for words in commands], *beside)
    return list(zip(times, used)), times[len(commands):]


def named(shape):
    return f"{shape[0]} years, {shape[1]} % shared"


def writing(peers, observations, runs, files):
    insert = peers.durable_insert(observations, files[0][1].stat().st_size)
    add, remember = peers.task_add(), peers.jrnl()
    rows = []
    for shape, file in files:
        command = ours(peers.home, file, OBSERVE)
        [(time, memory)], (of_insert, of_task, of_jrnl) = measured(peers.home, runs, [command], insert, add, remember)
        rows.append([named(shape), f"{file.stat().st_size / 1e6:,.0f} MB", f"{said(time)}, {memory:.0f} MB", said(of_insert),
                     f"{time / of_insert:.1f}×", said(of_task), said(of_jrnl)])
    return table(["file", "size", "`observe`", "durable insert", "ratio", "`task add`", "`jrnl`"], rows, first="---")


def looking(peers, runs, files):
    columns, starts = [], []
    for _, file in files:
        commands = [ours(peers.home, file, look) for look in LOOKS]
        found, (start,) = measured(peers.home, runs, commands, peers.empty_start())
        columns.append([f"{said(time)}, {time / start:.1f}×, {memory:.0f} MB" for time, memory in found])
        starts.append(said(start))
    rows = [[f"`{' '.join(look)}`", *cells] for look, cells in zip(LOOKS, zip(*columns))]
    return table(["", *(named(shape) for shape, _ in files)], [*rows, ["empty `sqlite3` start", *starts]], first="---")


def measure(peers, quick, shapes=None):
    observations, runs = (FEWER, FEWER_RUNS) if quick else (OBSERVATIONS, RUNS)
    files = [(shape, made(observations, shape)) for shape in shapes or SHAPES]
    known = machine(peers.versions("sqlite3", "Taskwarrior", "jrnl"))
    tables = f"{writing(peers, observations, runs, files)}\n\n{looking(peers, runs, files)}"
    return [Section("million", "end million", f"{known}\n\n{observations:,} observations:\n\n{tables}")]
