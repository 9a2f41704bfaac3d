package io.kspec.cli.fix;

/// How the outcome is printed.
enum FixFormat {
    DIFF,
    JSON
}
