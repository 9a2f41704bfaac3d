# shellcheck shell=bash
# Claims about ./kspec. Sourced by test.sh.

builds() {
    wc -l <"$work/mvn-calls" | tr -d ' '
}

claim_the_product_is_built_once_and_again_when_a_source_changes() {
    checkout
    maven_stand_in
    ends_with 0 ./kspec --help
    ends_with 0 ./kspec --help
    is 1 "$(builds)"
    touch cli/src/main/java/Main.java
    ends_with 0 ./kspec --help
    is 2 "$(builds)"
    touch cli/src/main/java/Another.java
    ends_with 0 ./kspec --help
    is 3 "$(builds)"
    rm cli/src/main/java/Another.java
    ends_with 0 ./kspec --help
    is 4 "$(builds)"
    touch cli/src/test/java/MainTest.java
    ends_with 0 ./kspec --help
    is 4 "$(builds)"
}

claim_two_at_once_build_once() {
    checkout
    maven_stand_in
    ./kspec --help >one 2>&1 &
    ends_with 0 ./kspec --help
    wait "$!"
    is 1 "$(builds)"
}

claim_a_failed_build_shows_the_error_and_where_the_log_is() {
    checkout
    maven_stand_in
    mvn_exit=1 ends_with 3 ./kspec --help
    says err "a semicolon is missing"
    says err "my checkout/target/kspec-build.log"
    is "" "$(cat "$work/out")"
    ends_with 0 ./kspec --help
}

claim_without_maven_one_sentence_says_so() {
    checkout
    use_bare_path
    ends_with 2 ./kspec --help
    says err "Maven (mvn) was not found"
    is 1 "$(wc -l <"$work/err" | tr -d ' ')"
}

claim_a_command_reaches_the_command_line_as_it_was_typed() {
    checkout
    maven_stand_in
    cd "$work" || return
    ln -s "my checkout/kspec" kspec
    ends_with 0 ./kspec scan -f 'a b.yaml'
    says out "-XX:TieredStopAtLevel=1 -XX:AOTCache=$work/my checkout/target/kspec-cli.aot"
    says out "-cp $work/my checkout/cli/target/kspec-cli.jar:$work/my checkout/cli/target/lib/* io.kspec.cli.Main"
    says out "io.kspec.cli.Main scan -f a b.yaml"
    says out "KSPEC_HOME=$work/my checkout KSPEC_KUBE_BIN=none"
}

claim_the_operator_is_started_from_its_own_class_path() {
    checkout
    maven_stand_in
    ends_with 0 ./kspec operator --port 1
    says out "operator/target/lib/* io.kspec.operator.Main --port 1"
}

claim_kube_devops_is_another_name_for_parts_of_the_same_program() {
    checkout
    maven_stand_in
    ends_with 0 ./kube-devops crd generate
    says out "io.kspec.cli.Main devops crd generate"
    ends_with 0 ./kube-devops version
    says out "io.kspec.cli.Main version"
    ends_with 0 ./kube-devops reconcile --port 0
    says out "io.kspec.operator.Main reconcile --port 0"
    cd "$work" || return
    ln -s "my checkout/kube-devops" kube-devops
    ends_with 0 ./kube-devops analyze -n 'a b'
    says out "io.kspec.cli.Main devops analyze -n a b"
    is 1 "$(builds)"
}

claim_the_demo_is_given_a_control_plane_unless_it_brings_one() {
    ready_made_programs
    checkout
    maven_stand_in
    KSPEC_KUBE_BIN=../kube ends_with 0 ./kspec demo
    says out "KSPEC_KUBE_BIN=$work/kube"
    KSPEC_CACHE=$work/cache ends_with 0 ./kspec demo --kubeconfig=mine
    says out "KSPEC_KUBE_BIN=none"
    [[ ! -e $work/cache ]]
}

claim_stopping_a_launcher_stops_what_it_started() {
    (with_progress "waiting" bash -c 'echo $$ >pid; sleep 60 & wait') &
    while [[ ! -s pid ]]; do sleep 0.05; done
    kill "$!"
    ends_with 130 wait "$!"
    ends_with 1 kill -0 "$(cat pid)"
}
