"""What an expression of PromQL comes to at one moment, from one look at the metrics."""

import operator
import re

from operations import promql

ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
COMPARISON = {
    "==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}
MATCH = {
    "=": lambda value, text: value == text, "!=": lambda value, text: value != text,
    "=~": lambda value, text: re.fullmatch(text, value) is not None,
    "!~": lambda value, text: re.fullmatch(text, value) is None,
}


class NeedsThePast(Exception):
    """An expression that one look cannot answer."""


def evaluate(expression, samples, now):
    """A number, or a list of labels with values. `samples`: a list of labels with values for each name."""
    kind = expression[0]
    if kind == "number":
        return expression[1]
    if kind == "select":
        return selected(expression, samples)
    if kind == "call" and expression[1] == "time":
        return now
    if kind == "group":
        return grouped(expression, evaluate(expression[3], samples, now))
    if kind == "binary":
        _, sign, left, right, matching = expression
        if matching != (None, None):
            raise NeedsThePast(f"labels to match by: {matching}")
        return joined(sign, evaluate(left, samples, now), evaluate(right, samples, now))
    raise NeedsThePast(expression[1])


def selected(expression, samples):
    _, name, matchers, span = expression
    if span:
        raise NeedsThePast(f"{name}[{span}]")
    return [(labels, value) for labels, value in samples.get(name, [])
            if all(MATCH[sign](labels.get(label, ""), text) for label, sign, text in matchers)]


def grouped(expression, values):
    _, name, labels, _ = expression
    groups = {}
    for have, value in values:
        groups.setdefault(tuple((label, have.get(label, "")) for label in labels), []).append(value)
    return [(dict(key), {"sum": sum, "min": min, "max": max}[name](members)) for key, members in groups.items()]


def joined(sign, left, right):
    if isinstance(left, float) and isinstance(right, float):
        return float((ARITHMETIC.get(sign) or COMPARISON[sign])(left, right))
    if sign == "and":
        return [(labels, value) for labels, value in left if any(labels == other for other, _ in right)]
    if isinstance(left, float):
        pairs = [(labels, left, value, value) for labels, value in right]
    elif isinstance(right, float):
        pairs = [(labels, value, right, value) for labels, value in left]
    else:
        pairs = [(labels, value, other, value) for labels, value in left
                 for have, other in right if labels == have]
    if sign in ARITHMETIC:
        return [(labels, ARITHMETIC[sign](one, other)) for labels, one, other, _ in pairs if other or sign != "/"]
    # A comparison keeps what it holds for.
    return [(labels, kept) for labels, one, other, kept in pairs if COMPARISON[sign](one, other)]
