package io.kspec.core.junit;

import io.kspec.core.junit.JunitCase.Outcome;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes suites as JUnit writes them: `testsuites` with counts, `testsuite`, `testcase`, and in it `failure`, `error`
/// or `skipped`. No times: nothing here measures any.
public final class JunitXml {
    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /// A whole document. Letters that XML does not have become `\u0007`.
    public static String of(String name, List<JunitSuite> suites) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JunitXml(xml).suites(name, suites);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text in memory takes everything", impossible);
        }
        return text.append('\n').toString();
    }

    private void suites(String name, List<JunitSuite> suites) throws XMLStreamException {
        line(0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", printable(name));
        counts(suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        for (JunitSuite suite : suites) {
            suite(suite);
        }
        line(0);
        xml.writeEndElement();
    }

    private void suite(JunitSuite suite) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(suite.name()));
        counts(suite.cases());
        for (JunitCase one : suite.cases()) {
            line(2);
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", printable(one.className()));
            xml.writeAttribute("name", printable(one.name()));
            switch (one.outcome()) {
                case Outcome.Passed _ -> {}
                case Outcome.Failed(String message, String text) -> element("failure", message, text);
                case Outcome.Errored(String message, String text) -> element("error", message, text);
                case Outcome.Skipped(String message) -> element("skipped", message, "");
            }
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(List<JunitCase> cases) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, Outcome.Failed.class::isInstance));
        xml.writeAttribute("errors", count(cases, Outcome.Errored.class::isInstance));
        xml.writeAttribute("skipped", count(cases, Outcome.Skipped.class::isInstance));
    }

    private static String count(List<JunitCase> cases, Predicate<Outcome> which) {
        return Long.toString(
                cases.stream().map(JunitCase::outcome).filter(which).count());
    }

    private void element(String name, String message, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", printable(message));
        if (!text.isEmpty()) {
            xml.writeCharacters(printable(text));
        }
        xml.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String printable(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isOfXml(letter)) {
                safe.appendCodePoint(letter);
            } else {
                safe.append("\\u%04x".formatted(letter));
            }
        });
        return safe.toString();
    }

    private static boolean isOfXml(int letter) {
        return letter == '\t'
                || letter == '\n'
                || (letter >= 0x20 && letter <= 0xD7FF)
                || (letter >= 0xE000 && letter <= 0xFFFD)
                || letter >= 0x10000;
    }
}
