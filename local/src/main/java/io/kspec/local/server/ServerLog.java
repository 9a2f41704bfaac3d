package io.kspec.local.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the server's log says for people: its lines are JSON, and stacks of beans hide the one sentence that counts.
final class ServerLog {
    private static final int LINES = 15;
    private static final int LONGEST_LINE = 600;
    private static final Set<String> TROUBLE = Set.of("ERROR", "FATAL", "WARN");
    private static final JsonMapper JSON = new JsonMapper();

    private ServerLog() {}

    /// Of the last lines those of trouble, or all of them where none is: level, message, and what was at the bottom of
    /// the exception. What is no JSON stays as it is.
    static String told(List<String> lines) {
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        List<String> trouble = last.stream().filter(ServerLog::isTrouble).toList();
        return String.join(
                "\n",
                (trouble.isEmpty() ? last : trouble)
                        .stream().map(ServerLog::said).toList());
    }

    private static boolean isTrouble(String line) {
        return parsed(line)
                .filter(written -> TROUBLE.contains(written.path("level").asText()))
                .isPresent();
    }

    private static String said(String line) {
        String said = parsed(line)
                .map(written -> "%s %s%s"
                        .formatted(
                                written.path("level").asText(),
                                written.path("message").asText(),
                                cause(written.path("exception"))))
                .orElse(line);
        return said.length() > LONGEST_LINE ? said.substring(0, LONGEST_LINE) + "…" : said;
    }

    private static String cause(JsonNode exception) {
        JsonNode deepest = exception;
        while (deepest.at("/causedBy/exception").isObject()) {
            deepest = deepest.at("/causedBy/exception");
        }
        String message = deepest.path("message").asText();
        return message.isEmpty() ? "" : ": " + message;
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(written -> written.hasNonNull("message"));
        } catch (JsonProcessingException prose) {
            return Optional.empty();
        }
    }
}
