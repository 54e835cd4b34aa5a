package io.switchgear.local;

import java.io.IOException;

import io.switchgear.local.layout.Home;
import io.switchgear.local.secrets.Credentials;
import io.switchgear.local.suite.LauncherLock;

/** The answer to a second {@code deploy/up}. */
final class AlreadyRunning {

    private AlreadyRunning() {}

    /** Success if what runs is what was asked for: ready, and not to be emptied first. */
    static int say(Home home, boolean fresh) throws IOException {
        String process = LauncherLock.holder(home)
                .map(holder -> " (process " + holder.pid() + ")")
                .orElse("");
        boolean ready = LauncherLock.ready(home);
        String url = Credentials.read(home.credentials())
                .map(credentials -> ": " + credentials.gatewayUrl())
                .orElse("");
        System.out.printf(
                "Switchgear %s in %s%s%s%n",
                ready ? "is already running" : "is already starting or stopping", home.root(), process, url);
        System.out.println(fresh ? "Run deploy/down before deploy/up --fresh." : "deploy/down stops it.");
        return ready && !fresh ? 0 : 1;
    }
}
