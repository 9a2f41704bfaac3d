package io.kspec.core.export;

import io.kspec.core.verdict.SubjectRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a finding so that two scans can be compared: rule, object and field. What was observed is left out, so that
/// a new image of the same wrong registry is the same finding; so are the file, the line, the version of the API and
/// a container's position in its list, which change without anybody touching the fault.
final class Fingerprint {
    private static final int HEX_DIGITS = 32;
    private static final Pattern POSITION = Pattern.compile("/((?:init|ephemeral)?[cC]ontainers)/[0-9]+(?=/|$)");

    private Fingerprint() {}

    /// @param pointer RFC 6901
    static String of(String rule, SubjectRef subject, String pointer) {
        String group = subject.apiVersion().contains("/")
                ? subject.apiVersion().substring(0, subject.apiVersion().indexOf('/'))
                : "";
        String key = String.join(
                "\n",
                rule,
                group,
                subject.kind(),
                subject.namespace(),
                subject.name(),
                subject.container(),
                inContainer(subject.container(), pointer));
        return StableHash.hex(key).substring(0, HEX_DIGITS);
    }

    private static String inContainer(String container, String pointer) {
        return container.isEmpty()
                ? pointer
                : POSITION.matcher(pointer).replaceFirst("/$1/" + Matcher.quoteReplacement(container));
    }
}
