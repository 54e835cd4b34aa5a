package io.switchgear.health.component;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The data folder takes a file and has room. */
@Component
class FilesystemCheck implements ComponentCheck {

    private static final byte[] PROBE = "switchgear".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final long lowSpace;
    private final long noSpace;

    FilesystemCheck(ComponentProperties properties) {
        this.folder = properties.folder();
        this.lowSpace = properties.lowSpace().toBytes();
        this.noSpace = properties.noSpace().toBytes();
    }

    @Override
    public String key() {
        return "filesystem";
    }

    @Override
    public Mono<CheckResult> check() {
        return Mono.fromCallable(this::look).subscribeOn(Schedulers.boundedElastic());
    }

    private CheckResult look() {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "probe", ".tmp");
            try {
                Files.write(file, PROBE);
            } finally {
                Files.delete(file);
            }
            return space(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return CheckResult.unhealthy(
                    "The data folder cannot be written.", Map.of("folder", folder.toString(), "cause", e.toString()));
        }
    }

    private CheckResult space(long free) {
        Map<String, Object> details = Map.of("folder", folder.toString(), "free_bytes", free);
        if (free < noSpace) {
            return CheckResult.unhealthy("The disk is full.", details);
        }
        return free < lowSpace
                ? CheckResult.degraded("The disk is nearly full.", details)
                : CheckResult.healthy(details);
    }
}
