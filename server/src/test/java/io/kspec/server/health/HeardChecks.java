package io.kspec.server.health;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/// Remembers the last check of each cluster's operators that it was told.
@Singleton
final class HeardChecks implements HealthListener {
    private final Map<String, OperatorCheck> last = new ConcurrentHashMap<>();

    @Override
    public void checked(DSLContext transaction, OperatorCheck check) {
        last.put(check.clusterName(), check);
    }

    OperatorCheck last(String cluster) {
        return last.get(cluster);
    }
}
