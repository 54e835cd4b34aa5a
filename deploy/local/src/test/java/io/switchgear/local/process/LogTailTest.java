package io.switchgear.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void springBootsAnalysisIsTheReason() throws Exception {
        assertThat(LogTail.reason(log("""
            2026-11-21 ERROR - Application run failed

            ***************************
            APPLICATION FAILED TO START
            ***************************

            Description:

            Web server failed to start. Port 8001 was already in use.

            Action:

            Identify and stop the process that's listening on port 8001.
            """))).contains("Web server failed to start. Port 8001 was already in use.");
    }

    @Test
    void theInnermostCauseComesBeforeTheErrorThatItCaused() throws Exception {
        assertThat(LogTail.reason(log("""
            ERROR something broke
            Caused by: java.io.IOException: outer
            Caused by: java.net.ConnectException: refused
            \tat somewhere
            """))).contains("java.net.ConnectException: refused");
    }

    @Test
    void theStoresOwnWordsAreFound() throws Exception {
        assertThat(LogTail.reason(log("""
            LOG:  starting PostgreSQL
            FATAL:  could not create lock file "postmaster.pid": Permission denied
            LOG:  database system is shut down
            """)))
                .contains("FATAL:  could not create lock file \"postmaster.pid\": Permission denied");
        assertThat(LogTail.reason(log("redis-server: error while loading shared libraries: libssl.so.3\n")))
                .contains("redis-server: error while loading shared libraries: libssl.so.3");
    }

    @Test
    void withoutAnythingTellingTheLastLineIsBetterThanNone() throws Exception {
        assertThat(LogTail.reason(log("one\ntwo\n\n"))).contains("two");
        assertThat(LogTail.reason(log(""))).isEmpty();
        assertThat(LogTail.reason(folder.resolve("absent.log"))).isEmpty();
    }

    private Path log(String text) throws Exception {
        return Files.writeString(folder.resolve("part.log"), text);
    }
}
