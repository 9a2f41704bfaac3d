# shellcheck shell=bash
# How the built programs are started: their class paths, flags for the virtual machine, prepared classes.
# Sourced, not run; needs $root and $jdk.

common_flags=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# For a command that ends soon: only the quick compiler, and the collector that starts fastest.
quick_flags=("${common_flags[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1)

class_path() {
    echo "$root/$1/target/kspec-$1.jar:$root/$1/target/lib/*"
}

# exec_cli quick|lasting [ARG…] - becomes the command line.
exec_cli() {
    local flags=("${common_flags[@]}") archive
    [[ $1 == lasting ]] || flags=("${quick_flags[@]}")
    shift
    archive=$(prepared_classes)
    # Where the archive does not fit the virtual machine goes on without it; it must not say so on stdout, which
    # belongs to the command's answer.
    [[ ! -f $archive ]] || flags+=("-XX:AOTCache=$archive" "-Xlog:aot*=off")
    exec "$jdk/bin/java" "${flags[@]}" -cp "$(class_path cli)" io.kspec.cli.Main "$@"
}

exec_operator() {
    exec "$jdk/bin/java" "${common_flags[@]}" -cp "$(class_path operator)" io.kspec.operator.Main "$@"
}

prepared_classes() {
    echo "$root/target/kspec-cli.aot"
}

# Lets a scan of one file record which classes the command line loads, so that every later start finds them prepared.
# The scan finds something to complain about, so its exit code says nothing; the archive does.
prepare_classes() {
    local archive
    archive=$(prepared_classes)
    rm -f "$archive"
    "$jdk/bin/java" "${quick_flags[@]}" "-XX:AOTCacheOutput=$archive.new" -cp "$(class_path cli)" io.kspec.cli.Main \
        scan -f "$root/cli/src/main/resources/io/kspec/cli/demo/workloads.yaml" || true
    mv "$archive.new" "$archive"
}
