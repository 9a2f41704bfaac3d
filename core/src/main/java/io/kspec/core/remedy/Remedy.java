package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.WorkloadRule;
import java.util.List;
import java.util.stream.Collectors;

/// What is to be done about one running workload. Made by [Remedies].
public sealed interface Remedy {
    /// The field manager of every change.
    String MANAGER = "kspec-remediation";

    /// None of the rules that ask for it fails, or nobody may change the workload, or its owner opted out.
    record Nothing() implements Remedy {}

    /// It may be changed.
    ///
    /// @param rules those that pass afterwards; never empty
    /// @param changes what becomes of its fields; never empty
    /// @param document for a server-side apply under [#MANAGER], with the uid and resourceVersion that were judged
    /// @param left what a person must decide beside it, one sentence each
    record Apply(List<WorkloadRule> rules, List<FieldChange> changes, ObjectNode document, List<String> left)
            implements Remedy {
        public Apply {
            rules = List.copyOf(rules);
            changes = List.copyOf(changes);
            left = List.copyOf(left);
        }
    }

    /// A person must do it.
    ///
    /// @param rules that fail; never empty
    /// @param why a clause
    /// @param changes what would do; empty where a person must decide that too
    record Suggest(List<WorkloadRule> rules, String why, List<FieldChange> changes) implements Remedy {
        public Suggest {
            rules = List.copyOf(rules);
            changes = List.copyOf(changes);
        }
    }

    /// `spec.hostNetwork: true -> absent; spec.hostPID: true -> absent`.
    static String sentence(List<FieldChange> changes) {
        return changes.stream().map(FieldChange::sentence).collect(Collectors.joining("; "));
    }

    /// The changed fields as they were.
    static ObjectNode before(List<FieldChange> changes) {
        Document document = Document.empty();
        changes.forEach(change -> change.before().ifPresent(value -> document.put(change.spot(), value)));
        return document.json();
    }

    /// The changed fields as they are to be; null for one that goes.
    static ObjectNode after(List<FieldChange> changes) {
        Document document = Document.empty();
        changes.forEach(
                change -> document.put(change.spot(), change.after().orElse(JsonNodeFactory.instance.nullNode())));
        return document.json();
    }
}
