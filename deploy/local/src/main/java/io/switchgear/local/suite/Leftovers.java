package io.switchgear.local.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.switchgear.local.jvm.AotTraining;
import io.switchgear.local.layout.Home;
import io.switchgear.local.process.Ending;
import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Termination;
import io.switchgear.local.stores.PostgresServer;

/** The processes of a suite whose launcher was killed. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Stops them in order; call it only when no launcher runs.
     *
     * @return how many there were
     */
    public static int stop(Home home, Progress progress) throws IOException {
        var records = new ProcessRecords(home.run("processes"));
        int stopped = 0;
        for (String part : inOrder(records.parts())) {
            var process = records.find(part);
            if (process.isPresent()) {
                Termination.end(process.get(), part.equals(PostgresServer.NAME) ? Ending.FAST : Ending.GRACEFUL);
                progress.part(part, "stopped, a killed launcher had left it behind");
                stopped++;
            }
            records.remove(part);
        }
        return stopped;
    }

    private static List<String> inOrder(List<String> recorded) {
        var order = new ArrayList<String>();
        order.add(AotTraining.NAME);
        SuiteParts.STOP_ORDER.forEach(order::addAll);
        var sorted = new ArrayList<>(recorded);
        sorted.sort((a, b) -> Integer.compare(order.indexOf(a), order.indexOf(b)));
        return sorted;
    }
}
