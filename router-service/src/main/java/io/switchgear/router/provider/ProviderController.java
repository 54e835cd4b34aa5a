package io.switchgear.router.provider;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.change.Revisions;
import io.switchgear.router.change.RoutingChanges;
import io.switchgear.router.pool.R2dbcPools;
import io.switchgear.router.pool.Timeouts;

/** Providers, for administrators. Keys go in and never come out. */
@RestController
@RequestMapping("/api/v1/admin/router/providers")
class ProviderController {

    private final R2dbcProviders providers;
    private final R2dbcPools pools;
    private final BaseUrls baseUrls;
    private final RoutingChanges changes;

    ProviderController(R2dbcProviders providers, R2dbcPools pools, BaseUrls baseUrls, RoutingChanges changes) {
        this.providers = providers;
        this.pools = pools;
        this.baseUrls = baseUrls;
        this.changes = changes;
    }

    @GetMapping
    Mono<Page<ProviderView>> list(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return providers
                .page(caller.workspaceId(), Cursor.decode(cursor, 2), limit)
                .map(ProviderView::of)
                .collectList()
                .map(rows -> Page.of(rows, limit, last -> Cursor.encode(last.createdAt(), last.name())));
    }

    @GetMapping("/{name}")
    Mono<ResponseEntity<ProviderView>> get(@Requires(Permission.ROUTER_VIEW) Caller caller, @PathVariable String name) {
        return existing(caller, name).map(provider -> answer(HttpStatus.OK, provider));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ProviderView>> create(
            @Requires(Permission.ROUTER_MANAGE) Caller caller, @RequestBody ProviderDocument document) {
        String name = document.name() == null ? "" : document.name();
        Mono<Provider> change = checked(caller, name, document, null)
                .flatMap(providers::insert)
                .switchIfEmpty(Mono.error(() ->
                        ProblemException.conflict("provider_exists", "There is a provider '" + name + "' already.")));
        return changes.carryOut(caller, "provider.create", name, Map.of(), change)
                .map(provider -> answer(HttpStatus.CREATED, provider));
    }

    @PutMapping("/{name}")
    Mono<ResponseEntity<ProviderView>> replace(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String name,
            @RequestBody ProviderDocument document,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Mono<Provider> change = providers
                .find(caller.workspaceId(), name)
                .doOnNext(former -> Revisions.check(ifMatch, former.revision()))
                .flatMap(former -> checked(caller, name, document, former))
                .switchIfEmpty(Mono.defer(() -> {
                    Revisions.check(ifMatch, 0);
                    return checked(caller, name, document, null);
                }))
                .flatMap(providers::save);
        return changes.carryOut(caller, "provider.replace", name, Map.of(), change)
                .map(provider -> answer(provider.revision() == 1 ? HttpStatus.CREATED : HttpStatus.OK, provider));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @Requires(Permission.ROUTER_MANAGE) Caller caller,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        UUID workspace = caller.workspaceId();
        Mono<Void> change = existing(caller, name)
                .doOnNext(provider -> Revisions.check(ifMatch, provider.revision()))
                .flatMapMany(provider -> pools.using(workspace, name))
                .collectList()
                .doOnNext(users -> unused(users, force))
                .then(providers.delete(workspace, name))
                .then();
        return changes.carryOut(caller, "provider.delete", name, Map.of("force", Boolean.toString(force)), change);
    }

    private static void unused(List<String> users, boolean force) {
        if (!force && !users.isEmpty()) {
            throw ProblemException.conflict(
                    "provider_in_use",
                    "The provider is in the pools " + String.join(", ", users) + "; force=true deletes it anyway.");
        }
    }

    private Mono<Provider> existing(Caller caller, String name) {
        return providers
                .find(caller.workspaceId(), name)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("provider", name)));
    }

    private Mono<Provider> checked(Caller caller, String name, ProviderDocument document, @Nullable Provider former) {
        return Mono.defer(() -> {
            String key = document.apiKey() == null && former != null ? former.apiKey() : document.apiKey();
            boolean keySet = key != null && !key.isEmpty();
            var errors = new ArrayList<>(ProviderRules.check(name, document));
            errors.addAll(ProviderRules.credentials(document, keySet, former == null ? null : former.credentials()));
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            String baseUrl = document.baseUrl() == null
                    ? "https://bedrock-runtime." + document.region() + ".amazonaws.com"
                    : document.baseUrl();
            return baseUrls.check(baseUrl)
                    .map(url -> provider(
                            caller.workspaceId(),
                            name,
                            url,
                            document,
                            keySet ? key : null,
                            former == null ? null : former.credentials()));
        });
    }

    private static Provider provider(
            UUID workspace,
            String name,
            String baseUrl,
            ProviderDocument document,
            @Nullable String key,
            @Nullable AwsCredentials former) {
        return new Provider(
                workspace,
                name,
                document.type() == null ? ProviderType.OPENAI : ProviderType.of(document.type()),
                baseUrl,
                key,
                credentials(document, former),
                new ProviderSettings(document.region(), document.apiVersion()),
                document.models() == null ? List.of() : document.models(),
                document.prices() == null ? Map.of() : document.prices(),
                document.timeouts() == null ? Timeouts.NONE : document.timeouts(),
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static @Nullable AwsCredentials credentials(ProviderDocument document, @Nullable AwsCredentials former) {
        boolean bedrock = ProviderType.BEDROCK.wire().equals(document.type());
        String id = document.accessKeyId() == null && former != null ? former.accessKeyId() : document.accessKeyId();
        if (!bedrock || id == null || id.isEmpty()) {
            return null;
        }
        return document.secretAccessKey() == null
                ? former
                : new AwsCredentials(id, document.secretAccessKey(), document.sessionToken());
    }

    private static ResponseEntity<ProviderView> answer(HttpStatus status, Provider provider) {
        var answer = ResponseEntity.status(status).eTag(Revisions.tag(provider.revision()));
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/v1/admin/router/providers/" + provider.name()));
        }
        return answer.body(ProviderView.of(provider));
    }
}
