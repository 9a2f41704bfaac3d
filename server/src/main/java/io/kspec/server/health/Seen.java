package io.kspec.server.health;

import io.kspec.lifecycle.health.Evidence;
import io.kspec.server.database.JsonColumns;
import java.util.List;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/// What a check keeps for the next one, by which restarts and generations are dated, and of definitions for people.
record Seen(List<Evidence> evidence) {
    /// Of more custom resources than these nothing is kept: their generations are dated by what they say themselves.
    private static final int MOST_RESOURCES = 1_000;

    static final Seen NOTHING = new Seen(List.of());

    Seen {
        evidence = List.copyOf(evidence);
    }

    static Seen of(List<Evidence> evidence) {
        return new Seen(evidence.stream().filter(Seen::isKept).toList());
    }

    private static boolean isKept(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Pods _, Evidence.Crds _ -> true;
            case Evidence.CustomResources resources -> resources.resources().size() <= MOST_RESOURCES;
            case Evidence.Webhook _, Evidence.Unread _ -> false;
        };
    }

    static Seen read(@Nullable JSONB stored) {
        return stored == null ? NOTHING : JsonColumns.read(stored, Seen.class);
    }

    JSONB json() {
        return JsonColumns.of(this);
    }
}
