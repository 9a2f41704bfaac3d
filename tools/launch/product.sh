# shellcheck shell=bash
# Keeps the built product in step with its sources: it is built when a source is newer than the last build, only then.
# Sourced, not run; needs say.sh, progress.sh, lock.sh, maven.sh, programs.sh and $root. All it writes lies in target/,
# so that `mvn clean` forgets it.

# Each leaves <module>/target/kspec-<module>.jar, and its libraries in <module>/target/lib; the server's are in
# server/target/quarkus-app with the jar that starts it.
program_modules=(cli operator server)

build_product_if_stale() {
    product_is_current && return
    mkdir -p "$root/target"
    lock "$root/target/kspec.lock" "building kspec in $root"
    product_is_current || build_product # somebody else may have built it while we waited
    unlock
}

# Has to be quick: it runs before every command. Directories count too, they change when a file is deleted.
product_is_current() {
    local stamp=$root/target/kspec-built module
    [[ -f $stamp ]] || return
    for module in "${program_modules[@]}"; do
        [[ -f $root/$module/target/kspec-$module.jar ]] || return
    done
    [[ -z $(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print -quit) ]]
}

# The stamp is as old as the beginning of the build: what is edited meanwhile counts as newer.
build_product() {
    local modules
    modules=$(IFS=, && echo "${program_modules[*]}")
    require_maven
    maven_log=$root/target/kspec-build.log
    rm -f "$root/target/kspec-built" "$maven_log"
    touch "$root/target/kspec-build-began"
    progress_detail=maven_stage with_progress "building kspec" logged "$maven_log" \
        maven -Dmaven.test.skip=true --projects "$modules" --also-make package || {
        explain_maven_failure
        say "kspec could not be built, all that was said about it is in $maven_log"
        exit 3
    }
    # Saves time and nothing else: where it does not work, kspec works without it.
    with_progress "preparing a quick start" logged "$root/target/kspec-quick-start.log" prepare_classes ||
        say "kspec works all the same, it only starts a little slower"
    mv "$root/target/kspec-build-began" "$root/target/kspec-built"
}
