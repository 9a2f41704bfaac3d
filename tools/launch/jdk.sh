# shellcheck shell=bash
# Finds a JDK 25 or newer: JAVA_HOME, then `java` on the PATH, then the places where installers put them.
# Sourced, not run; needs say.sh.

oldest_jdk=25

# find_jdk - sets `jdk` to the home of the first JDK that is new enough, or refuses with what was found instead.
find_jdk() {
    local home version seen=''
    while read -r home; do
        version=$(jdk_version "$home")
        if ((version >= oldest_jdk)); then
            jdk=$home
            return
        fi
        [[ $version == 0 || $seen == *" in $home"* ]] || seen+=", $version in $home"
    done < <(jdk_candidates)
    [[ -n $seen ]] && seen=" (only ${seen#, })"
    refuse "no JDK $oldest_jdk or newer was found$seen: install one, for example from https://adoptium.net," \
        "and set JAVA_HOME to its directory if it is not found by itself."
}

jdk_candidates() {
    [[ -z ${JAVA_HOME:-} ]] || echo "$JAVA_HOME"
    jdk_on_path
    usual_jdk_places
}

jdk_on_path() {
    local java
    java=$(command -v java) || return 0
    java=$(readlink -f "$java")
    echo "${java%/bin/java}"
}

usual_jdk_places() {
    local place
    for place in /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/*; do
        [[ -L $place ]] || echo "$place" # a link leads to one of the others
    done
    [[ ! -x /usr/libexec/java_home ]] || /usr/libexec/java_home -v "$oldest_jdk+" 2>/dev/null || true
}

# The number is read from the file every JDK carries: asking java itself would cost the user 50 ms on every command.
# A runtime without a compiler counts as 0, because it could not build the product.
jdk_version() {
    local line version=0
    if [[ -r $1/release && -x $1/bin/javac ]]; then
        while IFS= read -r line; do
            [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]] && version=${BASH_REMATCH[1]}
        done <"$1/release"
    fi
    echo "$version"
}
