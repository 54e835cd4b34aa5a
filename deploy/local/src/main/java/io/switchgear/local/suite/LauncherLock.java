package io.switchgear.local.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.switchgear.local.layout.Home;
import io.switchgear.local.process.ProcessRecords;

/**
 * Who launches in a home: a lock that the operating system releases even after a {@code kill -9}, a record of the process,
 * and a marker that exists while the suite is ready.
 */
public final class LauncherLock implements AutoCloseable {

    /** The launcher's record among those of its parts, and its log. */
    public static final String NAME = "launcher";

    private final FileChannel channel;
    private final Home home;

    private LauncherLock(FileChannel channel, Home home) {
        this.channel = channel;
        this.home = home;
    }

    /** Empty if another launcher holds it. */
    public static Optional<LauncherLock> take(Home home) throws IOException {
        Path file = home.run("launcher.lock");
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new LauncherLock(channel, home));
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // As good as held by another.
        }
        channel.close();
        return Optional.empty();
    }

    public static boolean held(Home home) throws IOException {
        var lock = take(home);
        if (lock.isPresent()) {
            lock.get().channel.close();
        }
        return lock.isEmpty();
    }

    /** The launcher that holds the lock; empty for the moment before it has recorded itself. */
    public static Optional<ProcessHandle> holder(Home home) {
        return records(home).find(NAME);
    }

    public static boolean ready(Home home) {
        return Files.exists(readyMarker(home));
    }

    /** Makes this process known as the launcher. */
    public void record() throws IOException {
        Files.deleteIfExists(readyMarker(home));
        records(home).add(NAME, ProcessHandle.current());
    }

    public void markReady() throws IOException {
        Files.writeString(readyMarker(home), "");
    }

    /** Forgets record and marker; the lock itself goes with the process. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(readyMarker(home));
        records(home).remove(NAME);
    }

    private static ProcessRecords records(Home home) {
        return new ProcessRecords(home.run("processes"));
    }

    private static Path readyMarker(Home home) {
        return home.run("ready");
    }
}
