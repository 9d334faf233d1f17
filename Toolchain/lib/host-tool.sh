# Builds the command-line tool `icws`.

# build_icws CONFIGURATION SCRATCH_PATH: builds it unless nothing changed since the last time. Sets ICWS.
build_icws() {
    local configuration=$1 scratch=$2 fingerprint stamp
    ICWS="$scratch/$configuration/icws"
    stamp="$scratch/icws-$configuration.stamp"
    fingerprint=$(sources_fingerprint)
    if [ -x "$ICWS" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$fingerprint" ]; then return 0; fi
    run_step "build icws ($configuration)" \
        swift build --package-path "$PACKAGE_FOLDER" --scratch-path "$scratch" -c "$configuration" --product icws \
        || fail "icws could not be built: see the compiler's messages above."
    printf '%s\n' "$fingerprint" >"$stamp"
}

# The sources as names, sizes and times: to look at these is quicker than to ask the package manager (0.1 s, not 2 s).
sources_fingerprint() {
    {
        printf '%s\n' "$SWIFT_VERSION"
        find "$PACKAGE_FOLDER/Package.swift" "$PACKAGE_FOLDER/Sources" "$TOOLCHAIN_FOLDER" \
            -type f -printf '%p %s %T@\n' | LC_ALL=C sort
    } | sha256sum | cut -d ' ' -f 1
}

# run_icws ARGUMENT…: set-up, build, run in the script's place. It has a build folder of its own, so that it does not
# wait for a 'swift build' or 'swift test' that goes on elsewhere.
run_icws() {
    set_up
    build_icws release "$PACKAGE_FOLDER/.build-icws"
    export ICWS_TOOLCHAIN="$INSTALLED"
    exec "$ICWS" "$@"
}

# build_icws_with_canisters: the same without the run, then builds the canisters. Leaves the shell in the project's
# folder.
build_icws_with_canisters() {
    set_up
    build_icws release "$PACKAGE_FOLDER/.build-icws"
    export ICWS_TOOLCHAIN="$INSTALLED"
    cd "$PACKAGE_FOLDER"
    "$ICWS" build >&2
}

# run_icws_with_canisters ARGUMENT…: in the script's place.
run_icws_with_canisters() {
    build_icws_with_canisters
    exec "$ICWS" "$@"
}
