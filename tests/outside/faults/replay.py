"""A file system that forgets what nobody has made to last, fed with the calls that strace has written down.

A file keeps what was written before its last fsync, a folder the names that it had at its own. All that came later may be
there after a power cut, or not, or in part: each write and each change of a name for itself, a write torn between sectors.
"""

import os
import re

SECTOR = 512
CALLS = (
    "openat open creat close dup dup2 dup3 lseek pwrite64 pwritev write writev fsync fdatasync ftruncate truncate fallocate unlink "
    "unlinkat rename renameat renameat2 link linkat symlinkat mkdir mkdirat rmdir copy_file_range sendfile"
).split()

LINE = re.compile(r"^(\d+) +(.*)$")
CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+|\?)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


class File:
    def __init__(self, lasting=b""):
        self.lasting = lasting
        self.pending = []

    def now(self, keeps=lambda change: [change]):
        """What stands in it, with those changes that `keeps` gives back."""
        content = bytearray(self.lasting)
        for change in self.pending:
            for kind, at, data in keeps(change):
                if kind == "cut":
                    del content[at:]
                    content.extend(bytes(at - len(content)))
                else:
                    content.extend(bytes(max(0, at - len(content))))
                    content[at : at + len(data)] = data
        return bytes(content)

    def sync(self):
        self.lasting = self.now()
        self.pending = []


class Folder:
    def __init__(self):
        self.lasting = {}
        self.pending = []

    def now(self, keeps=lambda change: [change]):
        names = dict(self.lasting)
        for change in self.pending:
            for _, gone, new, node in keeps(change):
                names.pop(gone, None)
                if new is not None:
                    names[new] = node
        return names

    def sync(self):
        self.lasting = self.now()
        self.pending = []


def loaded(path):
    """A folder of the disk, all of which lasts."""
    folder = Folder()
    for entry in os.scandir(path):
        if entry.is_dir():
            folder.lasting[entry.name] = loaded(entry.path)
        else:
            with open(entry.path, "rb") as file:
                folder.lasting[entry.name] = File(file.read())
    return folder


def stands(folder, keeps):
    """A folder as it is after a power cut: its names in their order, and what they stand for."""
    names = sorted(folder.now(keeps).items())
    return tuple((name, stands(node, keeps) if isinstance(node, Folder) else node.now(keeps)) for name, node in names)


def written(state, path):
    """Puts such a folder on the disk."""
    os.makedirs(path, mode=0o700)
    for name, node in state:
        if isinstance(node, tuple):
            written(node, f"{path}/{name}")
        else:
            with open(f"{path}/{name}", "wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(node)


def nothing(_):
    """Nothing that was not made to last is there."""
    return []


def everything(change):
    return [change]


def anything(dice):
    """Some of it is there, a write perhaps in part."""
    def keeps(change):
        fate = dice.random()
        if fate < 0.4:
            return []
        if fate < 0.7 or change[0] != "write":
            return [change]
        _, at, data = change
        bounds = [0, *range(SECTOR - at % SECTOR, len(data), SECTOR), len(data)]
        sectors = [("write", at + a, data[a:b]) for a, b in zip(bounds, bounds[1:]) if a < b]
        return [sector for sector in sectors if dice.random() < 0.5]

    return keeps


class Disk:
    """The folder of a home, on which calls are done one after the other."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        self.root = loaded(path)
        self.open = {}
        self.has_answered = False

    def at(self, path):
        """The folder that a name stands in, and the name; nothing if it is elsewhere."""
        path = os.path.normpath(os.path.join(self.path, "desk", path))
        if not path.startswith(self.path + "/"):
            return None
        folder, parts = self.root, path[len(self.path) + 1 :].split("/")
        for part in parts[:-1]:
            folder = folder.now().get(part)
            if not isinstance(folder, Folder):
                return None
        return folder, parts[-1]

    def node(self, path):
        if os.path.normpath(path) == self.path:
            return self.root
        found = self.at(path)
        return found and found[0].now().get(found[1])

    def call(self, name, words, strings, result):
        """Does a call; tells whether it changed anything."""
        number = lambda at: int(words[at], 0)
        if name == "openat" or name == "open":
            flags = words[2] if name == "openat" else words[1]
            found = self.at(strings[0])
            node = self.node(strings[0])
            if found and node is None and "O_CREAT" in flags:
                node = File()
                found[0].pending.append(("name", None, found[1], node))
            if "O_TRUNC" in flags and isinstance(node, File):
                node.pending.append(("cut", 0, b""))
            self.open[result] = [node, 0]
            return bool(found) and ("O_CREAT" in flags or "O_TRUNC" in flags)
        if name == "close":
            self.open.pop(number(0), None)
            return False
        if name in ("dup", "dup2", "dup3"):
            self.open[result] = self.open.get(number(0), [None, 0])
            return False
        if name in ("write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "lseek"):
            if number(0) == 1 and name in ("write", "writev"):
                self.has_answered = True
                return True
            opened = self.open.get(number(0), [None, 0])
            node = opened[0]
            if name == "lseek":
                opened[1] = result
                return False
            if node is None:
                return False
            if name in ("fsync", "fdatasync"):
                node.sync()
            elif name == "ftruncate":
                node.pending.append(("cut", number(1), b""))
            else:
                data = b"".join(strings)[:result]
                at = opened[1] if name != "pwrite64" else number(-1)
                node.pending.append(("write", at, data))
                if name != "pwrite64":
                    opened[1] += len(data)
            return True
        if name in ("copy_file_range", "sendfile"):
            source, target = (0, 2) if name == "copy_file_range" else (1, 0)
            (source, start), opened = self.open.get(number(source), [None, 0]), self.open.get(number(target), [None, 0])
            self.open[number(0 if name == "copy_file_range" else 1)][1] += result
            if opened[0] is None:
                return False
            opened[0].pending.append(("write", opened[1], source.now()[start : start + result]))
            opened[1] += result
            return True
        paths = [string for string in strings]
        if not any(self.at(path) for path in paths):
            return False
        folder, last = self.at(paths[0])
        if name in ("unlink", "unlinkat", "rmdir"):
            folder.pending.append(("name", last, None, None))
        elif name in ("mkdir", "mkdirat"):
            folder.pending.append(("name", None, last, Folder()))
        elif name in ("rename", "renameat", "renameat2", "link", "linkat"):
            node, gone = folder.now()[last], None if name.startswith("link") else last
            above, new = self.at(paths[1])
            if above is folder:
                folder.pending.append(("name", gone, new, node))
            else:
                above.pending.append(("name", None, new, node))
                folder.pending.append(("name", gone, None, None))
        else:
            raise AssertionError(f"{name} is not known here")
        return True


def calls(trace):
    """The calls of a trace that succeeded, in the order in which they came to their ends."""
    begun = {}
    with open(trace, encoding="ascii") as lines:
        for line in lines:
            who, text = LINE.match(line).groups()
            if text.endswith("<unfinished ...>"):
                begun[who] = text.removesuffix("<unfinished ...>").rstrip()
                continue
            if text.startswith("<... "):
                text = begun.pop(who) + text.split("resumed>", 1)[1]
            found = CALL.match(text)
            if not found or found[3] == "?" or int(found[3]) < 0:
                continue
            if any(more for _, more in STRING.findall(found[2])):
                raise AssertionError("strace has left something out")
            strings = [bytes.fromhex(text.replace("\\x", "")) for text, _ in STRING.findall(found[2])]
            words = [word.strip() for word in STRING.sub("-", found[2]).split(",")]
            is_data = found[1] in ("write", "writev", "pwrite64")
            yield found[1], words, strings if is_data else [os.fsdecode(it) for it in strings], int(found[3])
