package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with one worker, kept-alive connections to the upstream, and nothing buffered. */
final class Nginx {

    private Nginx() {}

    static Peer start(int port, Path folder, String upstream) throws IOException, InterruptedException {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log stderr warn;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path %1$s/nginx-body;
              proxy_temp_path %1$s/nginx-proxy;
              fastcgi_temp_path %1$s/nginx-fastcgi;
              uwsgi_temp_path %1$s/nginx-uwsgi;
              scgi_temp_path %1$s/nginx-scgi;
              keepalive_requests 1000000000;
              upstream provider { server %2$s; keepalive 128; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://provider;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """.formatted(folder, upstream.substring("http://".length()), port));
        return Child.start(
                "nginx", port, folder, Map.of(), Map.of(), List.of("nginx", "-c", config.toString(), "-e", "stderr"));
    }
}
