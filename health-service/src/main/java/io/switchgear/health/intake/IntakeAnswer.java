package io.switchgear.health.intake;

import java.util.List;

/**
 * What became of a batch; sent after the commit.
 *
 * @param accepted entries that were new
 * @param duplicates entries that were known already
 * @param rejected entries that can never be accepted; sending them again is of no use
 */
public record IntakeAnswer(int accepted, int duplicates, List<Rejection> rejected) {}
