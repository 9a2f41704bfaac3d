package io.kspec.operator.specification;

import io.kspec.core.scan.ScanResult;
import java.time.Instant;

/// The scan that a specification's status speaks of.
///
/// @param uid of the specification, so that one that was made anew is scanned anew
/// @param generation of the specification that was judged by
/// @param finished when the scan ended
record LastScan(String uid, long generation, Instant finished, ScanResult result) {}
