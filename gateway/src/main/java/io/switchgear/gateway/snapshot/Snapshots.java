package io.switchgear.gateway.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.secret.SecretBox;

/**
 * Files with the last state that the database is known to have had, so that the gateway starts and serves without it. Sealed with
 * the master key, replaced atomically, readable by their owner only.
 */
@Component
public class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Path folder;
    private final SecretBox box;
    private final JsonMapper json;

    Snapshots(DataProperties properties, SecretBox box, JsonMapper json) {
        this.folder = properties.dataDir();
        this.box = box;
        this.json = json;
    }

    /** What was written last under that name; empty if nothing was, or if it cannot be read any more. */
    public <T> Mono<T> read(String name, Class<T> type) {
        return Mono.fromCallable(() -> Files.readAllBytes(file(name)))
                .map(bytes -> json.readValue(box.open(bytes, context(name)), type))
                .onErrorResume(error -> {
                    if (error instanceof java.nio.file.NoSuchFileException) {
                        return Mono.empty();
                    }
                    if (error instanceof IOException
                            || error instanceof JacksonException
                            || error instanceof IllegalStateException) {
                        LOG.warn("The snapshot {} is of no use: {}", file(name), error.getMessage());
                        return Mono.empty();
                    }
                    return Mono.error(error);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Replaces it; a disk that refuses is logged and does no other harm. */
    public Mono<Void> write(String name, Object state) {
        return Mono.<Void>fromCallable(() -> {
                    replace(file(name), box.seal(json.writeValueAsBytes(state), context(name)));
                    return null;
                })
                .onErrorResume(IOException.class, error -> {
                    LOG.warn("The snapshot {} cannot be written: {}", file(name), error.toString());
                    return Mono.empty();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".snapshot");
    }

    private static String context(String name) {
        return "snapshot:" + name;
    }
}
