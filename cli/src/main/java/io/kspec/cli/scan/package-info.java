/// `kspec scan`: judges a cluster or files by a specification. One [io.kspec.cli.scan.Judged] is made, and every
/// output format and the exit code come from it. Start at [io.kspec.cli.scan.ScanCommand].
@NullMarked
package io.kspec.cli.scan;

import org.jspecify.annotations.NullMarked;
