# shellcheck shell=bash
# Claims about the search for a JDK. Sourced by test.sh.

# search_jdk [PLACE…] - with PLACE… as the usual places of this machine and no java on the PATH
search_jdk() {
    local places=("$@")
    usual_jdk_places() { ((${#places[@]} == 0)) || printf '%s\n' "${places[@]}"; }
    use_bare_path
    find_jdk
    echo "$jdk"
}

claim_the_jdk_of_java_home_is_taken() {
    local old wanted
    wanted=$(jdk 26)
    old=$(jdk 25)
    is "$wanted" "$(JAVA_HOME=$wanted search_jdk "$old")"
}

claim_a_jdk_that_is_too_old_is_passed_over_for_a_newer_one() {
    local old wanted
    old=$(jdk 17)
    wanted=$(jdk 25)
    is "$wanted" "$(JAVA_HOME=$old search_jdk "$old" "$wanted")"
}

claim_java_on_the_path_leads_to_its_jdk() {
    local wanted
    wanted=$(jdk 25)
    use_bare_path
    ln -s "$wanted/bin/java" "$work/bare/java"
    is "$wanted" "$(jdk_on_path)"
}

claim_without_a_new_jdk_one_sentence_says_what_was_found() {
    local old
    old=$(jdk 17)
    JAVA_HOME=$old ends_with 2 search_jdk_alone "$old"
    says err "kspec: no JDK 25 or newer was found (only 17 in $old)"
    says err "set JAVA_HOME"
    is 1 "$(wc -l <"$work/err" | tr -d ' ')"
}

claim_a_runtime_without_a_compiler_is_no_jdk() {
    local runtime
    runtime=$(jdk 25)
    rm "$runtime/bin/javac"
    ends_with 2 search_jdk_alone "$runtime"
}

# A refusal ends the shell, so it gets one of its own.
search_jdk_alone() {
    (search_jdk "$@")
}
