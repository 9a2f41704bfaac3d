package io.kspec.cli.cases;

/// How results are written.
enum TestFormat {
    TEXT,
    JSON,
    JUNIT
}
