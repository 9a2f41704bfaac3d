package io.kspec.core.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/// The published schemas under `schemas/`, and what a document breaks in them.
final class Schemas {
    private Schemas() {}

    static List<String> sarif(String json) {
        return errors("/schemas/sarif-2.1.0-rtm.5.json", VersionFlag.V4, json);
    }

    static List<String> oscal(String json) {
        return errors("/schemas/oscal-1.1.2-assessment-results.json", VersionFlag.V7, json);
    }

    private static List<String> errors(String resource, VersionFlag version, String json) {
        try (InputStream schema = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource), resource)) {
            return JsonSchemaFactory.getInstance(version).getSchema(schema).validate(json, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Throws what a JUnit document breaks.
    static void junit(String xml) throws SAXException, IOException {
        URL schema = Objects.requireNonNull(Schemas.class.getResource("/schemas/junit-10.xsd"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema)
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
