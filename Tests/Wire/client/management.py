"""Arguments of the management canister's methods ("The IC management canister")."""

from client import candid, principals
from client.candid import BLOB, encode, record, variant

CANISTER_ID = record(canister_id="principal")
UPGRADE_OPTIONS = ("opt", record(skip_pre_upgrade=("opt", "bool")))
MODE = variant(install="null", reinstall="null", upgrade=UPGRADE_OPTIONS)
# As older clients have it.
PLAIN_MODE = variant(install="null", reinstall="null", upgrade="null")
SETTINGS = record(
    controllers=("opt", ("vec", "principal")), compute_allocation=("opt", "nat"), memory_allocation=("opt", "nat"),
    freezing_threshold=("opt", "nat"))


def settings(**values):
    return {name: values.get(name) for name in SETTINGS[1]}


def create(controllers=None, specified_id=None, amount=None):
    """Of `provisional_create_canister_with_cycles`."""
    kind = record(amount=("opt", "nat"), settings=("opt", SETTINGS), specified_id=("opt", "principal"))
    chosen = None if controllers is None else settings(controllers=controllers)
    return encode((kind, {"amount": amount, "settings": chosen, "specified_id": specified_id}))


def install(canister, module, argument=candid.NOTHING, mode="install", mode_type=MODE):
    kind = record(mode=mode_type, canister_id="principal", wasm_module=BLOB, arg=BLOB)
    return encode((kind, {"mode": mode, "canister_id": canister, "wasm_module": module, "arg": argument}))


def update_settings(canister, **values):
    kind = record(canister_id="principal", settings=SETTINGS)
    return encode((kind, {"canister_id": canister, "settings": settings(**values)}))


def canister(principal):
    """Of the methods that take a canister's id alone."""
    return encode((CANISTER_ID, {"canister_id": principal}))


def created(reply):
    """The id that a creation replied."""
    return candid.field(candid.decode(reply)[0], "canister_id")


ID = principals.MANAGEMENT
