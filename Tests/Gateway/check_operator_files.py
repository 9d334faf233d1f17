"""Judges the files that come with gateways for their operators: alerts for Prometheus, a board for Grafana. They have
to have the right form, and to name what is there.

    check_operator_files.py ICWS [PART OF A CHECK'S NAME]
"""

from checks import expect, expect_that
from client import principals
from operations import promql, rules
from operations.told import alert_document, board, metrics
from self_signed import certificate_files
from stage import Stage
from trials import Trials, judge

trials = Trials()


@trials("alerts have the form that Prometheus reads, each with what to do, and name what is there")
async def alert_file(stage):
    document = alert_document()
    expect(rules.problems(document, rules.ALERTS), [], "problems")
    names = [alert["alert"] for alert in rules.alerts(document)]
    expect(sorted(names), sorted(set(names)), "names")
    certificate, key = certificate_files(stage.folder, "alerts")
    async with stage.other_gateway("--tls-certificate", certificate, "--tls-key", key) as gateway:
        kinds, samples = metrics(gateway)
        expect(rules.strangers([alert["expr"] for alert in rules.alerts(document)], samples, kinds), [], "strangers")


@trials("the board has the form that Grafana imports, and names what is there")
async def board_file(stage):
    document = board()
    expect(rules.problems(document, rules.BOARD), [], "problems")
    identities = [panel["id"] for panel in document["panels"]]
    expect(len(identities), len(set(identities)), "panels with numbers of their own")
    expect(rules.overlaps(document), [], "panels that lie over each other")
    texts, unknown = rules.queries(document)
    expect(unknown, set(), "variables that are not there")
    certificate, key = certificate_files(stage.folder, "board")
    canister = principals.text_of(stage.ping_pong)
    async with stage.other_gateway(
            "--allow-canister", canister, "--tls-certificate", certificate, "--tls-key", key) as gateway:
        kinds, samples = metrics(gateway)
        expect(rules.strangers(texts, samples, kinds), [], "strangers")
        # What is told is shown somewhere.
        shown = {name for text in texts for _, name, _, _ in promql.selectors(promql.read(text))}
        told = {name for name in samples if name.startswith("gateway_") and not name.endswith(("_sum", "_count"))}
        expect(sorted(told - shown), [], "metrics that no panel shows")


@trials("slips in these files would be found")
async def slips(stage):
    kinds, samples = metrics(stage.gateway)
    for wrong in (
            "gateway_session > 0", 'gateway_closes_total{kode="1000"} > 0', 'gateway_closes_total{code="1004"} > 0',
            'rate(gateway_limit_reached_total{limit=~"sockets|socket"}[5m])', "rate(gateway_sessions[5m]) > 1"):
        expect_that(len(rules.strangers([wrong], samples, kinds)) == 1, "one stranger", wrong)
    for wrong in (
            "rate(gateway_polls_total)", "gateway_sessions >", "sum by job (up)", "up{job=x}", "up == 0 0",
            "topk(1, up)"):
        try:
            promql.read(wrong)
            expect(wrong, None, "that it is refused:")
        except promql.Unreadable:
            pass
    document = alert_document()
    [first, *_] = rules.alerts(document)
    for key, value in (("for", "2 minutes"), ("labels", {"severity": "high"}), ("annotations", {}), ("alert", "down")):
        kept, first[key] = first[key], value
        expect_that(rules.problems(document, rules.ALERTS), "a problem", (key, value))
        first[key] = kept
    shown = board()
    shown["panels"][2]["gridPos"] = shown["panels"][1]["gridPos"]
    expect_that(rules.overlaps(shown), "panels that overlap", shown["panels"][2]["gridPos"])
    shown["panels"][1]["targets"][0]["datasource"] = {"type": "prometheus", "uid": "mine"}
    expect_that(rules.problems(shown, rules.BOARD), "a problem", "a datasource of one's own")


if __name__ == "__main__":
    judge(trials, Stage)
