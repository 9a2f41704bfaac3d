package io.kspec.cli.cases;

import java.util.List;

/// What became of the cases of one file.
///
/// @param file as people find it
/// @param specification the name of what was tested
record FileResult(String file, String specification, List<CaseResult> cases) {
    FileResult {
        cases = List.copyOf(cases);
    }
}
