# shellcheck shell=bash
# Claims about tools/kubernetes/build. Sourced by test.sh. Nothing is compiled here: that takes minutes, so a stand-in of
# Go writes scripts in place of programs.

# go_stand_in VERSION - fails for the program named by $go_fails_at; notes what it built in the file go-built.
go_stand_in() {
    mkdir -p "$work/bin"
    cat >"$work/bin/go" <<GO
#!/usr/bin/env bash
[[ \$1 != env ]] || { echo go$1; exit; }
GO
    cat >>"$work/bin/go" <<'GO'
[[ $1 != version ]] || { exec "$3"; }
[[ "$*" != *' list -m '* ]] || { echo "$work/module"; exit; }
while [[ $1 != -o ]]; do shift; done
program=${2##*/}
[[ $program != "${go_fails_at:-}" ]] || { echo "$program: a brace is missing"; exit 1; }
mkdir -p "$GOCACHE"
echo "$program" >>"$work/go-built"
printf '#!/bin/sh\necho v1.35.4 3.6.14 v0.7.0 v4.2.4 v1.19.0 v1.21.2 v3.1.1 1.13.2 %s\n' "${go_builds_also:-}" >"$2"
chmod +x "$2"
GO
    chmod +x "$work/bin/go"
    mkdir -p "$work/module/config/crds/kyverno" "$work/module/deploy/crds"
    touch "$work/module/config/crds/kyverno/policies.yaml" "$work/module/deploy/crds/certificates.yaml"
    export work PATH=$work/bin:$PATH KSPEC_CACHE=$work/cache
}

ready_made_programs() {
    local program
    mkdir -p kube
    for program in kube-apiserver kube-controller-manager kube-scheduler etcd kwok kubectl helm; do
        touch "kube/$program"
        chmod +x "kube/$program"
    done
}

claim_ready_made_programs_are_taken_from_kspec_kube_bin() {
    ready_made_programs
    KSPEC_KUBE_BIN=kube ends_with 0 "$root/tools/kubernetes/build"
    is "$work/kube" "$(cat out)"
}

claim_programs_missing_in_kspec_kube_bin_are_named() {
    ready_made_programs
    rm kube/etcd
    chmod -x kube/helm
    KSPEC_KUBE_BIN=$work/kube ends_with 2 "$root/tools/kubernetes/build"
    says err "KSPEC_KUBE_BIN=$work/kube lacks etcd, helm:"
    is "" "$(cat out)"
}

claim_without_go_one_sentence_says_what_else_can_be_done() {
    use_bare_path
    KSPEC_CACHE=$work/cache ends_with 2 "$root/tools/kubernetes/build"
    says err "https://go.dev/dl"
    says err "KSPEC_KUBE_BIN"
    says err "--kubeconfig"
    is 1 "$(wc -l <err | tr -d ' ')"
    is "" "$(cat out)"
}

claim_what_is_in_the_cache_is_taken_without_go() {
    local cached
    use_bare_path
    KSPEC_CACHE=$work/cache ends_with 2 "$root/tools/kubernetes/build"
    cached=$(echo cache/kubernetes/*.lock) # the name under which it would have been built
    cached=$work/${cached%.lock}
    mkdir -p "$cached/bin"
    KSPEC_CACHE=$work/cache ends_with 0 "$root/tools/kubernetes/build"
    is "$cached/bin" "$(cat out)"
}

claim_a_go_that_is_too_old_is_refused() {
    go_stand_in 1.21.3
    ends_with 2 "$root/tools/kubernetes/build"
    says err "(found: go1.21.3)"
}

claim_all_programs_are_built_into_one_directory_and_nothing_else_is_left() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build"
    is bin "$(ls "$(dirname "$(cat out)")")"
    says err "building kube-apiserver (1 of 7)"
    KSPEC_KUBE_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build"
}

claim_a_failed_build_of_the_programs_says_where_the_log_is_and_goes_on_from_there() {
    go_stand_in 1.26.8
    go_fails_at=etcd ends_with 3 "$root/tools/kubernetes/build"
    says err "a brace is missing"
    says err ".partial/etcd.log"
    is "" "$(cat out)"
    ends_with 0 "$root/tools/kubernetes/build"
    is 1 "$(grep -c kube-apiserver go-built)"
    is 7 "$(wc -l <go-built | tr -d ' ')"
}

claim_a_program_that_reports_another_version_is_not_taken() {
    go_stand_in 1.26.8
    sed -i.before 's/4\.2\.4/4.2.3/' bin/go
    ends_with 3 "$root/tools/kubernetes/build"
    says err "does not report 4.2.4"
}

claim_kyverno_is_built_beside_the_control_plane_and_without_it() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build" kyverno
    is "crds kubectl-kyverno kyverno" "$(cd "$(cat out)" && echo *)"
    is policies.yaml "$(ls "$(cat out)/crds")"
    is "kyverno kubectl-kyverno" "$(paste -sd ' ' go-built)"
    KSPEC_KYVERNO_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build" kyverno
    rm -r "$(cat out)/crds"
    KSPEC_KYVERNO_BIN=$(cat out) ends_with 2 "$root/tools/kubernetes/build" kyverno
    says err "lacks crds:"
}

claim_cert_manager_is_built_by_itself() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build" cert-manager
    is "cert-manager crds" "$(cd "$(cat out)" && echo *)"
    is cert-manager "$(cat go-built)"
    KSPEC_CERT_MANAGER_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build" cert-manager
}

claim_the_registry_is_built_by_itself() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build" registry
    is registry "$(cd "$(cat out)" && echo *)"
    KSPEC_REGISTRY_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build" registry
}

claim_vault_is_built_by_itself() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build" vault
    is vault "$(cd "$(cat out)" && echo *)"
    KSPEC_VAULT_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build" vault
}

claim_what_our_own_program_says_decides_whether_it_is_built_again() {
    local before
    copy_of_the_build
    go_stand_in 1.26.8
    ends_with 0 copy/tools/kubernetes/build cert-manager
    before=$(cat out)
    echo "// changed" >>copy/tools/kubernetes/cert-manager/main.go
    ends_with 0 copy/tools/kubernetes/build cert-manager
    [[ $before != "$(cat out)" ]]
}

claim_another_minor_version_is_a_set_of_its_own_that_shares_what_does_not_depend_on_it() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build"
    : >go-built
    go_builds_also=$(pinned 1.36) KSPEC_KUBERNETES_VERSION=1.36 ends_with 0 "$root/tools/kubernetes/build"
    says out "/$(pinned 1.36)-"
    is "kube-apiserver kube-controller-manager kube-scheduler kubectl" "$(paste -sd ' ' go-built)"
    KSPEC_KUBE_BIN=$(cat out) ends_with 0 "$root/tools/kubernetes/build"
}

claim_another_minor_version_is_built_where_the_usual_one_is_not() {
    go_stand_in 1.26.8
    go_builds_also=$(pinned 1.36) KSPEC_KUBERNETES_VERSION=v1.36 ends_with 0 "$root/tools/kubernetes/build"
    is 7 "$(wc -l <go-built | tr -d ' ')"
}

claim_the_usual_version_may_be_named() {
    go_stand_in 1.26.8
    ends_with 0 "$root/tools/kubernetes/build"
    cp out usual
    KSPEC_KUBERNETES_VERSION=1.35 ends_with 0 "$root/tools/kubernetes/build"
    is "$(cat usual)" "$(cat out)"
}

claim_a_version_that_is_not_pinned_is_refused_with_those_that_are() {
    KSPEC_KUBERNETES_VERSION=1.2 ends_with 2 "$root/tools/kubernetes/build"
    says err "KSPEC_KUBERNETES_VERSION=1.2 is not pinned: 1.35 is the usual version, and there are"
    says err "1.36"
}

claim_a_chosen_version_and_ready_made_programs_contradict_each_other() {
    ready_made_programs
    KSPEC_KUBE_BIN=kube KSPEC_KUBERNETES_VERSION=1.36 ends_with 2 "$root/tools/kubernetes/build"
    says err "contradict"
}

# pinned MINOR - the whole version
pinned() {
    sed -n 's/.*k8s.io\/kubernetes \(v[0-9.]*\).*/\1/p' "$root/tools/kubernetes/kubernetes-$1/go.mod"
}

# What pins the programs, to be changed by a claim.
copy_of_the_build() {
    mkdir -p copy/tools
    cp -R "$root/tools/kubernetes" "$root/tools/launch" copy/tools
}

claim_what_pins_kyverno_does_not_build_the_control_plane_again() {
    local before
    copy_of_the_build
    go_stand_in 1.26.8
    ends_with 0 copy/tools/kubernetes/build
    before=$(cat out)
    echo "// changed" >>copy/tools/kubernetes/kyverno/go.mod
    ends_with 0 copy/tools/kubernetes/build
    is "$before" "$(cat out)"
}

claim_a_set_of_programs_that_nobody_knows_is_wrong_use() {
    ends_with 2 "$root/tools/kubernetes/build" kubernets
    says err "does not know 'kubernets'"
}
