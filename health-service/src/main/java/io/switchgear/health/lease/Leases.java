package io.switchgear.health.lease;

import java.time.Duration;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The right to do a job, held by one replica at a time, by PostgreSQL's clock. A replica that dies loses it by time; one that
 * works on takes it again before each step.
 */
@Component
public class Leases {

    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final String self = UUID.randomUUID().toString();
    private final DatabaseClient database;

    Leases(DatabaseClient database) {
        this.database = database;
    }

    /** Takes or prolongs the lease for a minute; false while another replica has it. */
    public Mono<Boolean> take(String job) {
        return database.sql("""
            insert into job_leases as l (job, holder, until) values (:job, :holder, now() + make_interval(secs => :seconds))
            on conflict (job) do update set holder = excluded.holder, until = excluded.until
            where l.holder = excluded.holder or l.until < now()\
            """)
                .bind("job", job)
                .bind("holder", self)
                .bind("seconds", (double) LENGTH.toSeconds())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Gives it back, if this replica has it. */
    public Mono<Void> release(String job) {
        return database.sql("delete from job_leases where job = :job and holder = :holder")
                .bind("job", job)
                .bind("holder", self)
                .then();
    }
}
