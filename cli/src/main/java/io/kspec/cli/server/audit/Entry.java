package io.kspec.cli.server.audit;

import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Tables;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was done.
record Entry(
        @Nullable Long sequence,
        @Nullable Instant timestamp,
        @Nullable String eventType,
        @Nullable String category,
        @Nullable String severity,
        @Nullable Actor actor,
        @Nullable Resource resource,
        @Nullable String result,
        @Nullable String message,
        @Nullable String traceId,
        @Nullable String sourceAddress) {
    private static final int NARROW = 6;

    /// Who did it.
    record Actor(@Nullable String id, @Nullable String name) {}

    /// What it was done to.
    record Resource(@Nullable String type, @Nullable String id) {
        String label() {
            return "%s/%s".formatted(Cells.text(type), Cells.text(id));
        }
    }

    static List<String> table(List<Entry> entries, boolean wide) {
        return Tables.lines(
                Tables.narrowed(
                        wide,
                        NARROW,
                        List.of(
                                "WHEN",
                                "WHO",
                                "EVENT",
                                "RESOURCE",
                                "RESULT",
                                "MESSAGE",
                                "NUMBER",
                                "CATEGORY",
                                "SEVERITY",
                                "FROM",
                                "TRACE")),
                entries.stream()
                        .map(one -> Tables.narrowed(
                                wide,
                                NARROW,
                                List.of(
                                        Cells.moment(one.timestamp()),
                                        Cells.text(
                                                one.actor() == null
                                                        ? null
                                                        : one.actor().name()),
                                        Cells.text(one.eventType()),
                                        one.resource() == null
                                                ? Cells.NOTHING
                                                : one.resource().label(),
                                        Cells.text(one.result()),
                                        Cells.text(one.message()),
                                        Cells.text(one.sequence()),
                                        Cells.text(one.category()),
                                        Cells.text(one.severity()),
                                        Cells.text(one.sourceAddress()),
                                        Cells.text(one.traceId()))))
                        .toList());
    }
}
