"""A line a command over the size of the file, both on logarithmic scales, as SVG; labels stand at the ends of their lines."""

import math

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 40, 48
APART = 17
# A colour each that is dark enough on white and light enough on black.
COLOURS = ["#d0631b", "#3b7ddd", "#159a7b", "#9a66d4", "#c9518b"]
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #57606a }
  .scale { stroke: #8b949e; stroke-opacity: .3 }
  path { stroke-width: 2; stroke-linejoin: round }
  .beside { stroke: #7d8590; stroke-dasharray: 5 4 }
  .name { font-weight: 600 }
  @media (prefers-color-scheme: dark) { text { fill: #a0a8b2 } }
"""


def scale(low, high, start, end):
    """From a value between `low` and `high` to a place between `start` and `end`, by its logarithm."""
    low, high = math.log10(low), math.log10(high)
    return lambda value: start + (math.log10(value) - low) / (high - low) * (end - start)


def ticks(low, high):
    """1, 2, 5, 10, 20, 50, … from the last that is not above `low` to the first that is not below `high`."""
    steps = [digit * 10.0 ** power for power in range(-2, 6) for digit in (1, 2, 5)]
    first = max(step for step in steps if step <= low)
    last = min(step for step in steps if step >= high)
    return [step for step in steps if first <= step <= last]


def spread(places):
    """Places of labels, in their order, moved apart as little as it takes."""
    placed = {}
    for name, place in sorted(places.items(), key=lambda pair: pair[1]):
        placed[name] = max(place, *(other + APART for other in placed.values()), 0) if placed else place
    below = max(placed.values()) - max(places.values())
    return {name: place - below / 2 for name, place in placed.items()}


def write(file, sizes, lines, beside):
    """Draws `lines`, from a name to milliseconds by size; those of `beside` are measures for the others."""
    every = [value for values in lines.values() for value in values]
    marks = ticks(min(every), max(every))
    across = scale(sizes[0], sizes[-1], LEFT, WIDTH - RIGHT)
    up = scale(marks[0], marks[-1], HEIGHT - BOTTOM, TOP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">',
           '<title id="title">Milliseconds for one command, by the number of observations</title>', f"<style>{STYLE}</style>",
           f'<text x="{LEFT - 40}" y="{TOP - 18}">milliseconds, whole process</text>']
    for mark in marks:
        y = up(mark)
        out.append(f'<line class="scale" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{mark:g}</text>')
    for size in sizes:
        out.append(f'<text x="{across(size):.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{size:,}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">observations in the file</text>')
    labels = spread({name: up(values[-1]) for name, values in lines.items()})
    colours = iter(COLOURS)
    for name, values in lines.items():
        points = " L".join(f"{across(size):.1f} {up(value):.1f}" for size, value in zip(sizes, values))
        # Inline, since a colour stands for one line alone.
        # Not every reader of pictures minds the style.
        drawn, said = ('fill="none" class="beside"', "") if name in beside else ('fill="none"', next(colours))
        stroke = f' stroke="{said}"' if said else ""
        fill = f' class="name" style="fill: {said}"' if said else ""
        out.append(f'<path {drawn}{stroke} d="M{points}"/>')
        out.append(f'<text{fill} x="{WIDTH - RIGHT + 10}" y="{labels[name] + 4:.1f}">{name} {values[-1]:.1f}</text>')
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*out, "</svg>", ""]))
