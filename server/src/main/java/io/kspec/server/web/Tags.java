package io.kspec.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.digest.Sha256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Entity tags: strong, and the same on every replica.
@Singleton
public final class Tags {
    private final ObjectMapper json;

    @Inject
    public Tags(ObjectMapper json) {
        this.json = json;
    }

    /// The tag of what a GET answers; a record with only what a PUT can change makes a tag that outlives a health
    /// check.
    public String of(Object body) {
        try {
            return of(json.writeValueAsBytes(body));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("an answer that is no JSON", bug);
        }
    }

    static String of(byte[] body) {
        return '"' + Sha256.of(body).substring(0, 32) + '"';
    }

    /// Throws [Refused] (412) when a client's `If-Match` names none of its tags; without the header all is well.
    /// Call it in the transaction that writes, after the row is locked.
    public void demand(Optional<String> ifMatch, Object current) {
        if (ifMatch.isPresent() && !names(ifMatch.get(), of(current))) {
            throw new Problem(
                            Code.PRECONDITION_FAILED,
                            "It has changed since you read it. Read it again, and send its ETag as If-Match.")
                    .refused();
        }
    }

    static boolean names(String header, String tag) {
        Stream<String> named = Arrays.stream(header.split(",")).map(String::strip);
        return named.anyMatch(name -> name.equals("*") || name.equals(tag) || name.equals("W/" + tag));
    }
}
