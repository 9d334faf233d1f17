# Finds the Swift toolchain behind `swift` in PATH. Sets SWIFT_RESOURCES, the folder of the standard library's modules,
# SWIFT_BIN, the folder of clang and the other tools that come with Swift, and SWIFT_VERSION.

find_swift_toolchain() {
    command -v swift >/dev/null 2>&1 || fail \
        "there is no 'swift' in PATH." \
        "Install Swift 6.3 or newer from https://www.swift.org/install/linux/ and put its usr/bin into PATH."
    local info
    info=$(swift -print-target-info 2>&1) || fail "'swift -print-target-info' failed: $info"
    SWIFT_VERSION=$(printf '%s' "$info" | sed -n 's/.*"compilerVersion": "\(.*\)",.*/\1/p' | head -1)
    SWIFT_RESOURCES=$(printf '%s' "$info" | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p' | head -1)
    SWIFT_BIN=$(cd "$SWIFT_RESOURCES/../../bin" 2>/dev/null && pwd) || fail \
        "the toolchain of '$SWIFT_VERSION' has no folder of tools beside '$SWIFT_RESOURCES'."
    local part
    for part in clang llvm-ar wasm-ld; do
        [ -x "$SWIFT_BIN/$part" ] || fail \
            "the toolchain of '$SWIFT_VERSION' lacks '$part' in $SWIFT_BIN." \
            "Install a whole toolchain of Swift 6.3 or newer: https://www.swift.org/install/linux/"
    done
    EMBEDDED_LIBRARY="$SWIFT_RESOURCES/embedded/wasm32-unknown-none-wasm"
    [ -e "$SWIFT_RESOURCES/embedded/Swift.swiftmodule/wasm32-unknown-none-wasm.swiftmodule" ] || fail \
        "the toolchain of '$SWIFT_VERSION' lacks the Embedded standard library for wasm32-unknown-none-wasm." \
        "Install Swift 6.3 or newer: https://www.swift.org/install/linux/"
}
