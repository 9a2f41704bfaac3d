# shellcheck shell=bash
# What the launchers say to a person: always on stderr, always one line that starts with "kspec:".
# Sourced, not run. stdout belongs to the program that is started, or to the one value a script prints.

say() {
    printf 'kspec: %s\n' "$*" >&2
}

# Ends with 2 (wrong use or something missing on this machine): one sentence with what, where and what to do now.
refuse() {
    say "$*"
    exit 2
}

((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) ||
    refuse "bash 4.4 or newer is needed and this is $BASH_VERSION: install it, on macOS with \`brew install bash\`."

# 0:07, 12:45, 1:02:03
elapsed() {
    local seconds=$1
    if ((seconds < 3600)); then
        printf '%d:%02d' $((seconds / 60)) $((seconds % 60))
    else
        printf '%d:%02d:%02d' $((seconds / 3600)) $((seconds / 60 % 60)) $((seconds % 60))
    fi
}
