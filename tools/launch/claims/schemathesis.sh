# shellcheck shell=bash
# Claims about tools/schemathesis/build. Sourced by test.sh. Nothing is installed: a stand-in of Python makes a virtual
# environment whose programs do nothing.

python_stand_in() {
    mkdir -p "$work/bin"
    cat >"$work/bin/python3" <<'PYTHON'
#!/usr/bin/env bash
[[ $1 == -m ]] || exit 0
echo "venv" >>"$work/python-calls"
mkdir -p "$3/bin"
printf '#!/bin/sh\nexit %d\n' "${pip_exit:-0}" >"$3/bin/pip"
printf '#!/bin/sh\necho "%s"\n' "$(sed -n 's/^schemathesis==\([0-9.]*\).*/\1/p' "$root/tools/schemathesis/requirements.txt")" \
    >"$3/bin/st"
chmod +x "$3/bin/pip" "$3/bin/st"
PYTHON
    chmod +x "$work/bin/python3"
    export work root PATH=$work/bin:$PATH KSPEC_CACHE=$work/cache
}

claim_schemathesis_is_installed_once() {
    python_stand_in
    ends_with 0 "$root/tools/schemathesis/build"
    [[ -x $(cat out) ]]
    ends_with 0 "$root/tools/schemathesis/build"
    is 1 "$(wc -l <python-calls | tr -d ' ')"
}

claim_an_installation_that_fails_is_tried_again() {
    python_stand_in
    pip_exit=1 ends_with 3 "$root/tools/schemathesis/build"
    says err "could not be installed"
    ends_with 0 "$root/tools/schemathesis/build"
}

claim_a_ready_made_schemathesis_is_taken_and_one_that_is_not_there_refused() {
    touch st
    KSPEC_SCHEMATHESIS=$work/st ends_with 2 "$root/tools/schemathesis/build"
    says err "KSPEC_SCHEMATHESIS=$work/st is no executable file"
    chmod +x st
    KSPEC_SCHEMATHESIS=$work/st ends_with 0 "$root/tools/schemathesis/build"
    is "$work/st" "$(cat out)"
}

claim_without_python_one_sentence_says_what_else_can_be_done() {
    use_bare_path
    KSPEC_CACHE=$work/cache ends_with 2 "$root/tools/schemathesis/build"
    says err "Python 3.11"
    says err "KSPEC_SCHEMATHESIS"
    is 1 "$(wc -l <err | tr -d ' ')"
}
