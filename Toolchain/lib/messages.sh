# What the scripts print: progress to standard error, so that standard output stays with the command's own result.

say() { printf '%s\n' "toolchain: $*" >&2; }

# fail MESSAGE [HINT…]: says what went wrong and what to do about it, then ends the script.
fail() {
    printf '%s\n' "toolchain: error: $1" >&2
    shift
    for hint in "$@"; do printf '%s\n' "           $hint" >&2; done
    exit 1
}

# run_step TITLE COMMAND…: runs a long command. On a terminal a line tells the seconds that went by; elsewhere a line
# at the start and one at the end do. The command's output is shown if it fails.
run_step() {
    local title=$1 log started status=0
    shift
    log=$(mktemp)
    started=$SECONDS
    if [ -t 2 ]; then
        "$@" >"$log" 2>&1 &
        local job=$!
        while kill -0 "$job" 2>/dev/null; do
            printf '\rtoolchain: %s … %ds ' "$title" $((SECONDS - started)) >&2
            sleep 0.3
        done
        wait "$job" || status=$?
        printf '\r\033[K' >&2
    else
        say "$title …"
        "$@" >"$log" 2>&1 || status=$?
    fi
    if [ "$status" -eq 0 ]; then
        say "$title: done in $((SECONDS - started))s"
    else
        say "$title: failed with exit status $status. Its output:"
        cat "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}

# with_retries COMMAND…: up to three tries, with a pause between them: networks have passing faults.
with_retries() {
    local try
    for try in 1 2 3; do
        if "$@"; then return 0; fi
        if [ "$try" -lt 3 ]; then
            say "try $try of 3 failed: $1; once more in $((try * 5))s"
            sleep $((try * 5))
        fi
    done
    return 1
}
