// Generated from query-service/openapi.json by `npm run generate`. Do not edit.

export interface paths {
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
    "/api/v1/activity/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["costs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/home-kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["homeKpis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get"];
        put: operations["put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traces/{trace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["detail"];
        put?: never;
        post?: never;
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
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["metrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["traces"];
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
        Alert: {
            /** Format: int64 */
            count: number;
            /** Format: date-time */
            first_seen: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_seen: string;
            message: string;
            provider?: string;
            service?: string;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            title: string;
            trace_id: string;
        };
        Attempt: {
            circuit_state?: string;
            /** Format: double */
            duration_ms: number;
            /** Format: int64 */
            http_status?: number;
            model?: string;
            /** Format: int64 */
            number?: number;
            outcome?: string;
            provider?: string;
            span_id: string;
            /** Format: date-time */
            started_at: string;
        };
        Change: {
            /** Format: int32 */
            rollups_days: number;
            /** Format: int32 */
            spans_days: number;
        };
        CircuitSighting: {
            /** Format: date-time */
            at: string;
            provider?: string;
            span_id: string;
            state: string;
        };
        CostRow: {
            /** Format: int64 */
            cache_read_tokens: number;
            /** Format: int64 */
            cache_write_tokens: number;
            /** Format: double */
            cost_usd: number;
            /** Format: double */
            failed_attempt_cost_usd: number;
            /** Format: int64 */
            failed_attempts: number;
            group: string;
            /** Format: double */
            hedged_attempt_cost_usd: number;
            /** Format: int64 */
            hedged_attempts: number;
            /** Format: int64 */
            input_tokens: number;
            /** Format: int64 */
            output_tokens: number;
            /** Format: int64 */
            reasoning_tokens: number;
            /** Format: int64 */
            requests: number;
        };
        Costs: {
            group_by: string;
            items: components["schemas"]["CostRow"][];
            range: string;
            /** Format: double */
            total_cost_usd: number;
        };
        HomeKpis: {
            avg_latency_ms: components["schemas"]["Kpi"];
            avg_quality_score: components["schemas"]["Kpi"];
            error_rate: components["schemas"]["Kpi"];
            latency: components["schemas"]["Percentiles"];
            range: string;
            total_cost_usd: components["schemas"]["Kpi"];
            total_requests: components["schemas"]["Kpi"];
        };
        Kpi: {
            /** Format: double */
            change?: number;
            trend: string;
            /** Format: double */
            value?: number;
        };
        MetricSeries: {
            metric: string;
            points: components["schemas"]["Point"][];
            /** Format: int64 */
            step_ms: number;
            unit: string;
        };
        PageAlert: {
            items: components["schemas"]["Alert"][];
            next_cursor?: string;
        };
        PageServiceStatus: {
            items: components["schemas"]["ServiceStatus"][];
            next_cursor?: string;
        };
        PageTraceItem: {
            items: components["schemas"]["TraceItem"][];
            next_cursor?: string;
        };
        Percentiles: {
            /** Format: double */
            p50?: number;
            /** Format: double */
            p95?: number;
            /** Format: double */
            p99?: number;
        };
        Point: {
            group?: string;
            /** Format: date-time */
            t: string;
            /** Format: double */
            value?: number;
        };
        Probe: {
            checks: {
                [key: string]: boolean;
            };
            service: string;
            status: string;
            version: string;
        };
        Replicas: {
            /** Format: int32 */
            ready: number;
            /** Format: int32 */
            wanted: number;
        };
        Retention: {
            /** Format: int64 */
            revision: number;
            /** Format: int32 */
            rollups_days: number;
            /** Format: int32 */
            spans_days: number;
        };
        ServiceStatus: {
            /** Format: double */
            error_rate?: number;
            /** Format: date-time */
            last_seen?: string;
            name: string;
            /** Format: double */
            p95_ms?: number;
            replicas?: components["schemas"]["Replicas"];
            /** Format: int64 */
            requests: number;
            /** Format: double */
            requests_per_minute: number;
            status: string;
        };
        SpanNode: {
            attributes: {
                [key: string]: Record<string, never>;
            };
            children: components["schemas"]["SpanNode"][];
            /** Format: double */
            cost_usd?: number;
            counted: boolean;
            /** Format: double */
            duration_ms: number;
            error_type?: string;
            events: {
                [key: string]: Record<string, never>;
            }[];
            /** Format: int64 */
            input_tokens?: number;
            kind: string;
            name: string;
            operation?: string;
            /** Format: int64 */
            output_tokens?: number;
            parent_span_id?: string;
            provider?: string;
            request_model?: string;
            response_model?: string;
            role: string;
            service: string;
            span_id: string;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            status: "ok" | "error" | "cancelled";
            status_message?: string;
            /** Format: double */
            time_to_first_token_ms?: number;
        };
        TraceDetail: {
            attempt_details: components["schemas"]["Attempt"][];
            /** Format: int64 */
            attempts: number;
            circuit_events: components["schemas"]["CircuitSighting"][];
            /** Format: double */
            cost_usd: number;
            /** Format: double */
            duration_ms: number;
            error?: string;
            /** Format: int64 */
            input_tokens: number;
            model?: string;
            name: string;
            /** Format: int64 */
            output_tokens: number;
            provider?: string;
            service: string;
            /** Format: int64 */
            span_count: number;
            spans: components["schemas"]["SpanNode"][];
            spans_truncated: boolean;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            status: "ok" | "error" | "cancelled";
            trace_id: string;
        };
        TraceItem: {
            /** Format: int64 */
            attempts: number;
            /** Format: double */
            cost_usd: number;
            /** Format: double */
            duration_ms: number;
            /** Format: int64 */
            input_tokens: number;
            model?: string;
            name: string;
            /** Format: int64 */
            output_tokens: number;
            provider?: string;
            service: string;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            status: "ok" | "error" | "cancelled";
            trace_id: string;
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
    activity: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["PageTraceItem"];
                };
            };
        };
    };
    recent: {
        parameters: {
            query?: {
                limit?: number;
                severity?: string;
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
                    "application/json": components["schemas"]["PageAlert"];
                };
            };
        };
    };
    costs: {
        parameters: {
            query?: {
                group_by?: string;
                range?: string;
                from?: string;
                to?: string;
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
                    "application/json": components["schemas"]["Costs"];
                };
            };
        };
    };
    homeKpis: {
        parameters: {
            query?: {
                range?: string;
                from?: string;
                to?: string;
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
                    "application/json": components["schemas"]["HomeKpis"];
                };
            };
        };
    };
    series: {
        parameters: {
            query: {
                metric: string;
                group_by?: string;
                range?: string;
                from?: string;
                to?: string;
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
                    "application/json": components["schemas"]["MetricSeries"];
                };
            };
        };
    };
    services: {
        parameters: {
            query?: {
                range?: string;
                from?: string;
                to?: string;
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
                    "application/json": components["schemas"]["PageServiceStatus"];
                };
            };
        };
    };
    get: {
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
                    "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    put: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    list: {
        parameters: {
            query?: {
                range?: string;
                from?: string;
                to?: string;
                status?: string;
                service?: string;
                model?: string;
                provider?: string;
                min_duration_ms?: number;
                q?: string;
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
                    "application/json": components["schemas"]["PageTraceItem"];
                };
            };
        };
    };
    detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trace_id: string;
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
                    "application/json": components["schemas"]["TraceDetail"];
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
    metrics: {
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
                    "application/json": string;
                };
            };
        };
    };
    traces: {
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
                    "application/json": string;
                };
            };
        };
    };
}
