package io.kspec.cli.server.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists and maps that an answer leaves out are empty.
public final class Absent {
    private Absent() {}

    public static <T> List<T> none(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public static <K, V> Map<K, V> none(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
