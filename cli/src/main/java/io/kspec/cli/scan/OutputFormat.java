package io.kspec.cli.scan;

/// How a scan is printed. The verdict is the same in each.
enum OutputFormat {
    TABLE,
    JSON
}
