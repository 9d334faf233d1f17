#!/usr/bin/env python3
"""Checks icp.yaml and dfx.json of a folder of canisters against what icp-cli and dfx accept.

The tools themselves are not used. What their published schemas demand of the parts that such files here use is stated
below in words of our own, and more strictly: a key that no entry of ours needs is refused, since it is more likely a
slip than a wish.

- icp-cli: https://raw.githubusercontent.com/dfinity/icp-cli/main/docs/schemas/icp-yaml-schema.json, as of commit
  03b036ad95f88d71450ee4365bc5a276e1056b7e (definitions CanisterManifest, BuildSteps, BuildStep, ManifestArgs)
- dfx: https://raw.githubusercontent.com/dfinity/sdk/master/docs/dfx-json-schema.json, as of commit
  8c81e1d9c6861e6052e6f6c1ff69d41bd4bbcddc (definition ConfigCanistersCanister, "Custom-Specific Properties")
"""

import json
import pathlib
import sys

import jsonschema
import yaml

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1}


def record(required, optional=None, **more):
    """An object with these keys and no others."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
        **more,
    }


# A script says what to run by one 'command' or by several 'commands'; a pre-built module has a path or an address.
SCRIPT = {"const": "script"}
PRE_BUILT = {"const": "pre-built"}
BUILD_STEP = {
    "oneOf": [
        record({"type": SCRIPT, "command": TEXT}),
        record({"type": SCRIPT, "commands": TEXTS}),
        record({"type": PRE_BUILT, "path": TEXT}, {"sha256": TEXT}),
        record({"type": PRE_BUILT, "url": TEXT}, {"sha256": TEXT}),
    ]
}
# Arguments are Candid's text, or an object that names a form for a value or a file.
FORMAT = {"enum": ["hex", "candid", "bin"]}
ARGUMENTS = {
    "oneOf": [TEXT, record({"value": TEXT}, {"format": FORMAT}), record({"path": TEXT}, {"format": FORMAT})]
}
ICP = record(
    {
        "canisters": {
            "type": "array",
            "items": record(
                {"name": TEXT, "build": record({"steps": {"type": "array", "items": BUILD_STEP, "minItems": 1}})},
                {"init_args": ARGUMENTS, "upgrade_args": ARGUMENTS},
            ),
        }
    }
)

DFX = record(
    {
        "canisters": {
            "type": "object",
            "additionalProperties": record(
                {"type": {"const": "custom"}, "wasm": TEXT, "candid": TEXT},
                {"build": {"oneOf": [TEXT, TEXTS]}, "init_arg": TEXT},
            ),
        }
    },
    {"version": {"type": "integer", "minimum": 0}},
)


def problems_of_form(name, value, schema):
    for error in jsonschema.Draft202012Validator(schema).iter_errors(value):
        yield f"{name}: {error.json_path}: {error.message}"


def icp_commands(canister):
    for step in canister["build"]["steps"]:
        yield from step.get("commands", [step.get("command", "")])


def problems_of_names(name, entries, folders):
    """Each canister of the folder is there, and no other."""
    if len(set(entries)) != len(entries):
        yield f"{name}: a canister is there twice"
    for missing in sorted(folders - set(entries)):
        yield f"{name}: no entry for {missing}"
    for unknown in sorted(set(entries) - folders):
        yield f"{name}: there is no canister {unknown}"


def problems(folder):
    # In the folder itself, or, where it is a package's, in that of the sources.
    interfaces = [*folder.glob("*/*.did"), *folder.glob("Sources/*/*.did")]
    canisters = {path.stem for path in interfaces if path.stem == path.parent.name}
    icp = yaml.safe_load((folder / "icp.yaml").read_text())
    dfx = json.loads((folder / "dfx.json").read_text())
    found = [*problems_of_form("icp.yaml", icp, ICP), *problems_of_form("dfx.json", dfx, DFX)]
    if found:
        return found

    entries = {canister["name"]: canister for canister in icp["canisters"]}
    found += problems_of_names("icp.yaml", [canister["name"] for canister in icp["canisters"]], canisters)
    found += problems_of_names("dfx.json", list(dfx["canisters"]), canisters)
    for name, canister in entries.items():
        commands = list(icp_commands(canister))
        if commands and not any("$ICP_WASM_OUTPUT_PATH" in command for command in commands):
            found.append(f"icp.yaml: no command of {name} writes to $ICP_WASM_OUTPUT_PATH")
        other = dfx["canisters"].get(name, {})
        if canister.get("init_args") != other.get("init_arg"):
            found.append(f"{name}: icp.yaml and dfx.json give it different arguments")
    return found


def main():
    found = problems(pathlib.Path(sys.argv[1]))
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
