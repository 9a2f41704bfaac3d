package io.kspec.server.audit;

import io.kspec.server.web.Demands;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The filters of a query as they came.
final class AuditQuery {
    @QueryParam("category")
    @Nullable
    String category;

    @QueryParam("eventType")
    @Nullable
    String eventType;

    @QueryParam("actor")
    @Nullable
    String actor;

    @QueryParam("resourceType")
    @Nullable
    String resourceType;

    @QueryParam("resourceId")
    @Nullable
    String resourceId;

    @QueryParam("traceId")
    @Nullable
    String traceId;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    AuditFilter filter() {
        Demands demands = new Demands();
        Optional<Category> known = Arrays.stream(Category.values())
                .filter(value -> value.name().equals(category))
                .findFirst();
        demands.demand(
                category == null || known.isPresent(),
                "category",
                "must be one of " + Arrays.toString(Category.values()));
        AuditFilter filter = new AuditFilter(
                known,
                Optional.ofNullable(eventType),
                Optional.ofNullable(actor),
                Optional.ofNullable(resourceType),
                Optional.ofNullable(resourceId),
                Optional.ofNullable(traceId),
                time("from", Optional.ofNullable(from), demands),
                time("to", Optional.ofNullable(to), demands));
        demands.done();
        return filter;
    }

    private static Optional<Instant> time(String field, Optional<String> text, Demands demands) {
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException _) {
            demands.demand(false, field, "must be a time such as 2026-11-22T08:00:00Z");
            return Optional.empty();
        }
    }
}
