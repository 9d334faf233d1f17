# What the scripts print: progress to standard error, so that standard output stays with the command's own result.

say() { printf '%s\n' "toolchain: $*" >&2; }

# fail MESSAGE [HINT…]: says what went wrong and what to do about it, then ends the script.
fail() {
    printf '%s\n' "toolchain: error: $1" >&2
    shift
    for hint in "$@"; do printf '%s\n' "           $hint" >&2; done
    exit 1
}

# run_step TITLE COMMAND…: runs a long command. On a terminal a line tells the seconds that go by; elsewhere a line at the
# start and one at the end do. The command's output is shown if it fails.
run_step() {
    local title=$1 started=$SECONDS status=0
    shift
    STEP_LOG=$(mktemp)
    if [ -t 2 ]; then
        # The counter runs beside the command and not the command beside the counter, so that Ctrl-C reaches it.
        count_seconds "$title" &
        STEP_COUNTER=$!
    else
        say "$title …"
    fi
    "$@" >"$STEP_LOG" 2>&1 || status=$?
    stop_counting
    if [ "$status" -eq 0 ]; then
        say "$title: done in $((SECONDS - started))s"
    else
        say "$title: failed with exit status $status. Its output:"
        cat "$STEP_LOG" >&2
    fi
    end_step
    return "$status"
}

count_seconds() {
    local started=$SECONDS
    while printf '\rtoolchain: %s … %ds ' "$1" $((SECONDS - started)) >&2; do sleep 0.3; done
}

stop_counting() {
    [ -n "${STEP_COUNTER-}" ] || return 0
    kill "$STEP_COUNTER" 2>/dev/null || true
    wait "$STEP_COUNTER" 2>/dev/null || true
    STEP_COUNTER=
    printf '\r\033[K' >&2
}

# Leaves nothing behind of a step, also when the script is ended in its midst.
end_step() {
    # The counter is a copy of this shell, which may be ended before it has forgotten this trap.
    [ "$BASHPID" = "$$" ] || return 0
    stop_counting
    [ -z "${STEP_LOG-}" ] || rm -f "$STEP_LOG"
    STEP_LOG=
}
trap end_step EXIT

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
