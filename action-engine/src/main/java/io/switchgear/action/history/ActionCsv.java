package io.switchgear.action.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.action.lifecycle.Action;
import io.switchgear.action.lifecycle.Sizing;
import io.switchgear.common.csv.Csv;
import io.switchgear.common.web.WireTimes;

/** Actions as a table. */
final class ActionCsv {

    private static final List<String> HEADER = List.of(
            "action_id",
            "type",
            "status",
            "detail",
            "service_name",
            "target_type",
            "kind",
            "cluster_name",
            "namespace",
            "simulated",
            "replicas",
            "min_replicas",
            "max_replicas",
            "reason",
            "dry_run",
            "requested_by",
            "decided_by",
            "created_at",
            "started_at",
            "finished_at",
            "revert_of",
            "reverted_by");

    private ActionCsv() {}

    static Mono<Void> write(ServerHttpResponse response, Flux<Action> actions) {
        return Csv.write(response, "actions.csv", HEADER, actions.map(ActionCsv::row));
    }

    private static List<@Nullable Object> row(Action action) {
        var target = action.target();
        Sizing size = action.requested();
        return Arrays.asList(
                action.actionId(),
                action.type().wire(),
                action.status().wire(),
                action.detail(),
                target.serviceName(),
                target.targetType().wire(),
                target.kind() == null ? null : target.kind().wire(),
                target.clusterName(),
                target.namespace(),
                target.simulated(),
                size == null ? null : size.replicas(),
                size == null ? null : size.minReplicas(),
                size == null ? null : size.maxReplicas(),
                action.reason(),
                action.dryRun(),
                action.requestedBy(),
                action.decidedBy(),
                time(action.createdAt()),
                time(action.startedAt()),
                time(action.finishedAt()),
                action.revertOf(),
                action.revertedBy());
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : WireTimes.format(instant);
    }
}
