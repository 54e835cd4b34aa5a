// Generated from router-service/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/admin/circuit-breaker/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/circuit-breaker/{service}/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["configure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/circuit-breaker/{service}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reset_1"];
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
    "/api/v1/admin/router/circuit-breakers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/circuit-breakers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_4"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/circuit-breakers/{name}/force-close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["forceClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/circuit-breakers/{name}/force-open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["forceOpen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/circuit-breakers/{name}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_3"];
        put: operations["replace_3"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/load-balancer/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_1"];
        put?: never;
        post: operations["create_1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/load-balancer/pools/{groupName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_2"];
        put: operations["replace_2"];
        post?: never;
        delete: operations["delete_1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/load-balancer/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_1"];
        put: operations["replace_1"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/prices/recompute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["recompute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/router/providers": {
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
    "/api/v1/admin/router/providers/{name}": {
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
    "/api/v1/admin/router/providers/{name}/test": {
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
        Accepted: {
            status: string;
        };
        ArmStats: {
            arm: string;
            /** Format: double */
            cost_usd: number;
            /** Format: int64 */
            failures: number;
            fallback: string[];
            latency: components["schemas"]["LatencyStats"];
            /** Format: double */
            percent: number;
            /** Format: int64 */
            requests: number;
            strategy: string;
            /** Format: double */
            success_rate?: number;
        };
        BreakerCircuit: {
            /** Format: int64 */
            failureCount: number;
            /** Format: date-time */
            lastFailure?: string;
            /** Format: int64 */
            recoveryAttempts: number;
            /** @enum {string} */
            state: "closed" | "open" | "half-open";
        };
        BreakerConfig: {
            /** Format: double */
            failureRateThreshold?: number;
            /** Format: int32 */
            failureThreshold?: number;
            /** Format: int64 */
            firstTokenTimeoutMs?: number;
            /** Format: int64 */
            minHealthyPeriodMs?: number;
            /** Format: int32 */
            minimumCalls?: number;
            /** Format: int32 */
            requestLimit?: number;
            /** Format: int64 */
            resetTimeoutMs?: number;
            /** Format: int64 */
            slowCallDurationMs?: number;
            /** Format: double */
            slowCallRateThreshold?: number;
        };
        BreakerStatus: {
            services: components["schemas"]["ServiceState"][];
            /** Format: date-time */
            timestamp: string;
        };
        BudgetUse: {
            remaining_usd: number;
            /** Format: date-time */
            resets_at: string;
            used_usd: number;
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
        CircuitView: {
            configured: boolean;
            /** Format: int32 */
            consecutive_failures: number;
            /** Format: int64 */
            failures: number;
            /** @enum {string} */
            forced?: "open" | "closed";
            /** Format: int64 */
            incidents: number;
            name: string;
            /** Format: date-time */
            next_attempt_at?: string;
            /** Format: int64 */
            rejected: number;
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "closed" | "open" | "half-open";
            /** Format: int64 */
            successes: number;
            thresholds: components["schemas"]["CircuitThresholds"];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            version: number;
        };
        ConfigUpdateResponse: {
            /** Format: date-time */
            appliedAt: string;
            config: components["schemas"]["BreakerConfig"];
            service: string;
            success: boolean;
        };
        Decision: {
            reason?: string;
        };
        GroupStats: {
            /** Format: int64 */
            active: number;
            arms: components["schemas"]["ArmStats"][];
            group_name: string;
            providers: components["schemas"]["TargetStats"][];
            strategy: string;
            /** Format: int64 */
            total: number;
        };
        Hedge: {
            /** Format: int64 */
            delay_ms?: number;
            /** Format: double */
            max_percent?: number;
        };
        LatencyStats: {
            /** Format: double */
            avg_ms?: number;
            /** Format: int64 */
            max_ms?: number;
            /** Format: int64 */
            min_ms?: number;
            /** Format: double */
            p50_ms?: number;
            /** Format: double */
            p95_ms?: number;
            /** Format: double */
            p99_ms?: number;
        };
        LimitDocument: {
            /** @enum {string} */
            budget_period?: "day" | "month";
            budget_usd?: number;
            /** Format: int64 */
            rpm?: number;
            /** Format: int64 */
            tpm?: number;
        };
        LimitView: {
            budget?: components["schemas"]["BudgetUse"];
            /** @enum {string} */
            budget_period?: "day" | "month";
            budget_usd?: number;
            requests?: components["schemas"]["Use"];
            /** Format: int64 */
            revision: number;
            /** Format: int64 */
            rpm?: number;
            shared: boolean;
            tokens?: components["schemas"]["Use"];
            /** Format: int64 */
            tpm?: number;
            /** Format: date-time */
            updated_at?: string;
            updated_by?: string;
        };
        ModelPrice: {
            cache_write?: number;
            cached_input?: number;
            input: number;
            output: number;
            reasoning?: number;
        };
        PageCircuitView: {
            items: components["schemas"]["CircuitView"][];
            next_cursor?: string;
        };
        PagePoolView: {
            items: components["schemas"]["PoolView"][];
            next_cursor?: string;
        };
        PageProviderView: {
            items: components["schemas"]["ProviderView"][];
            next_cursor?: string;
        };
        PoolDocument: {
            context_fallback?: string[];
            fallback?: string[];
            group_name?: string;
            hedge?: components["schemas"]["Hedge"];
            models?: string[];
            providers?: components["schemas"]["TargetDocument"][];
            rescue?: string;
            retry?: components["schemas"]["Retry"];
            split?: components["schemas"]["SplitDocument"];
            strategy?: string;
            timeouts?: components["schemas"]["Timeouts"];
        };
        PoolView: {
            context_fallback?: string[];
            /** Format: date-time */
            created_at: string;
            fallback: string[];
            group_name: string;
            hedge?: components["schemas"]["Hedge"];
            models: string[];
            providers: components["schemas"]["TargetView"][];
            /** @enum {string} */
            rescue: "prefill" | "rerun" | "off";
            retry: components["schemas"]["Retry"];
            /** Format: int64 */
            revision: number;
            split?: components["schemas"]["Split"];
            /** @enum {string} */
            strategy: "round_robin" | "weighted" | "least_connections" | "latency" | "priority" | "cost" | "sticky";
            timeouts: components["schemas"]["Timeouts"];
            /** Format: date-time */
            updated_at: string;
        };
        PreviousState: {
            /** Format: int64 */
            failureCount: number;
            /** Format: date-time */
            lastFailure?: string;
            /** Format: int64 */
            totalIncidents: number;
        };
        PriceDocument: {
            overrides?: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @enum {string} */
            unit?: "usd_per_million_tokens";
        };
        PriceList: {
            models: {
                [key: string]: components["schemas"]["ModelPrice"];
            };
            version: string;
        };
        PriceView: {
            book: components["schemas"]["PriceList"];
            overrides: {
                [key: string]: components["schemas"]["ModelPrice"];
            };
            providers: {
                [key: string]: components["schemas"]["PriceList"];
            };
            /** Format: int64 */
            revision: number;
            unit: string;
            /** Format: date-time */
            updated_at?: string;
            updated_by?: string;
            version: string;
        };
        Probe: {
            checks: {
                [key: string]: boolean;
            };
            service: string;
            status: string;
            version: string;
        };
        ProviderDocument: {
            access_key_id?: string;
            api_key?: string;
            api_version?: string;
            base_url?: string;
            models?: string[];
            name?: string;
            prices?: {
                [key: string]: components["schemas"]["ModelPrice"];
            };
            region?: string;
            secret_access_key?: string;
            session_token?: string;
            timeouts?: components["schemas"]["Timeouts"];
            type?: string;
        };
        ProviderView: {
            access_key_id?: string;
            api_key_set: boolean;
            api_version?: string;
            base_url: string;
            /** Format: date-time */
            created_at: string;
            models: string[];
            name: string;
            prices: {
                [key: string]: components["schemas"]["ModelPrice"];
            };
            region?: string;
            /** Format: int64 */
            revision: number;
            secret_access_key_set: boolean;
            timeouts: components["schemas"]["Timeouts"];
            /** @enum {string} */
            type: "openai" | "azure_openai" | "openai_compatible" | "vllm" | "ollama" | "groq" | "mistral" | "deepseek" | "anthropic" | "gemini" | "bedrock";
            /** Format: date-time */
            updated_at: string;
        };
        Range: {
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            to?: string;
        };
        ResetMetadata: {
            environment?: string;
            notes?: string;
            triggeredBy?: string;
        };
        ResetRequest: {
            force?: boolean;
            metadata?: components["schemas"]["ResetMetadata"];
            reason?: string;
        };
        ResetResponse: {
            previousState: components["schemas"]["PreviousState"];
            /** Format: date-time */
            resetTime: string;
            service: string;
            success: boolean;
        };
        Retry: {
            /** Format: int32 */
            budget_min?: number;
            /** Format: int32 */
            budget_percent?: number;
            /** Format: int32 */
            max_attempts?: number;
            /** Format: int32 */
            same_target?: number;
        };
        ServiceOperations: {
            /** Format: int64 */
            failed: number;
            /** Format: date-time */
            lastOperation?: string;
            /** Format: double */
            successRate?: number;
            /** Format: int64 */
            successful: number;
            /** Format: int64 */
            total: number;
        };
        ServiceState: {
            circuit: components["schemas"]["BreakerCircuit"];
            config: components["schemas"]["BreakerConfig"];
            operations: components["schemas"]["ServiceOperations"];
            service: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "failed";
        };
        Split: {
            fallback?: string[];
            /** Format: double */
            percent: number;
            /** @enum {string} */
            strategy?: "round_robin" | "weighted" | "least_connections" | "latency" | "priority" | "cost" | "sticky";
        };
        SplitDocument: {
            fallback?: string[];
            /** Format: double */
            percent?: number;
            strategy?: string;
        };
        Stats: {
            /** Format: date-time */
            generated_at: string;
            groups: components["schemas"]["GroupStats"][];
        };
        TargetDocument: {
            model?: string;
            name?: string;
            prefill?: boolean;
            /** Format: int32 */
            priority?: number;
            /** Format: double */
            weight?: number;
        };
        TargetStats: {
            /** Format: int64 */
            active: number;
            circuit: string;
            configured: boolean;
            /** Format: int64 */
            failures: number;
            health: string;
            /** Format: date-time */
            last_request_at?: string;
            latency: components["schemas"]["LatencyStats"];
            model?: string;
            name: string;
            /** Format: int32 */
            priority: number;
            /** Format: double */
            share?: number;
            /** Format: int64 */
            successes: number;
            /** Format: int64 */
            total: number;
            /** Format: double */
            weight: number;
        };
        TargetView: {
            configured: boolean;
            model?: string;
            name: string;
            prefill?: boolean;
            /** Format: int32 */
            priority: number;
            /** Format: double */
            weight: number;
        };
        TestResult: {
            error?: string;
            /** Format: int64 */
            latency_ms: number;
            /** Format: int32 */
            status?: number;
            success: boolean;
        };
        Timeouts: {
            /** Format: int64 */
            connect_ms?: number;
            /** Format: int64 */
            deadline_ms?: number;
            /** Format: int64 */
            first_token_ms?: number;
            /** Format: int64 */
            retry_after_cap_ms?: number;
            /** Format: int64 */
            silence_ms?: number;
            /** Format: int64 */
            stream_idle_ms?: number;
        };
        Use: {
            /** Format: int64 */
            remaining: number;
            /** Format: date-time */
            resets_at: string;
            /** Format: int64 */
            used: number;
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
    status: {
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
                    "application/json": components["schemas"]["BreakerStatus"];
                };
            };
        };
    };
    configure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BreakerConfig"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigUpdateResponse"];
                };
            };
        };
    };
    reset_1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetResponse"];
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
    list_2: {
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
                    "application/json": components["schemas"]["PageCircuitView"];
                };
            };
        };
    };
    get_4: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["CircuitView"];
                };
            };
        };
    };
    forceClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircuitView"];
                };
            };
        };
    };
    forceOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircuitView"];
                };
            };
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircuitView"];
                };
            };
        };
    };
    get_3: {
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
                    "application/json": components["schemas"]["LimitView"];
                };
            };
        };
    };
    replace_3: {
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
                "application/json": components["schemas"]["LimitDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitView"];
                };
            };
        };
    };
    list_1: {
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
                    "application/json": components["schemas"]["PagePoolView"];
                };
            };
        };
    };
    create_1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoolDocument"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"];
                };
            };
        };
    };
    get_2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupName: string;
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
                    "application/json": components["schemas"]["PoolView"];
                };
            };
        };
    };
    replace_2: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                groupName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoolDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"];
                };
            };
        };
    };
    delete_1: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                groupName: string;
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
    stats: {
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
                    "application/json": components["schemas"]["Stats"];
                };
            };
        };
    };
    get_1: {
        parameters: {
            query?: {
                version?: string;
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
                    "application/json": components["schemas"]["PriceView"];
                };
            };
        };
    };
    replace_1: {
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
                "application/json": components["schemas"]["PriceDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceView"];
                };
            };
        };
    };
    recompute: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Range"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    list: {
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
                    "application/json": components["schemas"]["PageProviderView"];
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
                "application/json": components["schemas"]["ProviderDocument"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderView"];
                };
            };
        };
    };
    get: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["ProviderView"];
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
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderView"];
                };
            };
        };
    };
    delete: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                name: string;
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
    test: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["TestResult"];
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
