package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.web.reactive.server.WebTestClient;

import static io.switchgear.router.RouterProcess.ADMIN;

/** One router with its siblings for all tests of a class; each test has a workspace and fake providers of its own. */
abstract class RunningRouter {

    static FakeSiblings siblings;
    static RouterProcess router;

    final UUID workspace = UUID.randomUUID();
    private final List<AutoCloseable> providers = new ArrayList<>();

    @BeforeAll
    static void startRouter() {
        siblings = new FakeSiblings();
        router = new RouterProcess(siblings).start().ready();
    }

    @AfterAll
    static void stopRouter() {
        router.close();
        siblings.close();
    }

    @AfterEach
    void closeProviders() throws Exception {
        for (AutoCloseable provider : providers) {
            provider.close();
        }
    }

    /** A new provider that nobody knows yet. */
    FakeProvider unregistered(String name) {
        return closedAfterwards(new FakeProvider(name));
    }

    /** A new provider of any wire format that nobody knows yet. */
    WireProvider wire() {
        return closedAfterwards(new WireProvider());
    }

    private <T extends AutoCloseable> T closedAfterwards(T provider) {
        providers.add(provider);
        return provider;
    }

    /** A new provider of OpenAI's kind, registered in the workspace. */
    FakeProvider provider(String name, String... models) {
        FakeProvider provider = unregistered(name);
        router.provider(workspace, name, provider, models);
        return provider;
    }

    /** Makes a registered provider one of another kind. */
    void retype(String name, FakeProvider provider, String type) {
        router.send(workspace, "PUT", ADMIN + "/providers/" + name, """
            {"type":"%s","base_url":"%s","api_key":"sk-%s"}\
            """.formatted(type, provider.url(), name))
                .expectStatus()
                .is2xxSuccessful();
    }

    /** Asks a pool, and sees who answers at which attempt. */
    WebTestClient.ResponseSpec served(String pool, boolean stream, String by, int attempts) {
        return served(pool, stream, by).expectHeader().valueEquals("x-switchgear-attempts", Integer.toString(attempts));
    }

    WebTestClient.ResponseSpec served(String pool, boolean stream, String by) {
        return router.chat(workspace, pool, stream)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("x-switchgear-provider", by);
    }

    /** A provider's circuit as administrators see it. */
    String circuit(String name) {
        return text(router.get(workspace, ADMIN + "/circuit-breakers/" + name));
    }

    static String text(WebTestClient.ResponseSpec response) {
        return new String(response.expectBody().returnResult().getResponseBody(), StandardCharsets.UTF_8);
    }
}
