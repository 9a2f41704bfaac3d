package io.kspec.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What a list answered: the objects that could be read, and why the rest could not. Complete when there are no gaps.
public record Listing(List<JsonNode> items, List<Failure> gaps) {
    public Listing {
        items = List.copyOf(items);
        gaps = List.copyOf(gaps);
    }

    public static Listing complete(List<JsonNode> items) {
        return new Listing(items, List.of());
    }

    public static Listing unread(Failure why) {
        return new Listing(List.of(), List.of(why));
    }
}
