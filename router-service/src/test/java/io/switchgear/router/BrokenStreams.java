package io.switchgear.router;

/** Two providers: {@code bad}, whose streams break off, in the pool {@code first}; behind it {@code good}, which may go on with them. */
abstract class BrokenStreams extends RunningRouter {

    final FakeProvider bad = provider("bad");
    final FakeProvider good = provider("good");

    /** @param prefill whether {@code good} is known to go on from what was delivered */
    void pools(String rescue, boolean prefill) {
        router.pool(
                workspace,
                "last",
                "{\"providers\":[{\"name\":\"good\",\"model\":\"m2\",\"prefill\":" + prefill + "}]}");
        router.pool(
                workspace,
                "first",
                "{\"rescue\":\"" + rescue + "\",\"fallback\":[\"last\"],\"timeouts\":{\"stream_idle_ms\":300},"
                        + "\"providers\":[{\"name\":\"bad\",\"model\":\"m\"}]}");
    }

    String answer(String path, String body) {
        return text(router.call(workspace, path, body).expectStatus().isOk());
    }
}
