package io.kspec.server.trace;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/// Lets JSON log lines say what they are about in fields of their own: the framework puts them one level down.
@Singleton
final class LogLines {
    void begin(@Observes @Priority(1) StartupEvent start) {
        for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            flatten(handler);
        }
    }

    private static void flatten(Handler handler) {
        if (handler.getFormatter() instanceof JsonFormatter) {
            handler.setFormatter(new FlatJson());
        }
        if (handler instanceof ExtHandler around) {
            for (Handler inner : around.getHandlers()) {
                flatten(inner);
            }
        }
    }
}
