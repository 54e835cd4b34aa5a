package io.switchgear.router.change;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;

/** Entity tags of configuration that people edit: its revision, quoted. */
public final class Revisions {

    private Revisions() {}

    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * Lets a change pass that was made from the current revision, or from none in particular.
     *
     * @param ifMatch the header; null if absent
     * @param current revision; 0 if there is nothing yet
     * @throws ProblemException 412 otherwise
     */
    public static void check(@Nullable String ifMatch, long current) {
        if (ifMatch == null || (ifMatch.equals("*") && current > 0) || ifMatch.equals(tag(current))) {
            return;
        }
        throw new ProblemException(Problems.of(
                HttpStatus.PRECONDITION_FAILED,
                "revision_outdated",
                "It has changed since it was read; read it again and repeat the change."));
    }
}
