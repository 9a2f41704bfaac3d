package io.kspec.core.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.junit.JunitCase.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JunitXmlTest {
    @Test
    void suitesAreWrittenAsJunitWritesThem() {
        String xml = JunitXml.of(
                "kspec",
                List.of(new JunitSuite(
                        "a <b>",
                        List.of(
                                new JunitCase("rules", "one", new Outcome.Passed()),
                                new JunitCase("rules", "two", new Outcome.Failed("said \"no\"", "line 1\nline & 2")),
                                new JunitCase("rules", "three", new Outcome.Errored("unread", "")),
                                new JunitCase("rules", "bell \u0007\uD800", new Outcome.Skipped("not asked"))))));
        assertThat(xml).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="kspec" tests="4" failures="1" errors="1" skipped="1">
                  <testsuite name="a &lt;b&gt;" tests="4" failures="1" errors="1" skipped="1">
                    <testcase classname="rules" name="one"></testcase>
                    <testcase classname="rules" name="two"><failure message="said &quot;no&quot;">line 1
                line &amp; 2</failure></testcase>
                    <testcase classname="rules" name="three"><error message="unread"></error></testcase>
                    <testcase classname="rules" name="bell \\u0007\\ud800"><skipped message="not asked"></skipped></testcase>
                  </testsuite>
                </testsuites>
                """);
    }
}
