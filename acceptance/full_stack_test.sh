#!/usr/bin/env bash
# Installs kspec by its chart and tries it in 13 steps; `acceptance/full_stack_test.sh --help` tells more.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tools/launch/say.sh
source "$root/tools/launch/say.sh"
# shellcheck source=tools/launch/jdk.sh
source "$root/tools/launch/jdk.sh"

namespace=kspec-system
cluster=kspec-full-stack
patience=300

help() {
    cat <<'TEXT'
Usage: acceptance/full_stack_test.sh [--kind]

Installs kspec by its Helm chart with three replicas and tries what it promises, step by step. By default on a control
plane of this machine whose pods are processes: no containers, no images, no rights needed. The product and its tests
must be built (./test --fast, or mvn -DskipTests package).

  --kind        on a kind cluster with 3 worker nodes, with images built by docker
  -h, --help    show this text

  SKIP_CLEANUP=true   keep the cluster; the last line says how to reach it and how to remove it

Exit code: 0 when all 13 steps passed, 1 when one failed, 2 when something is missing.
TEXT
}

step() { printf 'step %2d/13  %s\n' "$1" "$2"; }
fail() {
    printf 'failed: %s\n' "$1" >&2
    exit "${2:-1}"
}

# Tries a command until it succeeds; the last answer is shown when it never does.
eventually() {
    local what=$1 end=$((SECONDS + patience)) answer
    shift
    until answer=$("$@" 2>&1); do
        ((SECONDS < end)) || fail "$what did not happen within $patience s: $answer"
        sleep 1
    done
}

main() {
    mode=local
    case ${1:-} in
    -h | --help) help && exit 0 ;;
    --kind) mode=kind ;;
    "") ;;
    *) help >&2 && exit 2 ;;
    esac
    work=$(mktemp -d)
    trap 'finish' EXIT

    step 1 "prerequisites" && "require_$mode"
    step 2 "a cluster with 3 worker nodes" && "start_$mode"
    step 3 "the operator is built and can be run there" && "image_$mode"
    step 4 "definitions of kspec's kinds" && definitions
    step 5 "3 replicas with leader election" && install
    step 6 "exactly one leads" && leader_is_one
    step 7 "another leads when the leader's pod is deleted" && failover
    step 8 "PodDisruptionBudget" && budget
    step 9 "a ClusterSpecification with advanced features" && declare_specification
    step 10 "a ComplianceReport" && eventually "a report" has compliancereports -n "$namespace"
    step 11 "metrics" && eventually "metrics" fetch "$(leader)" 8080 /metrics kspec_
    step 12 "health" && eventually "health" fetch "$(leader)" 8081 /readyz ''
    step 13 "clean-up" && clean_up
    echo "all 13 steps passed"
}

require() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "$program is missing; install it and run this again." 2
    done
}

require_kind() { require kind kubectl helm docker make; }

require_local() {
    require curl
    find_jdk
    [[ -f $root/operator/target/kspec-operator.jar && -d $root/acceptance/target/test-classes ]] ||
        fail "kspec is not built: run ./test --fast, or mvn -DskipTests package." 2
}

start_kind() {
    {
        printf 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n  - role: control-plane\n'
        printf '  - role: worker\n%.0s' 1 2 3
    } >"$work/kind.yaml"
    export KUBECONFIG=$work/kubeconfig
    kind create cluster --name "$cluster" --config "$work/kind.yaml" --wait 3m
}

# Lives as long as its standard input, which is this script's.
start_local() {
    local classes=$root/acceptance/target/test-classes:$root/testkit/target/classes:$root/local/target/classes
    mkfifo "$work/alive"
    # shellcheck disable=SC2154 # find_jdk sets it
    "$jdk/bin/java" -Dkspec.root="$root" -cp "$classes:$root/operator/target/lib/*" \
        io.kspec.acceptance.e2e.StackMain <"$work/alive" >"$work/stack" 2>"$work/stack.log" &
    stack=$!
    exec 9>"$work/alive"
    eventually "the start of the cluster" grep -q '^CHART=' "$work/stack"
    KUBECONFIG=$(sed -n 's/^KUBECONFIG=//p' "$work/stack")
    export KUBECONFIG
    PATH=$(sed -n 's/^BIN=//p' "$work/stack"):$PATH
}

image_kind() {
    [[ -f $root/operator/target/kspec-operator.jar ]] || make -C "$root" build-operator
    docker build --quiet --tag ghcr.io/kspec/kspec-operator:e2e --file - "$root/operator/target" <<'IMAGE'
FROM eclipse-temurin:25-jre
COPY kspec-operator.jar /kspec/
COPY lib /kspec/lib
USER 65532:65532
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-cp", "/kspec/kspec-operator.jar:/kspec/lib/*", "io.kspec.operator.Main"]
IMAGE
    kind load docker-image --name "$cluster" ghcr.io/kspec/kspec-operator:e2e
    values=(--set=image.tag=e2e --set=image.pullPolicy=Never)
}

image_local() { values=(); }

definitions() {
    kubectl apply --server-side -f "$root/charts/kspec-operator/crds" >/dev/null
    kubectl wait --for=condition=Established --timeout=60s crd/clusterspecifications.kspec.io >/dev/null
}

install() {
    helm install kspec-operator "$root/charts/kspec-operator" --namespace "$namespace" --create-namespace \
        --skip-crds "${values[@]}" >"$work/helm.log"
    kubectl rollout status deployment/kspec-operator -n "$namespace" --timeout="${patience}s" >/dev/null
}

holder() { kubectl get lease kspec-operator-lock -n "$namespace" -o jsonpath='{.spec.holderIdentity}'; }
leader() { holder | cut -d_ -f1; }
leads() { [[ -n $(holder) ]] && kubectl get pod "$(leader)" -n "$namespace" >/dev/null; }
another_leads() { leads && [[ $(leader) != "$1" ]]; }
has() { [[ -n $(kubectl get "$@" -o name) ]]; }

leader_is_one() { eventually "a leader" leads; }

failover() {
    local old began=$SECONDS
    old=$(leader)
    kubectl delete pod "$old" -n "$namespace" --wait=false >/dev/null
    eventually "another leader" another_leads "$old"
    echo "            another leads after $((SECONDS - began)) s"
    kubectl rollout status deployment/kspec-operator -n "$namespace" --timeout="${patience}s" >/dev/null
}

budget() {
    [[ $(kubectl get pdb kspec-operator -n "$namespace" -o jsonpath='{.spec.minAvailable}') == 1 ]] ||
        fail "the PodDisruptionBudget does not keep one replica"
}

declare_specification() {
    kubectl apply -f - >/dev/null <<'YAML'
apiVersion: kspec.io/v1alpha1
kind: ClusterSpecification
metadata: {name: full-stack}
spec:
  version: 1.0.0
  enforcement: {mode: enforce}
  namespaceScope: {excludeNamespaces: [kube-system]}
  podSecurity: {enforce: baseline}
  workloads: {containers: {forbidden: [{key: securityContext.privileged}]}}
  rules:
    - name: owner
      message: "every Deployment names its owner"
      match: {kinds: [Deployment]}
      expression: "has(object.metadata.labels)"
YAML
    kubectl wait --for=condition=Ready clusterspec/full-stack --timeout="${patience}s" >/dev/null
    eventually "a refusal" refused "$root/acceptance/src/test/resources/fixtures/privileged-pod.yaml"
    kubectl create --dry-run=server -f "$root/acceptance/src/test/resources/fixtures/compliant-pod.yaml" >/dev/null
}

refused() { ! kubectl create --dry-run=server -f "$1" 2>"$work/refusal" && grep -q 'denied the request' "$work/refusal"; }

# fetch POD PORT PATH TEXT: by the API server, which does not go to loopback addresses; there the pod is asked itself.
fetch() {
    local ip
    ip=$(kubectl get pod "$1" -n "$namespace" -o jsonpath='{.status.podIP}')
    if [[ $ip == 127.* ]]; then
        curl -fsS "http://$ip:$2$3"
    else
        kubectl get --raw "/api/v1/namespaces/$namespace/pods/$1:$2/proxy$3"
    fi | grep -q -- "$4"
}

clean_up() {
    [[ ${SKIP_CLEANUP:-} != true ]] || return 0
    helm uninstall kspec-operator --namespace "$namespace" >>"$work/helm.log"
    ! has validatingwebhookconfiguration/kspec-validating-webhook 2>/dev/null || fail "a registration is left"
    kubectl delete clusterspec/full-stack --timeout=60s >/dev/null
    kubectl delete -f "$root/charts/kspec-operator/crds" --wait=false >/dev/null
}

finish() {
    local status=$?
    if [[ ${SKIP_CLEANUP:-} == true && -n ${KUBECONFIG:-} ]]; then
        keep
    elif [[ ${mode:-} == kind ]]; then
        kind delete cluster --name "$cluster" >/dev/null 2>&1 || true
    elif [[ -n ${stack:-} ]]; then
        exec 9>&-
        wait "$stack" || true
    fi
    if ((status == 0)) && [[ ${SKIP_CLEANUP:-} != true ]]; then
        rm -rf "$work"
    else
        echo "logs and settings: $work" >&2
    fi
    exit "$status"
}

# The local cluster ends with its input, so somebody has to hold it open.
keep() {
    if [[ ${mode:-} == kind ]]; then
        echo "kept: export KUBECONFIG=$KUBECONFIG; remove it with kind delete cluster --name $cluster"
    else
        echo "kept: export KUBECONFIG=$KUBECONFIG; it ends with Ctrl+C here"
        wait "$stack" || true
    fi
}

main "$@"
