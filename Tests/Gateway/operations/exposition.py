"""The text in which a gateway tells its metrics (Prometheus' text format, version 0.0.4), read strictly."""

import re

SAMPLE = re.compile(r"^([A-Za-z_:][\w:]*)(?:\{([^}]*)\})? (\S+)$")
LABEL = re.compile(r'([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)')
KINDS = {"counter", "gauge", "histogram"}
SUFFIXES = ("_bucket", "_sum", "_count")


class Unreadable(Exception):
    """A line that may not be there."""


def read(text):
    """The kind of each metric, and of each name of samples its labels with their values."""
    kinds, helps, samples = {}, set(), {}
    for line in text.splitlines():
        if line.startswith("# HELP "):
            helps.add(line.split(" ")[2])
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            if name in kinds or kind not in KINDS or name not in helps:
                raise Unreadable(line)
            kinds[name] = kind
        else:
            sample = SAMPLE.match(line)
            if not sample:
                raise Unreadable(line)
            name = sample[1]
            if family(name, kinds) is None:
                raise Unreadable(f"no type of {line}")
            labels = dict(LABEL.findall(sample[2] or ""))
            if any(labels == other for other, _ in samples.setdefault(name, [])):
                raise Unreadable(f"twice: {line}")
            samples[name].append((labels, float(sample[3])))
    return kinds, samples


def family(name, kinds):
    """The metric that a sample belongs to."""
    if name in kinds:
        return name if kinds[name] != "histogram" else None
    for suffix in SUFFIXES:
        base = name.removesuffix(suffix)
        if base != name and kinds.get(base) == "histogram":
            return base
    return None


def value(samples, name, **labels):
    """The one sample of a name with these labels and no others."""
    [found] = [number for have, number in samples[name] if have == labels]
    return found
