"""Judges what the chat page verifies with, in the browser: hashes, CBOR, trees, signatures, certificates and messages,
with what other implementations and a real network made, and with all that has to be refused.

    check_verification.py FOLDER_OF_THE_SITE [PART OF A CHECK'S NAME]
"""

import pathlib
import sys

from module_page import judge_modules

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "verification"))

import certificate_checks
import delegation_checks
import encoding_checks
import message_checks
import signature_checks

if __name__ == "__main__":
    judge_modules("verification", encoding_checks, signature_checks, certificate_checks, delegation_checks,
                  message_checks)
