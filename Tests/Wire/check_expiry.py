"""Judges the window in which a request may expire: not in the past, and at most 5 minutes and the permitted drift of
half a minute ahead.

    check_expiry.py URL
"""

from checks import Checks, expect_in
from client import requests
from check_envelopes import ACCEPTED, SENDS, send
from scene import BAD_REQUEST, judge, refused

checks = Checks()
MINUTES = 60

for kind, version in SENDS:

    @checks(f"{kind} v{version}: up to 5 minutes ahead is taken")
    def in_window(scene, kind=kind, version=version):
        moments = [requests.expiry(seconds) for seconds in (2 * MINUTES, 3 * MINUTES, 4 * MINUTES, 5 * MINUTES)]
        for moment in moments + [requests.minute_expiry()]:
            response = send(scene, kind, version, scene.controller, ingress_expiry=moment)
            expect_in(response.status, ACCEPTED, f"status ({response.text[:200]}) one of")

    @checks(f"{kind} v{version}: past, or too far ahead: 400, and the text tells the window and what was provided")
    def out_of_window(scene, kind=kind, version=version):
        for seconds in (-MINUTES, -10 * MINUTES, 7 * MINUTES, 24 * 60 * MINUTES):
            response = send(scene, kind, version, scene.controller, ingress_expiry=requests.expiry(seconds))
            refused(response, BAD_REQUEST, "ingress_expiry", "minimum", "maximum", "provided")
        for moment in (0, 2**63, 2**64 - 1):
            response = send(scene, kind, version, scene.controller, ingress_expiry=moment)
            refused(response, BAD_REQUEST, "ingress_expiry")

    @checks(f"{kind} v{version}: a number beyond 64 bits, or below 0: 400")
    def no_number(scene, kind=kind, version=version):
        content = {"ingress_expiry": 2**64}
        refused(send(scene, kind, version, scene.controller, **content), BAD_REQUEST)
        envelope = lambda whole: {**whole, "content": {**whole["content"], "ingress_expiry": -1}}
        refused(send(scene, kind, version, scene.controller, envelope), BAD_REQUEST)


@checks("nobody's calls expire as all others do")
def anonymous_call(scene):
    for seconds in (-MINUTES, 7 * MINUTES):
        for version in (2, 3, 4):
            response = send(scene, "call", version, scene.anonymous, ingress_expiry=requests.expiry(seconds))
            refused(response, BAD_REQUEST, "ingress_expiry")


if __name__ == "__main__":
    judge(checks)
