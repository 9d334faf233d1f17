"""The part of PromQL in which rules for gateways are written, read strictly.

An expression is a tuple: `("number", value)`, `("select", name, matchers, range)`, `("call", function, arguments)`,
`("group", operation, labels, expression)`, `("binary", operator, left, right, matching)`.
"""

import re

TOKEN = re.compile(
    r"\s*(?:(?P<duration>\d+(?:ms|[smhdwy])|\$__rate_interval)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_:][\w:]*)"
    r'|(?P<text>"[^"\\]*")|(?P<sign>=~|!~|!=|==|>=|<=|[-+*/<>=(){}\[\],]))')
# How many arguments each takes, and whether the last has to be a range.
FUNCTIONS = {
    "rate": (1, True), "increase": (1, True), "changes": (1, True), "histogram_quantile": (2, False),
    "time": (0, False),
}
GROUPS = ("sum", "min", "max")
LEVELS = [("or",), ("and", "unless"), ("==", "!=", ">", "<", ">=", "<="), ("+", "-"), ("*", "/")]


class Unreadable(Exception):
    """No expression of that part."""


class Reader:
    def __init__(self, text):
        self.text, self.tokens, place = text, [], 0
        while place < len(text.rstrip()):
            token = TOKEN.match(text, place)
            if not token:
                raise Unreadable(f"{text[place:place + 20]!r} in {text!r}")
            self.tokens.append((token.lastgroup, token[token.lastgroup]))
            place = token.end()
        self.tokens.append(("end", None))

    def peek(self):
        return self.tokens[0][1]

    def take(self, *expected):
        """The next token, which has to be one of these, or of one of these kinds."""
        kind, token = self.tokens[0]
        if expected and token not in expected and kind not in expected:
            raise Unreadable(f"{token!r} where one of {expected} was expected, in {self.text!r}")
        return self.tokens.pop(0)[1]

    def whole(self):
        expression = self.level(0)
        self.take("end")
        return expression

    def level(self, depth):
        if depth == len(LEVELS):
            return self.operand()
        left = self.level(depth + 1)
        while self.peek() in LEVELS[depth]:
            operator, matching = self.take(), self.matching()
            left = ("binary", operator, left, self.level(depth + 1), matching)
        return left

    def matching(self):
        """The labels after `on`, and those after `group_left`."""
        on = self.labels() if self.peek() == "on" and self.take() else None
        extra = self.labels() if self.peek() == "group_left" and self.take() else None
        return on, extra

    def labels(self):
        self.take("(")
        labels = [] if self.peek() == ")" else [self.take("name")]
        while self.peek() == ",":
            self.take()
            labels.append(self.take("name"))
        self.take(")")
        return tuple(labels)

    def operand(self):
        kind, token = self.tokens[0]
        if token == "(":
            self.take()
            inner = self.level(0)
            self.take(")")
            return inner
        if kind == "number":
            return ("number", float(self.take()))
        name = self.take("name")
        if name in GROUPS:
            labels = self.labels() if self.peek() == "by" and self.take() else ()
            self.take("(")
            inner = self.level(0)
            self.take(")")
            return ("group", name, labels, inner)
        if self.peek() == "(":
            return self.call(name)
        return self.selector(name)

    def call(self, name):
        if name not in FUNCTIONS:
            raise Unreadable(f"the function {name}, in {self.text!r}")
        count, is_of_range = FUNCTIONS[name]
        arguments = []
        self.take("(")
        while self.peek() != ")":
            arguments.append(self.level(0))
            if self.peek() != ")":
                self.take(",")
        self.take(")")
        has_range = bool(arguments) and arguments[-1][0] == "select" and arguments[-1][3] is not None
        if len(arguments) != count or is_of_range != has_range:
            raise Unreadable(f"the arguments of {name}, in {self.text!r}")
        return ("call", name, arguments)

    def selector(self, name):
        matchers, span = [], None
        if self.peek() == "{":
            self.take()
            while self.peek() != "}":
                label, operator = self.take("name"), self.take("=", "!=", "=~", "!~")
                matchers.append((label, operator, self.take("text")[1:-1]))
                if self.peek() != "}":
                    self.take(",")
            self.take("}")
        if self.peek() == "[":
            self.take()
            span = self.take("duration")
            self.take("]")
        return ("select", name, matchers, span)


def read(text):
    return Reader(text).whole()


def selectors(expression):
    """All of an expression: names with their matchers."""
    if expression[0] == "select":
        return [expression]
    parts = {"call": expression[-1], "group": [expression[-1]], "binary": expression[2:4], "number": []}[expression[0]]
    return [one for part in parts for one in selectors(part)]
