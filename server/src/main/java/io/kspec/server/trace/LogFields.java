package io.kspec.server.trace;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/// Fields of every log line that is written while an act runs.
public final class LogFields {
    private LogFields() {}

    public static void with(About about, Runnable act) {
        with(about, () -> {
            act.run();
            return about;
        });
    }

    public static <T, E extends Exception> T with(About about, Act<T, E> act) throws E {
        Map<String, Object> before = new HashMap<>(MDC.getMap());
        about.facts().forEach((fact, value) -> {
            if (!fact.field().isEmpty()) {
                MDC.put(fact.field(), value);
            }
        });
        try {
            return act.run();
        } finally {
            about.facts().keySet().forEach(fact -> putBack(fact.field(), before));
        }
    }

    private static void putBack(String field, Map<String, Object> before) {
        if (before.containsKey(field)) {
            MDC.put(field, before.get(field));
        } else if (!field.isEmpty()) {
            MDC.remove(field);
        }
    }
}
