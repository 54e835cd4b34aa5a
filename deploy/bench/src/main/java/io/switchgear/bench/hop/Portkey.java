package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The open-source Portkey gateway from npm, installed below {@code target}. It streams only with an older {@code @hono/node-server}, and
 * would listen on every interface: a preloaded script binds it to loopback.
 */
final class Portkey {

    private static final String PACKAGE = """
        {"private": true, "dependencies": {"@portkey-ai/gateway": "1.15.2"}, "overrides": {"@hono/node-server": "1.12.2"}}
        """;

    private static final String LOOPBACK = """
        const { Server } = require('node:net')
        const listen = Server.prototype.listen
        Server.prototype.listen = function (first, ...rest) {
          if (first !== null && typeof first === 'object') return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
          return listen.call(this, first, '127.0.0.1', ...rest.filter((each) => typeof each === 'function'))
        }
        """;

    private Portkey() {}

    static Peer start(int port, Path folder, String upstream) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("portkey"));
        if (!Files.exists(home.resolve("node_modules/@portkey-ai/gateway"))) {
            Files.writeString(home.resolve("package.json"), PACKAGE);
            int status = new ProcessBuilder("npm", "install", "--silent", "--no-audit", "--no-fund")
                    .directory(home.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("npm install of the Portkey gateway ended with " + status);
            }
        }
        Files.writeString(home.resolve("loopback.cjs"), LOOPBACK);
        return Child.start(
                "Portkey",
                port,
                home,
                Map.of("NODE_ENV", "production"),
                Map.of(
                        "x-portkey-provider", "openai",
                        "x-portkey-custom-host", upstream + "/v1",
                        "Authorization", "Bearer none"),
                List.of(
                        "node",
                        "--require=./loopback.cjs",
                        "node_modules/@portkey-ai/gateway/build/start-server.js",
                        "--headless",
                        "--port=" + port));
    }
}
