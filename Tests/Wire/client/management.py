"""Arguments of the management canister's methods ("The IC management canister")."""

from client import candid, principals
from client.candid import BLOB, encode, record, variant

CANISTER_ID = record(canister_id="principal")
UPGRADE_OPTIONS = ("opt", record(skip_pre_upgrade=("opt", "bool")))
MODE = variant(install="null", reinstall="null", upgrade=UPGRADE_OPTIONS)
# As older clients have it.
PLAIN_MODE = variant(install="null", reinstall="null", upgrade="null")
VISIBILITY = variant(controllers="null", public="null", allowed_viewers=("vec", "principal"))
VARIABLE = record(name="text", value="text")
SETTINGS = record(
    controllers=("opt", ("vec", "principal")), compute_allocation=("opt", "nat"), memory_allocation=("opt", "nat"),
    freezing_threshold=("opt", "nat"), wasm_memory_limit=("opt", "nat"), log_visibility=("opt", VISIBILITY),
    environment_variables=("opt", ("vec", VARIABLE)))
CHUNK_HASH = record(hash=BLOB)
RANGE = record(start="nat64", end="nat64")


def settings(**values):
    return {name: values.get(name) for name in SETTINGS[1]}


def create(specified_id=None, amount=None, **chosen):
    """Of `provisional_create_canister_with_cycles`."""
    kind = record(amount=("opt", "nat"), settings=("opt", SETTINGS), specified_id=("opt", "principal"))
    chosen = settings(**chosen) if chosen else None
    return encode((kind, {"amount": amount, "settings": chosen, "specified_id": specified_id}))


def install(canister, module, argument=candid.NOTHING, mode="install", mode_type=MODE):
    kind = record(mode=mode_type, canister_id="principal", wasm_module=BLOB, arg=BLOB)
    return encode((kind, {"mode": mode, "canister_id": canister, "wasm_module": module, "arg": argument}))


def update_settings(canister, **values):
    kind = record(canister_id="principal", settings=SETTINGS)
    return encode((kind, {"canister_id": canister, "settings": settings(**values)}))


def top_up(canister, amount):
    """Of `provisional_top_up_canister`."""
    return encode((record(canister_id="principal", amount="nat"), {"canister_id": canister, "amount": amount}))


def upload_chunk(canister, chunk):
    return encode((record(canister_id="principal", chunk=BLOB), {"canister_id": canister, "chunk": chunk}))


def install_chunked(canister, hashes, module_hash, argument=candid.NOTHING, mode="install", store=None):
    """Of `install_chunked_code`."""
    kind = record(
        mode=MODE, target_canister="principal", store_canister=("opt", "principal"),
        chunk_hashes_list=("vec", CHUNK_HASH), wasm_module_hash=BLOB, arg=BLOB)
    return encode((kind, {
        "mode": mode, "target_canister": canister, "store_canister": store,
        "chunk_hashes_list": [{"hash": one} for one in hashes], "wasm_module_hash": module_hash, "arg": argument}))


def take_snapshot(canister, replace=None, uninstall=None):
    """Of `take_canister_snapshot`."""
    kind = record(canister_id="principal", replace_snapshot=("opt", BLOB), uninstall_code=("opt", "bool"))
    return encode((kind, {"canister_id": canister, "replace_snapshot": replace, "uninstall_code": uninstall}))


def snapshot(canister, snapshot_id):
    """Of `load_canister_snapshot` and `delete_canister_snapshot`."""
    kind = record(canister_id="principal", snapshot_id=BLOB)
    return encode((kind, {"canister_id": canister, "snapshot_id": snapshot_id}))


def info(canister, changes=None):
    """Of `canister_info`."""
    kind = record(canister_id="principal", num_requested_changes=("opt", "nat64"))
    return encode((kind, {"canister_id": canister, "num_requested_changes": changes}))


def logs(canister, by=None, start=0, end=0):
    """Of `fetch_canister_logs`, all or those in a range."""
    kind = record(
        canister_id="principal", filter=("opt", variant(by_idx=RANGE, by_timestamp_nanos=RANGE)))
    chosen = None if by is None else (by, {"start": start, "end": end})
    return encode((kind, {"canister_id": canister, "filter": chosen}))


def canister(principal):
    """Of the methods that take a canister's id alone."""
    return encode((CANISTER_ID, {"canister_id": principal}))


def created(reply):
    """The id that a creation replied."""
    return candid.field(candid.decode(reply)[0], "canister_id")


ID = principals.MANAGEMENT
