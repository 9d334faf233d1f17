# Makes the Swift SDK for canisters: an artifact bundle of the parts that the machine has.

# make_swift_sdk BUNDLE: needs the Swift toolchain found and Debian's packages installed.
make_swift_sdk() {
    local bundle=$1 building="$1.new" source="$TOOLCHAIN_FOLDER/SwiftSDK"
    local sysroot="$building/canister/sysroot"
    rm -rf "$building"
    mkdir -p "$sysroot/lib"

    cp "$source/info.json" "$building/"
    cp "$source/swift-sdk.json" "$source/toolset.json" "$building/canister/"

    # The C library: its headers, and routines for strings and the like. What would call the system (WASI) is never linked,
    # which the check of finished modules makes sure of.
    local libc header builtins
    libc=$(file_of_package wasi-libc '/libc[.]a$')
    header=$(file_of_package wasi-libc '/include/.*/string[.]h$')
    builtins=$(file_of_package "$BUILTINS_PACKAGE" '/libclang_rt[.]builtins-wasm32[.]a$')
    cp "$libc" "$builtins" "$EMBEDDED_LIBRARY/libswiftUnicodeDataTables.a" "$sysroot/lib/"
    # Without the routines of a program's end: if they are there, the linker calls them at the end of each exported
    # function.
    chmod u+w "$sysroot/lib/libc.a"
    "$SWIFT_BIN/llvm-ar" dD "$sysroot/lib/libc.a" exit.o
    cp -R "$(dirname "$header")" "$sysroot/include"

    compile_runtime "$source/runtime" "$sysroot" "$building/objects"
    rm -rf "$building/objects" "$bundle"
    mkdir -p "$(dirname "$bundle")"
    mv "$building" "$bundle"
}

compile_runtime() {
    local source=$1 sysroot=$2 objects=$3 file
    mkdir -p "$objects"
    for file in "$source"/*.c; do
        "$SWIFT_BIN/clang" -target wasm32-unknown-none-wasm --sysroot "$sysroot" -I "$source/include" \
            -std=c17 -Os -mbulk-memory -fno-builtin -ffunction-sections -Wall -Wextra -Werror \
            -c "$file" -o "$objects/$(basename "$file" .c).o" || fail \
            "clang could not compile $file: see its output above."
    done
    "$SWIFT_BIN/llvm-ar" rcsD "$sysroot/lib/libcanister-runtime.a" "$objects"/*.o
}
