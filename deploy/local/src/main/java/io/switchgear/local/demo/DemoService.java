package io.switchgear.local.demo;

import java.util.List;

/**
 * One of source 2's four services: what it does and how often.
 *
 * @param name as in its telemetry and as a simulated deployment
 * @param route of the request that makes it ask a model
 * @param pool it asks
 * @param meanPauseMs between two requests, exponentially distributed
 * @param streamed whether it reads the answer as a stream
 * @param maxTokens of an answer
 * @param prompts of which each request takes one
 */
record DemoService(
        String name,
        String route,
        String pool,
        int meanPauseMs,
        boolean streamed,
        int maxTokens,
        List<String> prompts) {

    static final List<DemoService> ALL = List.of(
            new DemoService(
                    "payment-api",
                    "POST /payments",
                    DemoProviders.ASSISTANTS,
                    1000,
                    false,
                    24,
                    List.of(
                            "Explain to the customer why card payment 4711 was declined by the issuer.",
                            "Classify this dispute: the customer says the parcel never arrived.",
                            "Rate the fraud risk of 3 payments from one card within two minutes.")),
            new DemoService(
                    "user-auth",
                    "POST /sessions",
                    DemoProviders.ASSISTANTS,
                    2000,
                    false,
                    12,
                    List.of(
                            "Is this sign-in unusual: new device, known city, third attempt?",
                            "Word a short notice about a sign-in from a new device.")),
            new DemoService(
                    "inventory-svc",
                    "GET /forecasts/{sku}",
                    DemoProviders.SUMMARIES,
                    1700,
                    false,
                    48,
                    List.of(
                            "Summarise last week's stock movements of SKU 10-443 in two sentences.",
                            "Which of these five articles should be reordered first, and why?")),
            new DemoService(
                    "notification-svc",
                    "POST /messages",
                    DemoProviders.ASSISTANTS,
                    1300,
                    true,
                    64,
                    List.of(
                            "Write a friendly delivery update: the parcel comes one day late.",
                            "Write a reminder that the invoice of March is due on Friday.")));
}
