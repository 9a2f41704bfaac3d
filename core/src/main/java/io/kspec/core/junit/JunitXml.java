package io.kspec.core.junit;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes test results as XML. There is no standard: this is the subset that every CI server reads. Counts are made
/// from the cases, so that they always agree.
public final class JunitXml {
    private static final int INDENT = 2;

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /// The whole document.
    public record Suites(String name, List<Suite> suites) {
        public Suites {
            suites = List.copyOf(suites);
        }

        private List<Case> cases() {
            return suites.stream().flatMap(suite -> suite.cases().stream()).toList();
        }
    }

    /// Cases that belong together.
    ///
    /// @param at when it began; left out when empty
    public record Suite(String name, Optional<Instant> at, List<Case> cases) {
        public Suite {
            cases = List.copyOf(cases);
        }
    }

    /// One test. CI servers tell tests apart by `className` and `name` together.
    public record Case(String className, String name, Outcome outcome) {}

    /// What became of a case. A message is one line, details may be many; either may be empty.
    public sealed interface Outcome {
        /// It holds.
        ///
        /// @param output what is worth saying all the same
        record Passed(String output) implements Outcome {}

        /// It does not hold.
        ///
        /// @param type groups failures of one kind, for example a severity
        record Failed(String type, String message, String details) implements Outcome {}

        /// It could not be found out.
        record Errored(String type, String message, String details) implements Outcome {}

        /// It was not asked.
        record Skipped(String message) implements Outcome {}
    }

    /// Writes the document and leaves `out` open.
    public static void write(Suites suites, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitXml(xml).document(suites);
            xml.flush();
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
    }

    private void document(Suites suites) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", suites.name());
        counts(suites.cases());
        for (Suite suite : suites.suites()) {
            suite(suite);
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void suite(Suite suite) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", suite.name());
        counts(suite.cases());
        attribute("skipped", Long.toString(count(suite.cases(), Outcome.Skipped.class::isInstance)));
        if (suite.at().isPresent()) {
            attribute("timestamp", suite.at().get().toString());
        }
        for (Case one : suite.cases()) {
            line(2);
            xml.writeStartElement("testcase");
            attribute("classname", one.className());
            attribute("name", one.name());
            outcome(one.outcome());
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(List<Case> cases) throws XMLStreamException {
        attribute("tests", Integer.toString(cases.size()));
        attribute("failures", Long.toString(count(cases, Outcome.Failed.class::isInstance)));
        attribute("errors", Long.toString(count(cases, Outcome.Errored.class::isInstance)));
    }

    private static long count(List<Case> cases, Predicate<Outcome> which) {
        return cases.stream().map(Case::outcome).filter(which).count();
    }

    private void outcome(Outcome outcome) throws XMLStreamException {
        switch (outcome) {
            case Outcome.Passed(String output) -> {
                if (!output.isEmpty()) {
                    element("system-out", "", "", output);
                }
            }
            case Outcome.Failed(String type, String message, String details) ->
                element("failure", type, message, details);
            case Outcome.Errored(String type, String message, String details) ->
                element("error", type, message, details);
            case Outcome.Skipped(String message) -> element("skipped", "", message, "");
        }
    }

    private void element(String name, String type, String message, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        if (!type.isEmpty()) {
            attribute("type", type);
        }
        if (!message.isEmpty()) {
            attribute("message", message);
        }
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + " ".repeat(depth * INDENT));
    }

    /// XML 1.0 has no way to write most control characters, not even escaped.
    private static String allowed(String text) {
        return text.codePoints()
                .filter(JunitXml::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int point) {
        boolean space = point == '\t' || point == '\n' || point == '\r';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return space || (point >= ' ' && !surrogate && point != 0xFFFE && point != 0xFFFF);
    }
}
