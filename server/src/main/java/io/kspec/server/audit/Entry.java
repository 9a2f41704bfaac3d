package io.kspec.server.audit;

import java.util.Map;
import java.util.TreeMap;

/// One thing to record. `message` is a sentence for people, `metadata` the values for programs; neither ever holds a
/// secret. A name in `metadata` that sounds like one is masked all the same.
public record Entry(
        AuditEvent event,
        Severity severity,
        Result result,
        Actor actor,
        Resource resource,
        String message,
        Map<String, String> metadata) {
    public enum Severity {
        Info,
        Warning,
        Error,
        Critical
    }

    public enum Result {
        Success,
        Failure,
        Pending
    }

    /// What it was done to: a kind (`Cluster`) and its id or name.
    public record Resource(String type, String id) {}

    public Entry {
        metadata = Map.copyOf(Masked.of(metadata));
    }

    /// Something that was done.
    public static Entry success(AuditEvent event, Actor actor, String type, String id, String message) {
        return new Entry(event, Severity.Info, Result.Success, actor, new Resource(type, id), message, Map.of());
    }

    /// Something that was tried in vain or refused.
    public static Entry failure(AuditEvent event, Actor actor, String type, String id, String message) {
        return new Entry(event, Severity.Warning, Result.Failure, actor, new Resource(type, id), message, Map.of());
    }

    public Entry with(String name, String value) {
        Map<String, String> more = new TreeMap<>(metadata);
        more.put(name, value);
        return new Entry(event, severity, result, actor, resource, message, more);
    }

    public Entry as(Severity other) {
        return new Entry(event, other, result, actor, resource, message, metadata);
    }
}
