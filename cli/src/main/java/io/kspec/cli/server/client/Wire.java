package io.kspec.cli.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.util.ArrayList;
import java.util.List;

/// JSON of a server as records. Fields that a record does not know are ignored: servers may be newer than commands.
public final class Wire {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    public static <T> Step<T> read(Reply.Done answer, Class<T> type) {
        return read(answer.request(), answer.body(), type);
    }

    /// The entries of a list, all or none.
    public static <T> Step<List<T>> read(Listed listed, Class<T> type) {
        var all = new ArrayList<T>();
        for (JsonNode item : listed.items()) {
            switch (read(listed.request(), item, type)) {
                case Step.Stop<T> stop -> {
                    return stop.retyped();
                }
                case Step.Next<T>(T one) -> all.add(one);
            }
        }
        return Step.next(all);
    }

    private static <T> Step<T> read(String request, JsonNode body, Class<T> type) {
        try {
            return body.isObject() ? Step.next(JSON.treeToValue(body, type)) : foreign(request, "it is no JSON object");
        } catch (JsonProcessingException unlike) {
            return foreign(request, unlike.getOriginalMessage());
        }
    }

    private static <T> Step<T> foreign(String request, String why) {
        return Step.stop(
                ExitCode.NOT_EVALUATED,
                "the answer is not one of a kspec server that this kspec knows: %s (%s). Compare their versions."
                        .formatted(why, request));
    }
}
