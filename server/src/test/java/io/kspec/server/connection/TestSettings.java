package io.kspec.server.connection;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// The settings as they are by default, but for what a test says.
final class TestSettings {
    private TestSettings() {}

    static ConnectionSettings with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(ConnectionSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(ConnectionSettings.class);
    }
}
