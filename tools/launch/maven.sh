# shellcheck shell=bash
# Runs Maven on the JDK that jdk.sh found (the machine's default may be too old) and reads in its log what it is at.
# Sourced, not run; needs say.sh, jdk.sh and $root.

maven_log= # set by whoever writes one

require_maven() {
    command -v mvn >/dev/null ||
        refuse "Maven (mvn) was not found: install it, with \`apt install maven\` or \`brew install maven\`."
}

# The two options silence warnings about Maven's own libraries on a new JDK.
maven() {
    local quiet="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
    JAVA_HOME=$jdk MAVEN_OPTS="$quiet ${MAVEN_OPTS:-}" \
        mvn --batch-mode --file "$root/pom.xml" "$@"
}

# ": core (2 of 9), 148 tests run", as far as the log of the running build tells.
maven_stage() {
    [[ -r $maven_log ]] || return 0
    awk '
        /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ {
            split($NF, place, /[][\/]/)
            module = $0
            sub(/^\[INFO\] Building /, "", module)
            sub(/ [^ ]+ +\[[^ ]*$/, "", module)
            stage = ": " module " (" place[2] " of " place[3] ")"
        }
        /Tests run:.*Time elapsed:/ { tests += substr($0, index($0, "Tests run:") + 10) + 0 }
        { downloading = /Downloading from/ }
        END {
            if (tests) stage = stage ", " tests " tests run"
            if (downloading) stage = stage ", downloading libraries"
            printf "%s", stage
        }
    ' "$maven_log"
}

# What Maven itself holds to be the trouble, or the end of its log when it did not get that far.
explain_maven_failure() {
    local errors
    # After the first mention of help, only general hints follow.
    errors=$(awk '/^\[ERROR\] ./ { print; if (++lines == 20 || /\[Help/) exit }' "$maven_log")
    [[ -n $errors ]] || errors=$(tail -n 20 "$maven_log")
    printf '%s\n' "$errors" >&2
}
