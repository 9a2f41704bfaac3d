package io.kspec.server.trace;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.Map;
import java.util.Set;
import org.jboss.logmanager.ExtLogRecord;

/// A log line as one JSON object with `timestamp`, `level`, `message` and, as fields of their own, what the line is
/// about: `traceId`, `deploymentId`, `cluster`, `operatorName`, `version`, `userId`, `requestId`.
final class FlatJson extends JsonFormatter {
    /// Says nothing, or what stands in fields of its own here.
    private static final Set<String> LEFT_OUT =
            Set.of("mdc", "ndc", "sequence", "loggerClassName", "threadId", "processName", "processId");

    FlatJson() {
        setExcludedKeys(LEFT_OUT);
    }

    @Override
    protected void after(Generator generator, ExtLogRecord line) throws Exception {
        for (Map.Entry<String, String> field : line.getMdcCopy().entrySet()) {
            generator.add(field.getKey(), field.getValue());
        }
    }
}
