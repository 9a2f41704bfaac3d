package io.kspec.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An entry in the Open Cybersecurity Schema Framework (https://schema.ocsf.io), version 1.3.0: an event of the class
/// API Activity (6003) in the category Application Activity (6), as security tools read it. Pure.
///
/// | entry | event |
/// |---|---|
/// | timestamp | `time`, milliseconds |
/// | eventId, sequence, traceId | `metadata.uid`, `metadata.sequence`, `metadata.correlation_uid` |
/// | eventType | `api.operation` and `metadata.event_code`; its kind is `activity_id` and the end of `type_uid` |
/// | severity Info, Warning, Error, Critical | `severity_id` 1, 3, 4, 5 |
/// | result Success, Failure, Pending | `status_id` 1, 2, 99 |
/// | actor | `actor.user` |
/// | resource | `resources[0]` |
/// | sourceAddress | `src_endpoint.ip`; without one `src_endpoint.name` is `kspec-server` |
/// | client | `http_request.user_agent` |
/// | message | `message` |
/// | category, metadata, spanId, hash | `unmapped` |
final class Ocsf {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CATEGORY = 6;
    private static final int API_ACTIVITY = 6003;
    private static final int TYPES_OF_A_CLASS = 100;
    private static final int OTHER = 99;
    private static final String NAME = "kspec-server";

    private Ocsf() {}

    static ObjectNode of(Stored entry) {
        Activity activity = Activity.of(entry.event());
        ObjectNode event = JSON.createObjectNode();
        event.put("time", entry.at().toEpochMilli());
        event.put("category_uid", CATEGORY).put("category_name", "Application Activity");
        event.put("class_uid", API_ACTIVITY).put("class_name", "API Activity");
        event.put("activity_id", activity.id).put("activity_name", activity.name());
        event.put("type_uid", (long) API_ACTIVITY * TYPES_OF_A_CLASS + activity.id)
                .put("type_name", "API Activity: " + activity.name());
        event.put("severity_id", severity(entry.severity())).put("severity", severityName(entry.severity()));
        event.put("status_id", status(entry.result()))
                .put("status", entry.result().name());
        event.put("message", entry.message());
        addMetadata(event.putObject("metadata"), entry);
        addActor(event.putObject("actor").putObject("user"), entry.actor());
        event.putObject("api")
                .put("operation", entry.event())
                .putObject("service")
                .put("name", NAME);
        event.putArray("resources")
                .addObject()
                .put("type", entry.resource().type())
                .put("uid", entry.resource().id());
        ObjectNode from = event.putObject("src_endpoint");
        entry.sourceAddress().ifPresentOrElse(address -> from.put("ip", address), () -> from.put("name", NAME));
        entry.client().ifPresent(client -> event.putObject("http_request").put("user_agent", client));
        addRest(event.putObject("unmapped"), entry);
        return event;
    }

    private static void addMetadata(ObjectNode metadata, Stored entry) {
        metadata.put("version", "1.3.0")
                .put("uid", entry.id().toString())
                .put("sequence", entry.sequence())
                .put("event_code", entry.event())
                .put("correlation_uid", entry.traceId());
        metadata.putObject("product").put("name", NAME).put("vendor_name", "kspec");
    }

    private static void addActor(ObjectNode user, Actor actor) {
        user.put("uid", actor.id()).put("name", actor.name());
        actor.email().ifPresent(email -> user.put("email_addr", email));
    }

    private static void addRest(ObjectNode unmapped, Stored entry) {
        unmapped.put("category", entry.category().name())
                .put("span_id", entry.spanId())
                .put("hash", entry.hash());
        ObjectNode metadata = unmapped.putObject("metadata");
        entry.metadata().forEach(metadata::put);
    }

    private static int severity(Entry.Severity severity) {
        return switch (severity) {
            case Info -> 1;
            case Warning -> 3;
            case Error -> 4;
            case Critical -> 5;
        };
    }

    private static String severityName(Entry.Severity severity) {
        return switch (severity) {
            case Info -> "Informational";
            case Warning -> "Medium";
            case Error -> "High";
            case Critical -> "Critical";
        };
    }

    private static int status(Entry.Result result) {
        return switch (result) {
            case Success -> 1;
            case Failure -> 2;
            case Pending -> OTHER;
        };
    }

    /// What an event does to its resource, by the word its name ends with.
    private enum Activity {
        Create(1, "Registered|Created|Issued|Requested"),
        Read(2, "Accessed"),
        Update(3, "Updated|Approved|Deprecated|Transition|Paused|Resumed|Granted|Rejected|Expired|Switched|Rotated"),
        Delete(4, "Deleted|Undeployed|Revoked|Withdrawn|Trimmed"),
        Other(OTHER, ".*");

        private final int id;
        private final String endings;

        Activity(int id, String endings) {
            this.id = id;
            this.endings = endings;
        }

        private static Activity of(String event) {
            for (Activity activity : values()) {
                if (event.matches(".*(" + activity.endings + ")")) {
                    return activity;
                }
            }
            return Other;
        }
    }
}
