// Generated from health-service/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["suite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/components/{component}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["component"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/liveness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/startup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["startup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/health-dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/circuit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/load-balancer/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/providers/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/providers/{name}/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["operations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/providers/{name}/reliability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["reliability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/providers/{name}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list"];
        put?: never;
        post: operations["create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get"];
        put: operations["replace"];
        post?: never;
        delete: operations["delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readiness_1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Availability: {
            /** Format: double */
            open_share: number;
            /** Format: double */
            score?: number;
            /** Format: double */
            success_rate?: number;
            /** Format: double */
            weight: number;
        };
        BalancerMetric: {
            /** Format: date-time */
            at: string;
            /** Format: double */
            avg_latency_ms?: number;
            /** Format: int64 */
            failures: number;
            granularity: string;
            group_name: string;
            /** Format: int64 */
            max_latency_ms: number;
            /** Format: int64 */
            min_latency_ms: number;
            model?: string;
            provider: string;
            /** Format: int64 */
            requests: number;
            /** Format: double */
            share?: number;
            /** Format: double */
            success_rate?: number;
            /** Format: int64 */
            successes: number;
        };
        Circuit: {
            /** @enum {string} */
            forced?: "open" | "closed";
            last_error?: string;
            /** Format: date-time */
            last_failure_at?: string;
            /** Format: date-time */
            next_attempt_at?: string;
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "closed" | "open" | "half-open";
            thresholds: components["schemas"]["CircuitThresholds"];
            /** Format: int64 */
            version: number;
        };
        CircuitCounts: {
            /** Format: int32 */
            consecutive_failures: number;
            /** Format: int64 */
            failures: number;
            /** Format: int64 */
            incidents: number;
            /** Format: int64 */
            rejected: number;
            /** Format: int64 */
            successes: number;
            /** Format: int64 */
            total: number;
        };
        CircuitThresholds: {
            /** Format: double */
            failure_rate_threshold: number;
            /** Format: int32 */
            failure_threshold: number;
            /** Format: int64 */
            first_token_timeout_ms?: number;
            /** Format: int64 */
            min_healthy_period_ms: number;
            /** Format: int32 */
            minimum_calls: number;
            /** Format: int32 */
            request_limit: number;
            /** Format: int64 */
            reset_timeout_ms: number;
            /** Format: int64 */
            slow_call_duration_ms: number;
            /** Format: double */
            slow_call_rate_threshold: number;
        };
        ComponentHealth: {
            /** Format: date-time */
            checked_at: string;
            critical: boolean;
            details?: {
                [key: string]: Record<string, never>;
            };
            error?: string;
            /** Format: int64 */
            response_time_ms: number;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
        };
        Delivery: {
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            delivered_at?: string;
            /** Format: int64 */
            duration_ms?: number;
            error?: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            next_attempt_at?: string;
            status: string;
            /** Format: int32 */
            status_code?: number;
            type: string;
        };
        Evidence: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            calls: number;
            /** Format: double */
            value?: number;
        };
        Group: {
            group_name: string;
            providers: components["schemas"]["Target"][];
            strategy: string;
        };
        HealthDashboard: {
            /** Format: date-time */
            generated_at: string;
            groups: components["schemas"]["Group"][];
            providers: components["schemas"]["Provider"][];
            summary: components["schemas"]["Summary"];
        };
        HealthHistoryEntry: {
            /** Format: int64 */
            duration: number;
            /** Format: int32 */
            incidents: number;
            /** @enum {string} */
            status: "healthy" | "degraded" | "failed";
            /** Format: date-time */
            timestamp: string;
        };
        HistoryEntry: {
            actor?: string;
            /** Format: date-time */
            at: string;
            /** Format: double */
            avg_latency_ms?: number;
            category?: string;
            /** Format: int64 */
            count: number;
            from_state?: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_at: string;
            /** Format: int64 */
            max_latency_ms?: number;
            message?: string;
            /** Format: int64 */
            min_latency_ms?: number;
            to_state?: string;
            trace_id?: string;
            type: string;
        };
        Latency: {
            /** Format: double */
            p95_ms?: number;
            /** Format: double */
            score?: number;
            /** Format: int64 */
            target_ms: number;
            /** Format: double */
            weight: number;
        };
        LedgerEntry: {
            actor?: string;
            /** Format: date-time */
            at: string;
            counts: components["schemas"]["CircuitCounts"];
            /** Format: int64 */
            duration_ms?: number;
            /** @enum {string} */
            forced?: "open" | "closed";
            /** @enum {string} */
            from_state: "closed" | "open" | "half-open";
            /** Format: uuid */
            id: string;
            local: boolean;
            provider: string;
            reason: string;
            replica: string;
            thresholds: components["schemas"]["CircuitThresholds"];
            /** @enum {string} */
            to_state: "closed" | "open" | "half-open";
            trace_ids: string[];
            /** @enum {string} */
            trigger: "user" | "system";
            /** @enum {string} */
            type: "state_change" | "forced" | "reset" | "config";
            /** Format: int64 */
            version: number;
        };
        OperationData: {
            /** Format: double */
            avgResponseTime?: number;
            /** Format: int64 */
            failureCount: number;
            /** Format: double */
            p95ResponseTime?: number;
            /** Format: double */
            p99ResponseTime?: number;
            /** Format: int64 */
            requestCount: number;
            /** Format: int64 */
            successCount: number;
        };
        OperationMetrics: {
            data: components["schemas"]["OperationData"];
            timeframe: string;
        };
        PageBalancerMetric: {
            items: components["schemas"]["BalancerMetric"][];
            next_cursor?: string;
        };
        PageDelivery: {
            items: components["schemas"]["Delivery"][];
            next_cursor?: string;
        };
        PageHealthHistoryEntry: {
            items: components["schemas"]["HealthHistoryEntry"][];
            next_cursor?: string;
        };
        PageHistoryEntry: {
            items: components["schemas"]["HistoryEntry"][];
            next_cursor?: string;
        };
        PageLedgerEntry: {
            items: components["schemas"]["LedgerEntry"][];
            next_cursor?: string;
        };
        PageWebhook: {
            items: components["schemas"]["Webhook"][];
            next_cursor?: string;
        };
        Parts: {
            availability: components["schemas"]["Availability"];
            latency: components["schemas"]["Latency"];
            stability: components["schemas"]["Stability"];
        };
        Prediction: {
            /** Format: int64 */
            calls: number;
            /** Format: date-time */
            crosses_at: string;
            explanation: string;
            /** Format: int64 */
            in_ms: number;
            metric: string;
            /** Format: double */
            per_minute: number;
            points: components["schemas"]["Evidence"][];
            /** Format: double */
            significance: number;
            /** Format: double */
            threshold: number;
            /** Format: double */
            value: number;
        };
        Probe: {
            checks: {
                [key: string]: boolean;
            };
            service: string;
            status: string;
            version: string;
        };
        Provider: {
            /** Format: int64 */
            active_requests: number;
            circuit: components["schemas"]["Circuit"];
            configured: boolean;
            counts: components["schemas"]["CircuitCounts"];
            groups: string[];
            last_day: components["schemas"]["Traffic"];
            /** Format: date-time */
            last_request_at?: string;
            name: string;
            /** Format: date-time */
            observed_at: string;
            prediction?: components["schemas"]["Prediction"];
            /** Format: double */
            reliability?: number;
            /** @enum {string} */
            status: "healthy" | "degraded" | "failed";
        };
        ProviderReliability: {
            formula: string;
            /** Format: date-time */
            from: string;
            parts: components["schemas"]["Parts"];
            provider: string;
            range: string;
            /** Format: double */
            score?: number;
            /** Format: date-time */
            to: string;
        };
        Stability: {
            /** Format: int64 */
            openings: number;
            /** Format: double */
            openings_per_day: number;
            /** Format: double */
            score?: number;
            /** Format: double */
            weight: number;
        };
        SuiteHealth: {
            components: {
                [key: string]: components["schemas"]["ComponentHealth"];
            };
            name: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            version: string;
        };
        Summary: {
            /** Format: int32 */
            healthy: number;
            /** Format: int32 */
            testing: number;
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            unhealthy: number;
        };
        Target: {
            /** Format: int64 */
            active_requests: number;
            available: boolean;
            /** Format: double */
            avg_latency_ms?: number;
            /** Format: int64 */
            failures: number;
            /** @enum {string} */
            health: "healthy" | "degraded" | "failed";
            /** Format: date-time */
            last_request_at?: string;
            model?: string;
            name: string;
            /** Format: double */
            share?: number;
            /** Format: int64 */
            successes: number;
            /** Format: int64 */
            total_requests: number;
            /** Format: double */
            weight: number;
        };
        Traffic: {
            /** Format: double */
            avg_latency_ms?: number;
            /** Format: int64 */
            failures: number;
            /** Format: double */
            p95_latency_ms?: number;
            /** Format: int64 */
            requests: number;
            /** Format: double */
            success_rate?: number;
            /** Format: int64 */
            successes: number;
        };
        Webhook: {
            /** Format: date-time */
            created_at: string;
            enabled: boolean;
            events: string[];
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int64 */
            revision: number;
            secret?: string;
            /** Format: date-time */
            updated_at: string;
            url: string;
        };
        WebhookDocument: {
            enabled?: boolean;
            events?: string[];
            name?: string;
            secret?: string;
            url?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    suite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuiteHealth"];
                };
            };
        };
    };
    component: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                component: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComponentHealth"];
                };
            };
        };
    };
    liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
        };
    };
    startup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
        };
    };
    dashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDashboard"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                provider?: string;
                trigger?: "user" | "system";
                range?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLedgerEntry"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: {
                granularity?: "hour" | "day" | "month";
                range?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBalancerMetric"];
                };
            };
        };
    };
    history: {
        parameters: {
            query?: {
                type?: "state_change" | "failure" | "success" | "probe" | "forced" | "reset" | "config";
                category?: "timeout" | "connection" | "rate_limit" | "auth" | "quota" | "server" | "protocol" | "other";
                range?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHistoryEntry"];
                };
            };
        };
    };
    operations: {
        parameters: {
            query?: {
                timeframe?: "1h" | "24h" | "7d" | "30d";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationMetrics"];
                };
            };
        };
    };
    reliability: {
        parameters: {
            query?: {
                range?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderReliability"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                range?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHealthHistoryEntry"];
                };
            };
        };
    };
    list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageWebhook"];
                };
            };
        };
    };
    create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookDocument"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    replace: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    delete: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDelivery"];
                };
            };
        };
    };
    test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    readiness_1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
        };
    };
}
