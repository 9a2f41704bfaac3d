#!/usr/bin/env bash
# Tests the launchers. No JDK, Maven or Go is needed, stand-ins take their place. A test is a function named by its
# claim (claims/*.sh); it fails with the first command in it that fails. ./test runs this and reads its report.
#
#   tools/launch/test.sh                                 all of them
#   tools/launch/test.sh the_jdk_of_java_home_is_taken   one, with all it prints
set -euo pipefail

skipped=77 # the exit code of a claim that cannot be tried on this machine

launch=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=${launch%/tools/launch}
# shellcheck source=say.sh
source "$launch/say.sh"
# shellcheck source=progress.sh
source "$launch/progress.sh"
# shellcheck source=jdk.sh
source "$launch/jdk.sh"
# shellcheck source=reports.sh
source "$launch/reports.sh"
# shellcheck source=claims/stand-ins.sh
source "$launch/claims/stand-ins.sh"
# shellcheck source=claims/jdk.sh
source "$launch/claims/jdk.sh"
# shellcheck source=claims/kubernetes.sh
source "$launch/claims/kubernetes.sh"
# shellcheck source=claims/kspec.sh
source "$launch/claims/kspec.sh"
# shellcheck source=claims/schemathesis.sh
source "$launch/claims/schemathesis.sh"
# shellcheck source=claims/test.sh
source "$launch/claims/test.sh"

main() {
    if (($# > 0)); then
        try "$1"
    else
        try_all
    fi
}

try() {
    unset JAVA_HOME KSPEC_KUBE_BIN KSPEC_KYVERNO_BIN KSPEC_CERT_MANAGER_BIN KSPEC_REGISTRY_BIN KSPEC_VAULT_BIN KSPEC_SCHEMATHESIS \
        KSPEC_KUBERNETES_VERSION KSPEC_CACHE CI
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cd "$work"
    "claim_$1"
}

# Each in a process of its own: inside an `if`, bash would overlook the failing commands of a function.
try_all() {
    local claim code output report=''
    declare -A count=([ok]=0 [FAILED]=0 [skipped]=0)
    for claim in $(declare -F | sed -n 's/^declare -f claim_//p'); do
        code=0
        output=$("$launch/test.sh" "$claim" 2>&1) || code=$?
        case $code in
        0) tell ok '' ;;
        "$skipped") tell skipped '<skipped/>' ;;
        *) tell FAILED '<failure/>' ;;
        esac
    done
    mkdir -p "$root/target/launch-reports"
    echo "<testsuite name=\"tools.launch\" tests=\"$((count[ok] + count[FAILED] + count[skipped]))\"" \
        "failures=\"${count[FAILED]}\" skipped=\"${count[skipped]}\">$report</testsuite>" \
        >"$root/target/launch-reports/TEST-tools.launch.xml"
    echo "${count[ok]} passed, ${count[FAILED]} failed, ${count[skipped]} skipped"
    ((count[FAILED] == 0))
}

# tell OUTCOME TAG - about the $claim that try_all has just tried
tell() {
    count[$1]=$((count[$1] + 1))
    report+="<testcase classname=\"tools.launch\" name=\"$claim\">$2</testcase>"
    printf '%-8s%s\n' "$1" "${claim//_/ }"
    [[ $1 != FAILED ]] || printf '%s\n' "$output"
}

main "$@"
exit
