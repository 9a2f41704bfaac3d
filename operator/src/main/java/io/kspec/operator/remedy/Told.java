package io.kspec.operator.remedy;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was said once, so that it is not said at every scan. What was said longest ago is forgotten first. Used by
/// one thread.
final class Told {
    private static final int MOST = 5000;

    private final Map<String, Boolean> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /// Whether it was not said yet; from now on it was.
    boolean first(String what) {
        return said.put(what, true) == null;
    }

    boolean already(String what) {
        return said.containsKey(what);
    }
}
