"""Judges parts of the chat page in the browser, without a canister: Candid, principals and requests, with what other
implementations make of them, the order in which a room is shown, what is taken from a relay and from queries, and the
page's files.

    check_page_parts.py FOLDER_OF_THE_SITE [PART OF A CHECK'S NAME]
"""

import pathlib
import sys

from module_page import judge_modules

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "parts"))

import candid_checks
import connection_checks
import request_checks
import room_checks
import site_checks
import timeline_checks

if __name__ == "__main__":
    judge_modules("parts", candid_checks, request_checks, timeline_checks, room_checks, connection_checks, site_checks)
