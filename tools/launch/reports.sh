# shellcheck shell=bash
# Reads the test reports of one run (JUnit XML, as Surefire and Failsafe write it): how many tests, and which failed.
# Sourced, not run; needs $root. Only reports newer than a given file count: an earlier run may have left others.

# "148 passed, 0 failed, 3 skipped"
summary_since() {
    read_reports_since "$1" counts |
        awk '{ tests += $1; failed += $2; skipped += $3 }
            END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
}

# "io.kspec.core.RuleTest.aClaim, core/target/surefire-reports/TEST-….xml", each with the first lines of what it said:
# on another machine the report itself may be out of reach.
failures_since() {
    read_reports_since "$1" failures
}

# A record ends with ">", so it holds one tag. What tests print lies in CDATA sections and may look like tags.
read_reports_since() {
    local started=$1 wanted=$2 report
    find "$root"/target "$root"/*/target -maxdepth 2 -path '*-reports/TEST-*.xml' -newer "$started" | sort |
        while IFS= read -r report; do
            awk -v wanted="$wanted" -v report="${report#"$root"/}" '
                BEGIN { RS = ">" }
                in_cdata || /<!\[CDATA\[/ { in_cdata = !/\]\]$/; next }
                $1 == "<testsuite" && wanted == "counts" {
                    print attribute("tests"), attribute("failures") + attribute("errors"), attribute("skipped") + 0
                }
                $1 == "<testcase" { test = attribute("classname") "." attribute("name") }
                $1 ~ /^<(failure|error)\/?$/ && wanted == "failures" {
                    print test ", " report
                    said(attribute("message"))
                }
                function attribute(name,   rest) {
                    if (!match($0, "[ \t\r\n]" name "=\"")) return ""
                    rest = substr($0, RSTART + RLENGTH)
                    return substr(rest, 1, index(rest, "\"") - 1)
                }
                function said(message,   line, lines, i) {
                    gsub(/&#1[03];/, "\n", message)
                    gsub(/&lt;/, "<", message); gsub(/&gt;/, ">", message); gsub(/&quot;/, "\"", message)
                    gsub(/&apos;/, "\047", message); gsub(/&amp;/, "\\&", message)
                    lines = split(message, line, /\n+/)
                    for (i = 1; i <= lines && i <= 30; i++) print "    " substr(line[i], 1, 400)
                    if (lines > 30) print "    …"
                }
            ' "$report"
        done
}
