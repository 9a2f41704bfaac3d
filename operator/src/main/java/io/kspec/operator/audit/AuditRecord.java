package io.kspec.operator.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/// One act that matters for security.
///
/// @param act what was done, and the last part of the CloudEvent's type
/// @param subject the object that it was done to, for people: kind, namespace, name
/// @param data facts in the order of their telling; never contents of objects
public record AuditRecord(Act act, String subject, Map<String, String> data) {
    private static final int LONGEST_VALUE = 2048;

    /// Everything that is recorded.
    public enum Act {
        /// Admission refused a request.
        REFUSED("admission.refused"),
        /// An exemption pardoned a violation.
        EXEMPTION_USED("exemption.used"),
        /// Somebody put an exemption into a specification.
        EXEMPTION_APPROVED("exemption.approved"),
        /// A guard was put back, or could not be.
        REPAIRED("drift.remediated"),
        /// A running workload was changed because it broke rules, or could not be.
        REMEDIATED("workload.remediated"),
        /// The operator wrote to the API, or tried to.
        WROTE("api.write"),
        /// Admission was registered.
        ADMISSION_ENABLED("admission.enabled"),
        /// Admission stands registered no more.
        ADMISSION_DISABLED("admission.disabled"),
        /// This replica leads.
        TERM_BEGAN("leadership.began"),
        /// This replica leads no more.
        TERM_ENDED("leadership.ended"),
        /// The breaker of a specification opened, closed, or lets calls through on trial.
        BREAKER_CHANGED("breaker.changed"),
        /// A certificate was taken into use.
        CERTIFICATE_ISSUED("certificate.issued");

        private final String word;

        Act(String word) {
            this.word = word;
        }

        String type() {
            return "io.kspec." + word;
        }
    }

    public AuditRecord {
        var bounded = new LinkedHashMap<String, String>();
        data.forEach((name, value) -> bounded.put(
                name, value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…"));
        data = java.util.Collections.unmodifiableMap(bounded);
    }

    /// A record out of names and values in turn.
    public static AuditRecord of(Act act, String subject, String... facts) {
        var data = new LinkedHashMap<String, String>();
        for (int index = 0; index + 1 < facts.length; index += 2) {
            data.put(facts[index], facts[index + 1]);
        }
        return new AuditRecord(act, subject, data);
    }
}
