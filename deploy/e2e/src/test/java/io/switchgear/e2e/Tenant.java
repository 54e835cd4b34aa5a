package io.switchgear.e2e;

import java.util.UUID;

/** A registered user with a workspace of their own. */
record Tenant(RunningSuite suite, String email, String password, String accessToken) {

    /** The gateway, as this user. */
    Api api() {
        return suite.gateway().as(accessToken);
    }

    /** The gateway, as this user with a fresh token. */
    Api login() {
        String token = suite.gateway()
                .post("/api/v1/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password))
                .expect(200)
                .body()
                .required("access_token")
                .asString();
        return suite.gateway().as(token);
    }

    String newApiKey() {
        return api().post("/api/v1/api-keys", """
            {"name": "e2e", "scopes": ["llm", "telemetry"]}
            """)
                .expect(201)
                .body()
                .required("key")
                .asString();
    }

    /** Registers a provider played by the simulator; returns its name there, unique to this tenant. */
    String provider(String name) {
        return provider(name, "openai");
    }

    /** The same of another type that the simulator speaks. */
    String provider(String name, String type) {
        String played = name + "-" + UUID.randomUUID();
        api().post("/api/v1/admin/router/providers", """
            {"name": "%s", "type": "%s", "base_url": "%s/p/%s/v1", "api_key": "sk-test", "models": ["gpt-sim"]}
            """.formatted(name, type, suite.url(8010), played))
                .expect(201);
        return played;
    }

    /** A round-robin pool over registered providers. */
    void pool(String name, String... providers) {
        var members = new StringBuilder();
        for (String provider : providers) {
            members.append(members.isEmpty() ? "" : ",")
                    .append("{\"name\": \"%s\", \"model\": \"gpt-sim\", \"weight\": 1}".formatted(provider));
        }
        api().post("/api/v1/admin/router/load-balancer/pools", """
            {"group_name": "%s", "strategy": "round_robin", "providers": [%s]}
            """.formatted(name, members))
                .expect(201);
    }

    /** How many attempts the simulator saw at a provider it plays. */
    int attempts(String played) {
        return suite.simulator()
                .get("/_sim/attempts?provider=" + played)
                .expect(200)
                .body()
                .required("attempts")
                .size();
    }
}
