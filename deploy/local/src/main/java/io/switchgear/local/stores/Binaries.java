package io.switchgear.local.stores;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

import io.switchgear.local.layout.Home;

/** The stores' programs, unpacked from jars on the class path once a version. */
final class Binaries {

    private static final String VERSIONS = "binaries.properties";

    private Binaries() {}

    /** Version of the jar with a store's binaries; {@code postgres} or {@code redis}. */
    static String version(String store) {
        var versions = new Properties();
        try (var in = Binaries.class.getResourceAsStream(VERSIONS)) {
            versions.load(present(in, VERSIONS));
            return versions.getProperty(store);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks a {@code .txz} unless that was done; a half-unpacked folder is never taken for a whole one. */
    static Path archive(String resource, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        Home.delete(unfinished);
        try (var in = present(Binaries.class.getResourceAsStream("/" + resource), resource);
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished);
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** Copies a single program unless that was done. */
    static Path program(String resource, Path file) throws IOException {
        if (Files.isExecutable(file)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (var in = present(Binaries.class.getResourceAsStream("/" + resource), resource)) {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = entry.resolveIn(folder);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static InputStream present(@Nullable InputStream in, String resource) throws IOException {
        if (in == null) {
            throw new IOException(resource + " is not on the class path; build deploy/local on this machine");
        }
        return in;
    }
}
