# The set-up: everything that a build needs beside Swift itself, put below .toolchain/. Sourced by the commands beside
# this folder. Sets PACKAGE_FOLDER, TOOLCHAIN_FOLDER and INSTALLED, the folder that the set-up fills.

set -euo pipefail

TOOLCHAIN_FOLDER=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PACKAGE_FOLDER=$(dirname "$TOOLCHAIN_FOLDER")
INSTALLED="$PACKAGE_FOLDER/.toolchain"

for part in messages swift-toolchain debian-packages python-packages swift-sdk host-tool page-verifier; do
    # shellcheck source=/dev/null
    . "$TOOLCHAIN_FOLDER/lib/$part.sh"
done

# What the set-up was made from: if it is still the same, nothing is done.
setup_fingerprint() {
    {
        printf '%s\n' "$SWIFT_VERSION" "$SWIFT_RESOURCES"
        cd "$TOOLCHAIN_FOLDER"
        find SwiftSDK lib -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

setup_is_current() {
    [ "$(cat "$INSTALLED/stamp" 2>/dev/null)" = "$1" ] \
        && command -v wasm-opt >/dev/null \
        && package_is_installed libssl-dev \
        && package_is_installed zlib1g-dev \
        && package_is_installed libsqlite3-dev \
        && [ -f "$INSTALLED/sdks/canister.artifactbundle/canister/toolset.json" ] \
        && [ -e "$INSTALLED/lib/libwasmtime.so" ]
}

# set_up: quick when nothing changed. Two runs at the same time wait for each other.
set_up() {
    find_swift_toolchain
    local fingerprint
    fingerprint=$(setup_fingerprint)
    if setup_is_current "$fingerprint"; then return 0; fi
    mkdir -p "$INSTALLED"
    exec 9>"$INSTALLED/lock"
    flock 9
    if ! setup_is_current "$fingerprint"; then
        say "set-up with $SWIFT_VERSION"
        choose_builtins_package
        install_packages wasi-libc "$BUILTINS_PACKAGE" binaryen libssl-dev zlib1g-dev libsqlite3-dev
        install_python_packages "$INSTALLED/python" "${PYTHON_PACKAGES[@]}"
        link_engine "$INSTALLED/python" "$INSTALLED/lib/libwasmtime.so"
        make_swift_sdk "$INSTALLED/sdks/canister.artifactbundle"
        printf '%s\n' "$fingerprint" >"$INSTALLED/stamp"
        say "set-up is complete: the Swift SDK 'canister' lies in $INSTALLED/sdks"
    fi
    exec 9>&-
}

# set_up_for_tests: the same, and what the judges in the tests need: among it a browser, with letters to show pages in.
set_up_for_tests() {
    set_up
    install_packages chromium fonts-liberation
    exec 9>"$INSTALLED/lock"
    flock 9
    install_python_packages "$INSTALLED/python-judges" "${JUDGES_PYTHON_PACKAGES[@]}"
    install_python_packages "$INSTALLED/python-pocket-ic" "${POCKET_IC_PYTHON_PACKAGES[@]}"
    exec 9>&-
}
