package io.kspec.cli.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/// Writes objects as YAML that Kubernetes reads as the same objects.
final class YamlOut {
    private static final ObjectMapper READABLE = mapper(true);
    private static final ObjectMapper QUOTED = mapper(false);

    private YamlOut() {}

    /// Documents divided by `---`.
    static String text(List<? extends JsonNode> objects) {
        return objects.stream().map(YamlOut::one).collect(Collectors.joining("---\n"));
    }

    /// Quotes stand only where they must; where that would change what is read, around every text.
    private static String one(JsonNode object) {
        String readable = write(READABLE, object);
        return readsAs(object, readable) ? readable : write(QUOTED, object);
    }

    private static boolean readsAs(JsonNode object, String text) {
        List<Parsed> parsed = Documents.read("output", text);
        return parsed.size() == 1
                && parsed.getFirst() instanceof Document document
                && document.json().equals(object);
    }

    private static String write(ObjectMapper mapper, JsonNode object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ObjectMapper mapper(boolean fewQuotes) {
        return new ObjectMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .stringQuotingChecker(new AlsoDates())
                .configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, fewQuotes)
                .build());
    }

    /// Some readers take a bare date for a point in time.
    private static final class AlsoDates extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("(?s)[0-9]{4}-[0-9].*");
        }
    }
}
