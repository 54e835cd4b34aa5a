package io.switchgear.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The processes of a suite on disk, one file each, so that what a killed launcher left behind is found. */
public final class ProcessRecords {

    private static final String SUFFIX = ".pid";

    private final Path folder;

    public ProcessRecords(Path folder) {
        this.folder = folder;
    }

    public void add(String part, ProcessHandle process) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(part + ".new");
        Files.writeString(unfinished, ProcessRecord.of(part, process).text());
        Files.move(unfinished, file(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void remove(String part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part's process, if it lives. */
    public Optional<ProcessHandle> find(String part) {
        try {
            return ProcessRecord.parse(part, Files.readString(file(part))).process();
        } catch (IOException | IllegalArgumentException | DateTimeParseException absentOrDamaged) {
            return Optional.empty();
        }
    }

    /** Names of the parts that have a record, alive or not. */
    public List<String> parts() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private Path file(String part) {
        return folder.resolve(part + SUFFIX);
    }
}
