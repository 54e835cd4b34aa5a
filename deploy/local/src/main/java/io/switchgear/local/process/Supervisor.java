package io.switchgear.local.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Starts parts, keeps them running and stops them in order. */
public final class Supervisor {

    private final ProcessRecords records;
    private final Watcher watcher;
    private final List<SupervisedPart> supervised = new ArrayList<>();
    private boolean closed;

    public Supervisor(ProcessRecords records, Watcher watcher) {
        this.records = records;
        this.watcher = watcher;
    }

    /**
     * Starts parts side by side and returns when all are ready.
     *
     * @throws PartFailed with the first failure; what has started goes on until it is stopped
     * @throws InterruptedException if the suite is being stopped
     */
    public void start(List<? extends Part> parts) throws PartFailed, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ExecutorCompletionService<Void>(threads);
            for (Part part : parts) {
                var supervisedPart = add(part);
                Callable<Void> start = () -> {
                    supervisedPart.start();
                    return null;
                };
                starts.submit(start);
            }
            try {
                for (int i = 0; i < parts.size(); i++) {
                    starts.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                if (e.getCause() instanceof PartFailed failed) {
                    throw failed;
                }
                if (e.getCause() instanceof InterruptedException) {
                    throw new InterruptedException();
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Stops the named parts side by side; unknown names are passed over. */
    public void stop(List<String> names) {
        List<SupervisedPart> chosen;
        synchronized (this) {
            chosen = supervised.stream()
                    .filter(candidate -> names.contains(candidate.part().name()))
                    .toList();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            chosen.forEach(part -> threads.execute(part::stop));
        }
    }

    /**
     * No part starts from now on.
     *
     * @return whether any did
     */
    public synchronized boolean close() {
        closed = true;
        return !supervised.isEmpty();
    }

    private synchronized SupervisedPart add(Part part) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("The suite is being stopped.");
        }
        var added = new SupervisedPart(part, records, watcher);
        supervised.add(added);
        return added;
    }
}
