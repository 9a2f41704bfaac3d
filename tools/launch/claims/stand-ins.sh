# shellcheck shell=bash
# What the claims share: stand-ins for a checkout, a JDK and Maven, and three ways to say what must hold.
# Sourced by test.sh; everything is made in the current directory, which is a fresh one.

# jdk VERSION - a directory that looks like a JDK; its java prints how it was called.
jdk() {
    mkdir -p "jdk-$1/bin"
    echo "JAVA_VERSION=\"$1.0.1\"" >"jdk-$1/release"
    touch "jdk-$1/bin/javac"
    cat >"jdk-$1/bin/java" <<'JAVA'
#!/usr/bin/env bash
for flag in "$@"; do
    [[ $flag != -XX:AOTCacheOutput=* ]] || touch "${flag#*=}"
done
echo "java $*"
echo "KSPEC_HOME=$KSPEC_HOME KSPEC_KUBE_BIN=${KSPEC_KUBE_BIN:-none}"
JAVA
    chmod +x "jdk-$1"/bin/*
    echo "$PWD/jdk-$1"
}

# The launchers in a repository that holds nothing else but two empty modules; the blank in its name is on purpose.
checkout() {
    local module
    mkdir -p "my checkout/tools"
    cp -R "$root/kspec" "$root/kube-devops" "$root/test" "my checkout"
    cp -R "$root/tools/launch" "$root/tools/kubernetes" "my checkout/tools"
    printf '#!/bin/sh\n' >"my checkout/tools/launch/test.sh"
    mkdir "my checkout/tools/schemathesis"
    printf '#!/bin/sh\necho st\n' >"my checkout/tools/schemathesis/build"
    chmod +x "my checkout/tools/schemathesis/build"
    for module in cli operator; do
        mkdir -p "my checkout/$module/src/main/java" "my checkout/$module/src/test/java"
        touch "my checkout/$module/pom.xml" "my checkout/$module/src/main/java/Main.java"
    done
    touch "my checkout/pom.xml"
    JAVA_HOME=$(jdk 25)
    export JAVA_HOME
    cd "my checkout" || return
}

# The stand-in of Maven notes each call in mvn-calls, leaves two jars and one test report, and ends with $mvn_exit.
maven_stand_in() {
    mkdir -p "$work/bin"
    cat >"$work/bin/mvn" <<'MVN'
#!/usr/bin/env bash
echo "$JAVA_HOME $* KSPEC_KUBE_BIN=${KSPEC_KUBE_BIN:-none}" >>"$work/mvn-calls"
sleep 0.2
if [[ ${mvn_exit:-0} != 0 ]]; then
    echo "[ERROR] Main.java:[1,1] a semicolon is missing"
    exit "$mvn_exit"
fi
echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s"
reports=cli/target/surefire-reports
mkdir -p "$reports" operator/target server/target
touch cli/target/kspec-cli.jar operator/target/kspec-operator.jar server/target/kspec-server.jar
echo '<testsuite name="a" tests="3" errors="0" skipped="1" failures="0"></testsuite>' >"$reports/TEST-a.xml"
MVN
    chmod +x "$work/bin/mvn"
    export work PATH=$work/bin:$PATH
    : >"$work/mvn-calls"
}

# A PATH with what every system has, and no java, mvn or go.
use_bare_path() {
    local tool
    mkdir -p "$work/bare"
    for tool in awk bash cat dirname env find flock grep ln mkdir mv paste perl readlink rm sed sha256sum shasum \
        sleep sort tail touch tr uname wc; do
        ! command -v "$tool" >/dev/null || ln -s "$(command -v "$tool")" "$work/bare/$tool"
    done
    export PATH=$work/bare
}

# ends_with CODE COMMAND… - keeps what COMMAND says in the files out and err.
ends_with() {
    local wanted=$1 code=0
    shift
    "$@" >"$work/out" 2>"$work/err" || code=$?
    ((code == wanted)) || {
        echo "'$*' ended with $code and not with $wanted; it said:"
        cat "$work/out" "$work/err"
        return 1
    }
}

# says out|err TEXT
says() {
    grep -qF -- "$2" "$work/$1" || {
        echo "'$2' is not in $1:"
        cat "$work/$1"
        return 1
    }
}

# is WANTED FOUND
is() {
    [[ $1 == "$2" ]] || {
        echo "'$1' was wanted, '$2' was found"
        return 1
    }
}
