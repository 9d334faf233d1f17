"""The form of the files for operators: alerts of Prometheus, a board of Grafana."""

import re

import jsonschema

from operations import promql

TEXT = {"type": "string", "minLength": 1}
DURATION = {"type": "string", "pattern": r"^(\d+[smhd])+$"}
DATASOURCE = {"const": {"type": "prometheus", "uid": "${datasource}"}}


def record(required, optional=None, **more):
    return {
        "type": "object", "required": list(required), "properties": {**required, **(optional or {})},
        "additionalProperties": False, **more,
    }


ALERT = record({
    "alert": {"type": "string", "pattern": "^Gateway([A-Z][a-z]+)+$"}, "expr": TEXT,
    "labels": record({"severity": {"enum": ["critical", "warning"]}}),
    "annotations": record({"summary": TEXT, "description": TEXT, "action": TEXT}),
}, {"for": DURATION})
GROUP = record({"name": TEXT, "rules": {"type": "array", "minItems": 1, "items": ALERT}})
ALERTS = record({"groups": {"type": "array", "minItems": 1, "items": GROUP}})

NUMBER = {"type": "integer", "minimum": 0}
PLACE = record({"h": NUMBER, "w": {"type": "integer", "minimum": 1, "maximum": 24}, "x": NUMBER, "y": NUMBER})
TARGET = record(
    {"refId": {"type": "string", "pattern": "^[A-Z]$"}, "datasource": DATASOURCE, "expr": TEXT,
     "legendFormat": {"type": "string"}, "editorMode": {"const": "code"}, "range": {"type": "boolean"}},
    {"instant": {"type": "boolean"}})
ROW = record({
    "id": NUMBER, "type": {"const": "row"}, "title": TEXT, "collapsed": {"const": False}, "gridPos": PLACE,
    "panels": {"const": []}})
PANEL = record({
    "id": NUMBER, "type": {"enum": ["timeseries", "stat", "bargauge"]}, "title": TEXT, "description": TEXT,
    "datasource": DATASOURCE, "gridPos": PLACE, "targets": {"type": "array", "minItems": 1, "items": TARGET},
    "fieldConfig": record({"defaults": {"type": "object", "required": ["unit"]}, "overrides": {"type": "array"}}),
    "options": {"type": "object"}})
VARIABLE = {
    "type": "object", "required": ["name", "type", "query", "label"], "properties": {"name": TEXT, "label": TEXT},
}
BOARD = {
    "type": "object",
    "required": ["title", "uid", "schemaVersion", "panels", "templating", "time", "annotations", "tags", "editable"],
    "properties": {
        "title": TEXT, "uid": {"type": "string", "pattern": "^[a-z-]{1,40}$"},
        # The first form of Grafana 10; later ones read it.
        "schemaVersion": {"type": "integer", "minimum": 37}, "id": False, "__inputs": False,
        "panels": {
            "type": "array", "items": {"if": {"properties": {"type": {"const": "row"}}}, "then": ROW, "else": PANEL},
        },
        "templating": record({"list": {"type": "array", "items": VARIABLE}}),
    },
}


def problems(document, schema):
    """What a document has that its form does not allow."""
    found = jsonschema.Draft202012Validator(schema).iter_errors(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def alerts(document):
    return [alert for group in document["groups"] for alert in group["rules"]]


def queries(board):
    """The expressions of a board, with what a viewer chooses put in."""
    texts = [target["expr"] for panel in board["panels"] for target in panel.get("targets", [])]
    texts += [annotation["expr"] for annotation in board["annotations"]["list"]]
    variables = {variable["name"] for variable in board["templating"]["list"]} | {"__rate_interval"}
    unknown = {name for text in texts for name in re.findall(r"\$\{?(\w+)", text)} - variables
    return texts, unknown


def overlaps(board):
    """The panels that lie over each other, or beyond the right side."""
    taken, wrong = {}, []
    for panel in board["panels"]:
        place = panel["gridPos"]
        for cell in ((x, y) for x in range(place["x"], place["x"] + place["w"])
                     for y in range(place["y"], place["y"] + place["h"])):
            if cell[0] >= 24 or taken.setdefault(cell, panel["id"]) != panel["id"]:
                wrong.append(panel["title"])
    return sorted(set(wrong))


def strangers(expressions, samples, kinds, given=("job", "instance")):
    """What expressions name that the metrics do not have: names, labels, values of labels. `given`: the labels that
    Prometheus adds. A counter is only looked at for its growth, anything else never."""
    wrong = []
    for text in expressions:
        tree = promql.read(text)
        for _, name, matchers, span in promql.selectors(tree):
            if name == "up":
                continue
            if name not in samples:
                wrong.append(f"{name} in {text!r}")
                continue
            if span and not (name.endswith(("_total", "_bucket")) or "changes(" in text):
                wrong.append(f"growth of {name}, which is a {kinds.get(name)}, in {text!r}")
            for label, sign, wanted in matchers:
                values = [labels.get(label) for labels, _ in samples[name]]
                parts = wanted.split("|") if sign == "=~" else [wanted]
                if label not in given and not all(part in values for part in parts):
                    wrong.append(f"{name}{{{label}{sign}{wanted!r}}} in {text!r}")
    return wrong
