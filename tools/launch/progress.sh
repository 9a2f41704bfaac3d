# shellcheck shell=bash
# Runs a long step and shows that it is alive: "kspec: building etcd (5 of 7) … 0:45".
# On a terminal one line is rewritten every second; without one (or with CI=true) there is a line at the start,
# one every 20 seconds and one at the end, so that nobody takes the step for hung.
# Sourced, not run; needs say.sh.

# with_progress TEXT COMMAND [ARG…] - runs COMMAND and answers with its exit code. A function named by
# $progress_detail may add to TEXT what the step is at.
with_progress() {
    local text=$1 began=$SECONDS step='' status=0
    shift
    trap stop_step INT TERM HUP
    set -m # gives COMMAND a process group of its own: stopping it then stops all that it started
    "$@" </dev/null &
    step=$!
    set +m
    show_until_end_of "$step" "$text" "$began"
    wait "$step" || status=$?
    trap - INT TERM HUP
    show_outcome "$text" "$began" "$status"
    return "$status"
}

# Runs as a trap inside with_progress and sees its $step.
stop_step() {
    kill -TERM -- "-$step" 2>/dev/null || true
    wait "$step" 2>/dev/null || true
    say "stopped"
    exit 130
}

# logged LOG COMMAND [ARG…] - keeps what COMMAND prints out of sight; the log says everything when it fails.
logged() {
    local log=$1
    shift
    "$@" >"$log" 2>&1
}

show_until_end_of() {
    local step=$1 text=$2 began=$3 due pause=20
    ! rewrites_lines || pause=1
    show_progress "$text … 0:00"
    due=$((began + pause))
    while kill -0 "$step" 2>/dev/null; do
        if ((SECONDS >= due)); then
            show_progress "$text$(${progress_detail:-true}) … $(elapsed $((SECONDS - began)))"
            due=$((SECONDS + pause))
        fi
        sleep 0.1
    done
}

show_progress() {
    if rewrites_lines; then
        printf '\r\e[Kkspec: %s' "$1" >&2
    else
        say "$1"
    fi
}

show_outcome() {
    local text=$1 began=$2 status=$3 outcome="finished"
    ((status == 0)) || outcome="failed"
    ! rewrites_lines || printf '\r\e[K' >&2
    say "$text … $outcome after $(elapsed $((SECONDS - began)))"
}

rewrites_lines() {
    [[ -t 2 && ${CI:-} != true && ${TERM:-dumb} != dumb && ${progress_lines:-} != kept ]]
}
