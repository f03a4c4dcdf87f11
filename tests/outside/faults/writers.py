"""Lets two people write a thousand observations each into one file at the same time, while a third reads.

    python3 writers.py [--scale N]

Every one of them is there in the end, under a number of its own.
"""

import os
import tempfile
import threading
import time

from acts import PAIR
from home import Home
from work import Tally, in_memory, options, report

EACH = 1000


def main():
    given = options(__doc__, EACH).parse_args()
    each = round(EACH * given.scale)
    tally, begun = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        home = Home.empty(os.path.join(folder, "home"))
        home.does(PAIR)

        def write(who):
            for number in range(each):
                status, out, err = home.run(["o", f"{who} {number}", "--me", who])
                tally.count("written" if status == 0 else "not written")
                if status != 0 or not out:
                    tally.fault("observe", err, f"{who} {number}")

        writers = [threading.Thread(target=write, args=(who,)) for who in ("holm", "lind")]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            status, _, err = home.run(["doctor"])
            tally.count("looked at meanwhile")
            if status != 0:
                tally.fault("doctor", err, "meanwhile")
        status, out, _ = home.run(["doctor"])
        entries = home.record()["entry"]
        numbers = {row[3] for row in entries}
        if status != 0 or len(entries) != 2 * each or numbers != set(range(1, 2 * each + 1)):
            tally.fault("observe", f"{len(entries)} entries with {len(numbers)} numbers; {out}", "in the end")
    report("two who write at once", tally, 1, time.monotonic() - begun)


if __name__ == "__main__":
    main()
