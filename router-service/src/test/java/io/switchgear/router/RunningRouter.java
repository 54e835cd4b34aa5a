package io.switchgear.router;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import static io.switchgear.router.RouterProcess.ADMIN;

/** One router with its siblings for all tests of a class; each test has a workspace and fake providers of its own. */
abstract class RunningRouter {

    static FakeSiblings siblings;
    static RouterProcess router;

    final UUID workspace = UUID.randomUUID();
    private final List<FakeProvider> providers = new ArrayList<>();

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
    void closeProviders() {
        providers.forEach(FakeProvider::close);
    }

    /** A new provider that nobody knows yet. */
    FakeProvider unregistered(String name) {
        var provider = new FakeProvider(name);
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
}
