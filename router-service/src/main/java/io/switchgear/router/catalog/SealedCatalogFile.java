package io.switchgear.router.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.secret.SecretBox;

/** The last catalog on disk, sealed: it holds the providers' keys. */
@Component
class SealedCatalogFile {

    private static final Logger LOG = LoggerFactory.getLogger(SealedCatalogFile.class);
    private static final String CONTEXT = "router-service:catalog";

    private final Path file;
    private final SecretBox box;
    private final JsonMapper json;
    private final Scheduler disk = Schedulers.newBoundedElastic(1, 1000, "catalog-file", 60, true);

    SealedCatalogFile(CatalogProperties properties, SecretBox box, JsonMapper json) {
        this.file = properties.snapshot();
        this.box = box;
        this.json = json;
    }

    /** Empty if there is none that can be read. */
    Mono<Catalog.Rows> read() {
        return Mono.fromCallable(this::readNow).subscribeOn(disk).flatMap(Mono::justOrEmpty);
    }

    private Optional<Catalog.Rows> readNow() {
        try {
            return Optional.of(json.readValue(box.open(Files.readAllBytes(file), CONTEXT), Catalog.Rows.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The last catalog cannot be read from {}: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Replaces the file atomically; a failure is logged only. */
    Mono<Void> write(Catalog.Rows rows) {
        return Mono.<Void>fromRunnable(() -> writeNow(rows)).subscribeOn(disk);
    }

    private void writeNow(Catalog.Rows rows) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            if (fresh.getParent() != null) {
                Files.createDirectories(fresh.getParent());
            }
            Files.write(fresh, box.seal(json.writeValueAsBytes(rows), CONTEXT));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The catalog cannot be kept in {}: {}", file, e.toString());
        }
    }
}
