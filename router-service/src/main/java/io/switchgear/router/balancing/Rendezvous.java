package io.switchgear.router.balancing;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The same one for the same affinity, and only a departed candidate's share moves (weighted rendezvous hashing: Thaler and
 * Ravishankar, 1998).
 */
final class Rendezvous implements Balancer {

    @Override
    public Choice choose(List<Candidate> candidates, Memory memory, Draw draw) {
        Candidate best = candidates.stream()
                .max(Comparator.comparingDouble(candidate -> score(candidate, draw.affinity())))
                .orElseThrow();
        return new Choice(best, memory.next());
    }

    private static double score(Candidate candidate, String affinity) {
        double uniform = (mix(hash(affinity) << 32 | hash(candidate.id())) >>> 11) * 0x1.0p-53;
        return -candidate.weight() / Math.log(Math.max(uniform, Double.MIN_NORMAL));
    }

    private static long hash(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** SplitMix64's finaliser (Steele et al., 2014). */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
