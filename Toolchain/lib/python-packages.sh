# Packages of PyPI, put into folders of the project.

# `wasmtime` carries the engine's shared library with its C interface, Python's part is only to fetch it; `cbor2` is
# what an independent verifier of messages reads our CBOR with.
PYTHON_PACKAGES=("wasmtime==50.0.1" "cbor2==6.3.0")

# What judges in the tests need beside it: `cryptography` for keys and signatures, `py-ecc` for BLS signatures,
# `jsonschema` and `PyYAML` for the files for deployment; `icp-py-core`, an agent of others, with what it is made of. Its
# own extra for verifying certificates needs a module for BLS that is not on PyPI: it runs without.
JUDGES_PYTHON_PACKAGES=(
    "cryptography==48.0.0" "py-ecc==8.0.0" "jsonschema==4.26.0" "PyYAML==6.0.4"
    "websockets==17.4" "icp-py-core==2.3.1" "httpx==0.28.1" "ecdsa==0.19.2" "PyNaCl==1.6.2" "ic-candid-parser==0.2.1"
)

# The client of PocketIC that drives the server here in the tests, with what it is made of. It goes into a folder of its
# own: it needs other versions of some packages than the judges have.
POCKET_IC_PYTHON_PACKAGES=(
    "pocket-ic==3.1.2" "ic-py==1.0.1" "requests==2.34.2" "antlr4-python3-runtime==4.9.3" "anyio==4.16.0"
    "cbor2==6.3.0" "certifi==2026.10.19.post1" "charset-normalizer==3.5.3" "ecdsa==0.19.2" "h11==0.16.0"
    "httpcore==1.0.9" "httpx==0.28.1" "idna==3.20" "leb128==1.0.9" "mnemonic==0.20" "six==1.17.0"
    "typing_extensions==4.16.0" "urllib3==2.8.0" "waiter==1.6"
)

# install_python_packages FOLDER PACKAGE…: does nothing if the folder has these very versions.
install_python_packages() {
    local target=$1 building="$1.new"
    shift
    [ "$(cat "$target/stamp" 2>/dev/null)" != "$*" ] || return 0
    command -v python3 >/dev/null 2>&1 || install_packages python3
    python3 -m pip --version >/dev/null 2>&1 || install_packages python3-pip
    rm -rf "$building"
    run_step "install $* from PyPI" with_retries \
        python3 -m pip install --quiet --disable-pip-version-check --no-input --root-user-action ignore \
        --upgrade --target "$building" "$@" || fail \
        "pip could not install $*: see its output above." \
        "Check that the network reaches PyPI, then run the same command again."
    rm -rf "$target"
    printf '%s' "$*" >"$building/stamp"
    mv "$building" "$target"
}

# link_engine PYTHON_FOLDER LINK: a name for the engine's library that does not tell the machine's kind.
link_engine() {
    local library
    library=$(find "$1/wasmtime" -name '_libwasmtime.so' | head -1)
    [ -n "$library" ] || fail \
        "the package wasmtime has no library for this machine ($(uname -m)): no file _libwasmtime.so in $1/wasmtime."
    mkdir -p "$(dirname "$2")"
    ln -sfn "$(realpath --relative-to="$(dirname "$2")" "$library")" "$2"
}
