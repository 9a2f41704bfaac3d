package io.kspec.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The mark that tells what a guard was last written for: a digest of the intent, as an annotation of the object. It
/// tells a new intent from a foreign write, whoever wrote the guard.
public final class Intent {
    public static final String ANNOTATION = "kspec.io/intent";

    private Intent() {}

    /// The same object with the mark of itself.
    public static ObjectNode marked(ObjectNode object) {
        ObjectNode marked = object.deepCopy();
        marked.withObject("/metadata/annotations").put(ANNOTATION, digest(marked.toString()));
        return marked;
    }

    /// The mark that an object carries; empty for none.
    public static String of(JsonNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asText("");
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
