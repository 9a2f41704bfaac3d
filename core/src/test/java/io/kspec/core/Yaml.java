package io.kspec.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// YAML as tests write it.
public final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    public static List<JsonNode> documents(String text) {
        var documents = new ArrayList<JsonNode>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(text)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    public static List<JsonNode> documents(Path file) {
        try {
            return documents(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static JsonNode one(String text) {
        return documents(text).getFirst();
    }

    public static ClusterSpec spec(String text) {
        return spec(one(text));
    }

    public static ClusterSpec spec(JsonNode json) {
        try {
            return JSON.treeToValue(json, ClusterSpec.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(json.toString(), wrong);
        }
    }

    public static Workload workload(String text) {
        return Workload.of(one(text)).orElseThrow();
    }
}
