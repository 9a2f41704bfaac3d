# shellcheck shell=bash
# What two launchers must not do at the same time is done under a file lock, which the system drops with its holder.
# Sourced, not run; needs say.sh, progress.sh.

# lock FILE WHAT - takes the lock, on file descriptor 9, and says so while it must wait for somebody else.
lock() {
    local file=$1 what=$2
    exec 9>"$file"
    try_lock || with_progress "waiting for another kspec, which is $what" wait_for_lock
}

# Without this the started product would hold the lock for its whole life.
unlock() {
    exec 9>&-
}

# macOS has perl but no flock(1). The lock belongs to the open file, so it stays with us when these programs end.
try_lock() {
    if command -v flock >/dev/null; then flock -n 9; else perl -e 'open(F, ">&=9") && flock(F, 6) or exit 1'; fi
}

wait_for_lock() {
    if command -v flock >/dev/null; then flock 9; else perl -e 'open(F, ">&=9") && flock(F, 2) or exit 1'; fi
}
