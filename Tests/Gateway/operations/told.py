"""What gateways tell of themselves, and the files that come with them for operators."""

import json
import time

import yaml

from checks import expect, expect_that
from operations import evaluation, exposition, promql, rules
from stage import ROOT

FOLDER = ROOT / "Toolchain/operations"
# Those that one look at the metrics decides, without what was before.
DECIDED = {
    "GatewayNetworkUnreachable", "GatewayDraining", "GatewayNearLimit", "GatewayMemoryHigh", "GatewayCertificateEnds",
    "GatewayCertificateEnded",
}


def figures(gateway):
    """As they are by now: a document is given to all who ask within a second."""
    asked = time.time()
    while True:
        answer = gateway.get("/figures", gateway.metrics_port)
        got = (answer.status, "application/json" in str(answer.headers))
        expect(got, (200, True), "status and type of the figures")
        seen = json.loads(answer.text)
        # Its time is told in milliseconds.
        if seen["time"] >= asked - 0.001:
            return seen
        expect_that(time.time() < asked + 10, "figures of now within 10 s", seen["time"] - asked)
        time.sleep(0.05)


def metrics(gateway):
    answer = gateway.get("/metrics", gateway.metrics_port)
    expect(answer.status, 200, "status of the metrics")
    return exposition.read(answer.text)


def alert_document():
    return yaml.safe_load((FOLDER / "prometheus-alerts.yaml").read_text())


def board():
    return json.loads((FOLDER / "grafana-board.json").read_text())


def raised(gateway):
    """The alerts that speak at this moment, of those that one look decides. As Prometheus would, it adds the job."""
    _, samples = metrics(gateway)
    samples = {name: [({"job": "icws-gateway", **labels}, value) for labels, value in series]
               for name, series in samples.items()}
    decided = {}
    for alert in rules.alerts(alert_document()):
        try:
            decided[alert["alert"]] = evaluation.evaluate(promql.read(alert["expr"]), samples, time.time())
        except evaluation.NeedsThePast:
            pass
    expect(set(decided) - {"GatewayDown"}, DECIDED, "the alerts that one look decides")
    return {name for name, values in decided.items() if values}
