package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.lifecycle.crd.Conversion;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.object.Converter;
import java.util.List;
import java.util.Set;

/// The conversion webhook of a live definition, asked at its Service through the API server. One by URL is not asked:
/// whoever may write the definition could have kspec send objects to where only kspec can reach.
record ConversionWebhook(ApiCalls calls) implements Converter {
    private static final Set<String> KNOWN = Set.of("v1", "v1beta1");

    @Override
    public Converted convert(Crd live, String version, List<ObjectNode> objects) {
        Conversion conversion = live.conversion();
        JsonNode config = conversion.json().at("/webhook/clientConfig");
        String address = Endpoints.address(config);
        if (!conversion.callsService()) {
            return new Converted.Unasked("%s is registered by a URL, which is not asked from here".formatted(address));
        }
        ObjectNode review = Reviews.conversion(reviewVersion(conversion), live.group() + "/" + version, objects);
        return switch (Endpoints.post(calls, config.path("service"), review)) {
            case Answer.Refused refused ->
                new Converted.Unasked(
                        "of %s, %s".formatted(address, refused.why().what()));
            case Answer.Done done -> read(address, version, done.json());
        };
    }

    /// The first of the list that the API server speaks, as it chooses itself.
    private static String reviewVersion(Conversion conversion) {
        return conversion.reviewVersions().stream()
                .filter(KNOWN::contains)
                .findFirst()
                .orElse("v1");
    }

    /// Its own message may hold values of the objects, and is not repeated.
    private static Converted read(String address, String version, JsonNode answer) {
        JsonNode converted = answer.at("/response/convertedObjects");
        if (!Reviews.isAnswer(answer)) {
            return new Converted.Failed("what %s answers is no answer to the review".formatted(address));
        }
        return answer.at("/response/result/status").asText("").equals("Success")
                ? new Converted.Answered(converted.valueStream().toList())
                : new Converted.Failed("%s says that it could not convert the objects to version %s, see its log"
                        .formatted(address, version));
    }
}
