"""What rejects are expected to be."""

from checks import Failed, expect, expect_that
from client.replica import Rejected

# Reject codes.
DESTINATION_INVALID, CANISTER_REJECT, CANISTER_ERROR = 3, 4, 5
# In the subnet's ranges, and no canister.
NOBODY = bytes.fromhex("00000000001fffff0101")


def rejected(action, code, error_code, *words):
    """Expects a reject with this code and error code, whose message has these words."""
    try:
        got = action()
    except Rejected as reject:
        expect((reject.code, reject.error_code), (code, error_code), f"reject and error code (of {reject.message!r})")
        missing = [word for word in words if word not in reject.message]
        expect_that(not missing and reject.message, f"a message with {words}", reject.message)
        return reject
    raise Failed(f"expected a reject {code} {error_code}, got the reply {got!r}")
