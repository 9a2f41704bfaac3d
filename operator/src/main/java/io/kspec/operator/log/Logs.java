package io.kspec.operator.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;

/// Sets up what logs. Lines go to standard error; audit records, one JSON object each, to standard output and to a
/// file where one is named.
public final class Logs {
    /// The logger of audit records: its messages are lines as they are.
    public static final String AUDIT = "audit";

    private static final FileSize LARGEST_FILE = new FileSize(100 * FileSize.MB_COEFFICIENT);
    private static final int FILES = 5;
    /// A message of several lines stays one: nobody can forge a line.
    private static final String TEXT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}: %replace(%msg){'[\\r\\n]+', ' '} %kvp%n%ex{20}";

    private Logs() {}

    /// Replaces whatever was set up before.
    public static void set(LogSettings settings, String version) {
        set((LoggerContext) LoggerFactory.getILoggerFactory(), settings, version);
    }

    static void set(LoggerContext context, LogSettings settings, String version) {
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.valueOf(settings.level().name()));
        Encoder<ILoggingEvent> lines =
                switch (settings.format()) {
                    case JSON -> json(context, version);
                    case TEXT -> pattern(context, TEXT);
                };
        root.addAppender(console(context, "log", "System.err", lines));
        Logger audit = context.getLogger(AUDIT);
        audit.setAdditive(false);
        audit.setLevel(Level.INFO);
        audit.addAppender(console(context, AUDIT, "System.out", pattern(context, "%msg%n")));
        settings.auditFile().ifPresent(file -> audit.addAppender(rotated(context, file)));
    }

    private static ConsoleAppender<ILoggingEvent> console(
            LoggerContext context, String name, String target, Encoder<ILoggingEvent> encoder) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName(name);
        console.setTarget(target);
        console.setEncoder(encoder);
        console.start();
        return console;
    }

    private static Encoder<ILoggingEvent> pattern(LoggerContext context, String pattern) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /// What is known of the object at hand and of the trace stands beside the message, each in a field of its own.
    private static Encoder<ILoggingEvent> json(LoggerContext context, String version) {
        var names = new LogstashFieldNames();
        names.setTimestamp("timestamp");
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        names.setLogger("logger");
        names.setThread("thread");
        names.setStackTrace("stackTrace");
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setTimeZone("UTC");
        encoder.setFieldNames(names);
        encoder.setCustomFields(
                "{\"operatorName\":\"kspec-operator\",\"version\":\"%s\",\"cluster\":\"local\"}".formatted(version));
        encoder.start();
        return encoder;
    }

    private static RollingFileAppender<ILoggingEvent> rotated(LoggerContext context, Path file) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("audit file");
        appender.setFile(file.toString());
        appender.setEncoder(pattern(context, "%msg%n"));
        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i.gz");
        window.setMinIndex(1);
        window.setMaxIndex(FILES);
        window.start();
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(LARGEST_FILE);
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
