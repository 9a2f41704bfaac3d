package io.kspec.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Writes into `/openapi.json` what holds for every endpoint, so that no resource repeats it: how it refuses, tokens,
/// `Idempotency-Key`, and examples from `openapi/examples/<operationId>.request.json` and `….<status>.json`.
@OpenAPIDefinition(
        info = @Info(title = "kspec Operator Manager", version = "v1"),
        components =
                @Components(
                        schemas =
                                @org.eclipse.microprofile.openapi.annotations.media.Schema(
                                        name = "Problem",
                                        implementation = ProblemBody.class)))
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class Description implements OASFilter {
    private static final String TOKEN = "token";
    private static final List<Code> EVERYWHERE = List.of(
            Code.VALIDATION_ERROR,
            Code.UNAUTHORIZED,
            Code.FORBIDDEN,
            Code.RATE_LIMIT_EXCEEDED,
            Code.INTERNAL_ERROR,
            Code.DATABASE_UNAVAILABLE);
    private static final List<Code> WITH_BODY = List.of(Code.PAYLOAD_TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE);
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
        Optional.ofNullable(document.getPaths())
                .ifPresent(paths -> paths.getPathItems().forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> describe(path, method, operation))));
    }

    private void describe(String path, PathItem.HttpMethod method, Operation operation) {
        Stream.of(
                        EVERYWHERE,
                        path.contains("{") ? List.of(Code.NOT_FOUND) : List.<Code>of(),
                        method == PathItem.HttpMethod.GET ? List.<Code>of() : List.of(Code.INVALID_STATE),
                        method == PathItem.HttpMethod.PUT ? List.of(Code.PRECONDITION_FAILED) : List.<Code>of(),
                        operation.getRequestBody() == null ? List.<Code>of() : WITH_BODY)
                .flatMap(List::stream)
                .filter(code -> !operation.getResponses().hasAPIResponse(Integer.toString(code.status())))
                .forEach(code -> operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(code.status()),
                                OASFactory.createAPIResponse()
                                        .description(code.title())
                                        .content(problem())));
        operation
                .getResponses()
                .addAPIResponse("414", bare("The first line of the request is longer than 4 KiB"))
                .addAPIResponse("431", bare("The headers are larger than 8 KiB"));
        if (method == PathItem.HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description("Repeat a request under the same key, and the first answer comes again for a day.")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .maxLength(128)));
        }
        addExamples(operation);
    }

    /// What the HTTP server answers, without a body, before it is known which endpoint is asked.
    private static APIResponse bare(String why) {
        return OASFactory.createAPIResponse().description(why);
    }

    private static Content problem() {
        Schema schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().schema(schema));
    }

    private void addExamples(Operation operation) {
        String name = operation.getOperationId();
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            addExample(operation.getRequestBody().getContent(), name + ".request");
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getContent() != null) {
                addExample(response.getContent(), name + "." + status);
            }
        });
    }

    private void addExample(Content content, String name) {
        try (InputStream file = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("openapi/examples/" + name + ".json")) {
            if (file != null) {
                Object example = json.readValue(file, Object.class);
                content.getMediaTypes().values().forEach((MediaType type) -> type.setExample(example));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the example %s is no JSON".formatted(name), unreadable);
        }
    }
}
