"""Weaves all mutants of mutants.json into a copy of this package, so that one build makes them all.

A mutant is one small change of the canister floor. Its text in the copy becomes a choice that is made when the code
runs: `(activeMutant() == 7 ? (changed) : (original))`, or an `if` for a statement. The product's own sources have no
trace of that. Which mutant a canister is stands in its environment variable `mutant` (see active_mutant.c).

In mutants.json `find` is the text to change, any white space in it standing for any other; it has to be there exactly
once, or exactly once in the text `in`, which is then there once. So no entry outlives the code that it speaks of. A
`{1...5}` in a replacement is a number that follows from the seed.

What the plugin made of the canister's interface in an earlier build goes into the copy, which then needs no plugin: to
compile the generator once more would take longer than all else.

Usage: weave.py FOLDER [--seed N]. Writes FOLDER/package and FOLDER/mutants.json; what does not change keeps its time.
"""

import argparse
import json
import pathlib
import re
import sys

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
FLOOR = "Sources/CanisterFloor"
CANISTER = "Upgrades"
PARTS = ["Package.swift", "Sources", "Canisters", "Tests", "Toolchain"]
HELPER = """\
#if arch(wasm32)
@_extern(c, "active_mutant") func activeMutant() -> UInt32
#else
func activeMutant() -> UInt32 { 0 }
#endif
"""


class Mistake(Exception):
    """The table does not fit the sources."""


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        return mixed ^ (mixed >> 31)


def place(text, pattern, start, end, where):
    """Where a text stands in a part of another, white space aside."""
    expression = re.compile(r"\s+".join(map(re.escape, pattern.split())))
    found = [match.span() for match in expression.finditer(text, start, end)]
    if len(found) != 1:
        raise Mistake(f"{where}: the text {pattern!r} is there {len(found)} times, and not once")
    return found[0]


def seeded(replacement, random):
    def number(match):
        low, high = int(match[1]), int(match[2])
        return str(low + random.next() % (high - low + 1))

    return re.sub(r"\{(\d+)\.\.\.(\d+)\}", number, replacement)


class Weaver:
    """The mutants of one file, and its text with them."""

    def __init__(self, file, text):
        self.file = file
        self.text = text
        self.places = {}

    def add(self, number, entry, random):
        where = f"mutant '{entry['name']}' of {self.file}"
        start, end = 0, len(self.text)
        if "in" in entry:
            start, end = place(self.text, entry["in"], start, end, where)
        span = place(self.text, entry["find"], start, end, where)
        replacement = seeded(entry["replace"], random)
        is_statement = entry.get("statement", False)
        self.places.setdefault(span, []).append((number, replacement, is_statement))
        return replacement

    def woven(self):
        return self.part(0, len(self.text), sorted(self.places, key=lambda span: (span[0], -span[1])))

    def part(self, start, end, spans):
        """The text from start to end, in which some spans, one in the other or one after the other, are choices."""
        pieces = []
        while spans:
            span, *rest = spans
            inner = [other for other in rest if other[1] <= span[1]]
            spans = rest[len(inner):]
            if span[1] > end or any(other[0] < span[1] for other in spans):
                raise Mistake(f"{self.file}: two mutants overlap in {self.text[span[0]:span[1]]!r}")
            pieces += [self.text[start : span[0]], self.choice(span, self.part(*span, inner))]
            start = span[1]
        return "".join(pieces) + self.text[start:end]

    def choice(self, span, original):
        # Statements around expressions, should a place have both.
        for number, replacement, is_statement in sorted(self.places[span], key=lambda mutant: mutant[2]):
            if is_statement:
                original = f"if activeMutant() == {number} {{ {replacement} }} else {{ {original} }}"
            else:
                original = f"(activeMutant() == {number} ? ({replacement}) : ({original}))"
        return original


def weave(seed):
    """The files of the copy that differ, and the list of mutants."""
    table = json.loads((PACKAGE / "Tests/Mutants/mutants.json").read_text())
    random = SplitMix64(seed)
    files, mutants = {}, []
    for group in table:
        path = f"{FLOOR}/{group['file']}"
        if not (PACKAGE / path).is_file():
            raise Mistake(f"there is no file {path}")
        weaver = Weaver(group["file"], (PACKAGE / path).read_text())
        for entry in group["mutants"]:
            number = len(mutants) + 1
            replacement = weaver.add(number, entry, random)
            mutants.append({
                "number": number, "name": entry["name"], "file": group["file"],
                "change": f"{entry['find']} -> {replacement or 'nothing'}",
            })
        files[path] = weaver.woven()
        module = group["file"].split("/")[0]
        files[f"{FLOOR}/{module}/ActiveMutant.swift"] = HELPER
    files[f"{FLOOR}/SystemAPI/active_mutant.c"] = (PACKAGE / "Tests/Mutants/active_mutant.c").read_text()
    names = [mutant["name"] for mutant in mutants]
    for name in names:
        if names.count(name) > 1:
            raise Mistake(f"two mutants are called '{name}'")
    return files, mutants


def without_plugin():
    """The manifest without the plugin, and the files that it made of the canister's interface."""
    outputs = PACKAGE / ".build-canisters/plugins/outputs"
    made = sorted(outputs.glob(f"*/{CANISTER}/destination/CandidInterface/*.swift"))
    if not made:
        raise Mistake(f"the canister {CANISTER} was not built yet: run 'icws build --from Tests/Canisters' first")
    plugin = """,
        plugins: ["CandidInterface"]"""
    manifest = (PACKAGE / "Package.swift").read_text()
    if manifest.count(plugin) != 1:
        raise Mistake("Package.swift names the plugin in another way than it did")
    files = {"Package.swift": manifest.replace(plugin, "")}
    for file in made:
        files[f"Tests/Canisters/{CANISTER}/{file.name}"] = file.read_text()
    return files


def update(path, data):
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def copy_package(target, woven):
    """Makes the copy, and leaves what a build put there alone."""
    wanted = {path: text.encode() for path, text in woven.items()}
    for part in PARTS:
        source = PACKAGE / part
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            relative = path.relative_to(PACKAGE).as_posix()
            if path.is_file() and "__pycache__" not in relative:
                wanted.setdefault(relative, path.read_bytes())
    for part in PARTS:
        for path in sorted((target / part).rglob("*")):
            if path.is_file() and path.relative_to(target).as_posix() not in wanted:
                path.unlink()
    for relative, data in wanted.items():
        update(target / relative, data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the copy and the list are written")
    parser.add_argument("--seed", type=int, default=1, help="what the numbers in the changes follow from")
    options = parser.parse_args()
    try:
        files, mutants = weave(options.seed)
        files |= without_plugin()
    except Mistake as mistake:
        print(f"weave.py: {mistake}", file=sys.stderr)
        return 1
    copy_package(options.folder / "package", files)
    update(options.folder / "mutants.json", json.dumps({"seed": options.seed, "mutants": mutants}, indent=1).encode())
    print(f"{len(mutants)} mutants, seed {options.seed}, woven into {options.folder / 'package'}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
