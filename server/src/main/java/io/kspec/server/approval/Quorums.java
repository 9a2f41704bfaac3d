package io.kspec.server.approval;

import io.kspec.lifecycle.approval.ApprovalKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The configured quorums. A name that is no type or a number below one stops the start.
final class Quorums {
    private Quorums() {}

    static Map<ApprovalKind, Integer> of(Map<String, Integer> configured) {
        Map<ApprovalKind, Integer> quorums = new EnumMap<>(ApprovalKind.class);
        configured.forEach((word, people) -> quorums.put(kind(word), atLeastOne(word, people)));
        return quorums;
    }

    private static ApprovalKind kind(String word) {
        return Arrays.stream(ApprovalKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("kspec.approvals.quorum.%s names no type of approval. Use one of %s."
                                .formatted(
                                        word,
                                        Arrays.stream(ApprovalKind.values())
                                                .map(ApprovalKind::word)
                                                .collect(Collectors.joining(", ")))));
    }

    private static int atLeastOne(String word, int people) {
        if (people < 1) {
            throw new IllegalStateException(
                    "kspec.approvals.quorum.%s is %d. Set 1 or more people.".formatted(word, people));
        }
        return people;
    }
}
