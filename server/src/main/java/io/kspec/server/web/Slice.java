package io.kspec.server.web;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// One page of a list with what a client needs for the next. A feature's list body names the array and unwraps the
/// rest:
///
/// ```java
/// record Clusters(List<Cluster> clusters, @JsonUnwrapped Slice.Paging paging) {}
/// ```
public record Slice<T>(List<T> items, long total, Page page) {
    public Slice {
        items = List.copyOf(items);
    }

    public <R> Slice<R> map(Function<T, R> shape) {
        return new Slice<>(items.stream().map(shape).toList(), total, page);
    }

    public Paging paging() {
        int end = page.offset() + items.size();
        boolean more = end < total;
        return new Paging(total, page.limit(), page.offset(), more, more ? OptionalInt.of(end) : OptionalInt.empty());
    }

    /// The members every list body has beside its array; `nextOffset` is absent on the last page.
    public record Paging(long total, int limit, int offset, boolean hasMore, OptionalInt nextOffset) {}
}
