package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShareTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:30Z");
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Window WINDOW = Window.minute(NOW);

    private static Share leased(long limit, long granted) {
        return Share.fresh(WINDOW, limit, 0).renewed(new Grant(granted, 0, 0, false), NOW, LEASE);
    }

    @Test
    void reservesWhatIsLeasedAndNoMore() {
        assertThat(Share.fresh(WINDOW, 100, 0).reserve(1, NOW)).isNull();
        Share share = leased(100, 10).reserve(10, NOW);
        assertThat(share).isNotNull();
        assertThat(share.reserve(1, NOW)).isNull();
        assertThat(share.remaining(NOW)).isEqualTo(90);
    }

    @Test
    void aLeaseEnds() {
        Share share = leased(100, 10);
        assertThat(share.reserve(1, NOW.plus(LEASE).minusMillis(1))).isNotNull();
        assertThat(share.reserve(1, NOW.plus(LEASE))).isNull();
    }

    @Test
    void settlingChargesWhatWasUsedAndRefundingNothing() {
        Share share = leased(100, 20).reserve(12, NOW);
        assertThat(share.settle(12, 5)).extracting(Share::used, Share::reserved).containsExactly(5L, 0L);
        assertThat(share.settle(12, 0)).extracting(Share::used, Share::reserved).containsExactly(0L, 0L);
        assertThat(share.settle(12, 30).remaining(NOW))
                .as("more than was reserved")
                .isEqualTo(70);
    }

    @Test
    void aloneItGoesByTheLimitAndByWhatItKnewOfOthers() {
        Share share = Share.fresh(WINDOW, 100, 0)
                .renewed(new Grant(10, 40, 35, false), NOW, LEASE)
                .onItsOwn();
        assertThat(share.reserve(60, NOW.plusSeconds(20))).isNotNull();
        assertThat(share.reserve(61, NOW.plusSeconds(20))).isNull();
    }

    @Test
    void aLostCountIsNotBelievedUntilAllHaveReported() {
        Share share = Share.fresh(WINDOW, 100, 0).renewed(new Grant(10, 80, 80, false), NOW, LEASE);
        Share after = share.renewed(new Grant(60, 0, 0, false), NOW.plusSeconds(1), LEASE);
        assertThat(after.granted()).isEqualTo(20);
        assertThat(after.conceivable(21, NOW.plusSeconds(2))).isFalse();
        assertThat(after.conceivable(21, NOW.plusSeconds(1).plus(Share.RECOVERY)))
                .isTrue();
    }

    @Test
    void whatTheDatabaseKnowsIsSpentWhateverTheCountSays() {
        Share share = Share.fresh(WINDOW, 100, 70).renewed(new Grant(100, 0, 0, false), NOW, LEASE);
        assertThat(share.reserve(30, NOW)).isNotNull();
        assertThat(share.reserve(31, NOW)).isNull();
        assertThat(share.knowing(90).remaining(NOW.plusSeconds(3600))).isEqualTo(10);
    }

    @Test
    void anotherLimitGivesUpTheLease() {
        Share share = leased(100, 50).reserve(10, NOW).under(20);
        assertThat(share.granted()).isEqualTo(10);
        assertThat(share.reserve(1, NOW)).isNull();
        assertThat(share.remaining(NOW)).isEqualTo(10);
    }

    /**
     * Three replicas with one common count, whatever they do: together they stay within the limit, and nobody is refused unless what
     * the others have leased ahead of need (at most a sixteenth of the limit each, once they have told what they use) could make the
     * difference.
     */
    @Test
    void replicasStayWithinTheLimitAndRefuseOnlyForTheLeasedShare() {
        var random = new Random(20261121);
        for (int run = 0; run < 300; run++) {
            long limit = 1 + random.nextLong(random.nextBoolean() ? 40 : 100_000);
            var count = new ModelCount();
            var replicas = new ModelReplica[3];
            for (int i = 0; i < replicas.length; i++) {
                replicas[i] = new ModelReplica("r" + i, limit, count);
            }
            for (int step = 0; step < 400; step++) {
                var replica = replicas[random.nextInt(replicas.length)];
                switch (random.nextInt(6)) {
                    case 0 -> {
                        replica.settleOne(random);
                        replica.sync(true);
                    }
                    case 1 -> replica.sync(random.nextBoolean());
                    default -> {
                        long amount = 1 + random.nextLong(Math.max(1, limit / 8));
                        boolean admitted = replica.reserve(amount);
                        long consumed = total(replicas);
                        assertThat(consumed).isLessThanOrEqualTo(limit);
                        if (!admitted) {
                            long ahead = (replicas.length - 1) * (limit / Share.LEASED_PART);
                            assertThat(consumed + amount + ahead).isGreaterThan(limit);
                        }
                    }
                }
            }
        }
    }

    private static long total(ModelReplica[] replicas) {
        long sum = 0;
        for (var replica : replicas) {
            sum += replica.share.consumed();
        }
        return sum;
    }

    /** One replica as {@link Quotas} runs it, without threads. */
    private static final class ModelReplica {
        private final String name;
        private final ModelCount count;
        private final java.util.ArrayList<Long> open = new java.util.ArrayList<>();
        private Share share;

        ModelReplica(String name, long limit, ModelCount count) {
            this.name = name;
            this.count = count;
            this.share = Share.fresh(WINDOW, limit, 0);
        }

        boolean reserve(long amount) {
            Share after = share.reserve(amount, NOW);
            if (after == null) {
                ask(amount, true);
                after = share.reserve(amount, NOW);
            }
            if (after == null) {
                return false;
            }
            share = after;
            open.add(amount);
            return true;
        }

        void settleOne(Random random) {
            if (!open.isEmpty()) {
                long reserved = open.removeLast();
                share = share.settle(reserved, random.nextLong(reserved + 1));
            }
        }

        void sync(boolean touched) {
            share = share.trimmed(touched ? share.ahead() : 0);
            ask(0, touched);
        }

        private void ask(long amount, boolean ahead) {
            share = share.renewed(
                    count.lease(
                            name,
                            share.limit(),
                            share.consumed(),
                            Math.max(share.granted(), share.consumed()),
                            share.consumed() + amount,
                            ahead ? share.ahead() : 0),
                    NOW,
                    LEASE);
        }
    }

    /** What the script in {@link RedisCommonCount} does, but for time. */
    private static final class ModelCount {
        private final java.util.Map<String, long[]> fields = new java.util.HashMap<>();

        Grant lease(String me, long limit, long consumed, long keep, long need, long ahead) {
            boolean known = fields.containsKey(me);
            long others = 0;
            long used = 0;
            for (var field : fields.entrySet()) {
                if (!field.getKey().equals(me)) {
                    used += field.getValue()[0];
                    others += Math.max(field.getValue()[0], field.getValue()[1]);
                }
            }
            long free = limit - others;
            long granted = Math.max(consumed, Math.min(keep, free));
            if (need > granted && need <= free) {
                granted = need;
            }
            if (need <= granted) {
                granted = Math.max(granted, Math.min(need + ahead, need + Math.floorDiv(free - need, 4)));
            }
            fields.put(me, new long[] {consumed, granted});
            return new Grant(granted, others, used, known);
        }
    }
}
