"""How a command has to end that the system has failed."""

import json
import os

from home import is_crash

# The program never began: the system could not even load it.
NOT_STARTED = 127


def judge(act, outcome, home, where, said, tally, repeats=True):
    """Looks at a command that the system has failed, and at the home that it was given in, where all works again."""
    status, out, err = said
    if status == NOT_STARTED:
        return tally.count("could not be started")
    error = last_object(err).get("error", {})
    answer = last_object(out)
    is_off_record = answer.get("on_record") is False or answer.get("can_be_picked") is False
    is_done = os.path.exists(home.database) and not home.has_hot_journal() and outcome.is_done(home)
    if is_crash(status) or status not in (0, 1):
        tally.fault(act.name, f"exit {status}: {err.strip()[:300]}", where)
    elif status == 0:
        tally.count("done all the same")
    elif answer.get("failed"):
        tally.count("refused in part")
        if not all(one["error"].get("hint") for one in answer["failed"]):
            tally.fault(act.name, f"no remedy: {out.strip()[:300]}", where)
    elif not err:
        # The standard error has failed, too.
        tally.count("refused without a word")
    else:
        code = error.get("code", "no code")
        tally.count(f"refused: {code}")
        if out and code != "unsaid":
            tally.fault(act.name, f"refused after an answer: {err.strip()[:300]}", where)
        if not error.get("hint"):
            tally.fault(act.name, f"no remedy: {err.strip()[:300]}", where)
        if act.typed and code in ("disk-full", "disk-fails") and act.typed not in home.kept() + error.get("typed", ""):
            tally.fault(act.name, "what was typed is not kept", where)
        if is_done and not act.several and not act.schema:
            # The answer of the disk is all there is to go by.
            if code in ("disk-fails", "unsaid", "unwritable") or "makkerpar history" in error.get("message", ""):
                tally.count("refused, and done all the same, as it said may be")
            else:
                tally.fault(act.name, f"refused, and yet on record: {code}", where)
    for kind in home.left():
        if status >= 0:
            tally.count(f"left behind after a refusal: {kind}")
    for fault in outcome.faults(home, status == 0, repeats, off_record=is_off_record):
        tally.fault(act.name, fault, where)


def last_object(text):
    """The JSON object of the last line."""
    lines = text.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
