# shellcheck shell=bash
# Claims about ./test, its reports, and the scripts as such. Sourced by test.sh.

claim_every_help_text_has_examples() {
    ends_with 0 "$root/test" --help
    says out "Examples:"
    says out "./test --fast"
}

claim_an_unknown_option_is_refused_by_name() {
    ends_with 2 "$root/test" --quick
    says err "'--quick'"
    says err "--help"
}

claim_a_module_that_does_not_exist_is_refused_with_those_that_do() {
    checkout
    ends_with 2 ./test --module cil
    says err "'cil': one of cli operator."
    ends_with 2 ./test --module
}

claim_the_kubernetes_version_that_is_asked_for_is_the_one_that_is_tested() {
    checkout
    maven_stand_in
    go_stand_in 1.26.8
    go_builds_also=$(pinned 1.36) ends_with 0 ./test --kubernetes 1.36
    grep -q "/$(pinned 1.36)-[^ ]*/bin" "$work/mvn-calls"
    says err "kspec: on Kubernetes v1"
}

claim_a_kubernetes_version_that_is_not_pinned_ends_the_tests_before_they_begin() {
    checkout
    maven_stand_in
    ends_with 2 ./test --kubernetes 1.2
    says err "1.2 is not pinned"
    ends_with 2 ./test --kubernetes
    says err "--kubernetes needs a minor version"
    is "" "$(cat "$work/mvn-calls")"
}

claim_a_kubernetes_version_means_nothing_without_an_api_server() {
    ends_with 2 "$root/test" --fast --kubernetes 1.36
    says err "--fast"
}

claim_the_last_line_is_the_summary_and_the_exit_code_is_mavens() {
    checkout
    maven_stand_in
    ends_with 0 ./test --fast
    is "2 passed, 0 failed, 1 skipped" "$(tail -n 1 "$work/out")"
    mvn_exit=7 ends_with 7 ./test --fast
    says err "a semicolon is missing"
    says err "counts only what ran before"
}

claim_options_reach_maven() {
    checkout
    maven_stand_in
    ends_with 0 ./test --fast --module cli -- -Dtest=Any
    grep -q -- "-Dkspec.apiserver=false --projects cli --also-make -Dtest=Any verify" "$work/mvn-calls"
}

claim_failed_tests_are_named_and_printed_text_does_not_confuse_the_count() {
    mkdir -p target core/target/surefire-reports core/target/failsafe-reports
    cat >core/target/surefire-reports/TEST-a.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="x" name="a" time="0.1" tests="4" errors="1" skipped="1" failures="1">
  <testcase name="holds" classname="io.kspec.A"><system-out><![CDATA[<failure>
 <testcase name="printed" classname="not.a.Test"> <error/> ]]></system-out></testcase>
  <testcase name="breaks" classname="io.kspec.A">
    <failure message="a &gt; b&#10;&amp;amp; c" type="X"><![CDATA[at <error/>]]></failure></testcase>
  <testcase name="throws" classname="io.kspec.A">
    <error type="Y"/></testcase>
  <testcase name="waits" classname="io.kspec.A"><skipped/></testcase>
</testsuite>
XML
    cp core/target/surefire-reports/TEST-a.xml core/target/failsafe-reports/TEST-b.xml
    touch -t 202001010000 core/target/failsafe-reports/TEST-b.xml # of an earlier run
    touch -t 202101010000 started
    root=$work
    is "1 passed, 2 failed, 1 skipped" "$(summary_since started)"
    is "io.kspec.A.breaks, core/target/surefire-reports/TEST-a.xml
    a > b
    &amp; c
io.kspec.A.throws, core/target/surefire-reports/TEST-a.xml" "$(failures_since started)"
}

claim_a_step_shows_its_beginning_and_its_end_where_there_is_no_terminal() {
    with_progress "counting" true 2>err
    says err "kspec: counting … 0:00"
    says err "kspec: counting … finished after 0:"
}

claim_shellcheck_finds_nothing() {
    command -v shellcheck >/dev/null || exit "$skipped"
    cd "$root" || return
    # Functions are called by name through what shows progress, which SC2329 of newer versions does not see.
    shellcheck -x -a -e SC2329 kspec test .ci/run bench/run tools/launch/mvn tools/launch/test.sh \
        tools/kubernetes/build tools/schemathesis/build
}
