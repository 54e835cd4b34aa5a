package io.switchgear.simulator.exchange;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Decides how long an answer is and what it reports. */
final class Answers {

    private Answers() {}

    static Answer compose(Call call, Sizes sizes, String model, int defaultTokens, boolean filtered, Instant now) {
        var tool = call.tool() == null ? null : ToolAnswer.of(call.tool());
        int reasoning = sizes.reasoningTokens() == null ? 0 : sizes.reasoningTokens();
        int whole = sizes.outputTokens() == null ? defaultTokens : Math.max(0, sizes.outputTokens() - reasoning);
        int wanted = Math.max(0, whole - call.prefillTokens());
        Integer limit = sizes.outputTokens() == null ? call.maxOutputTokens() : null;
        int tokens = tool != null ? tool.pieces().size() : limit == null ? wanted : Math.min(limit, wanted);
        var finish = tool != null ? Finish.TOOL : limit != null && limit < wanted ? Finish.LENGTH : Finish.STOP;
        if (filtered) {
            tool = null;
            tokens = Math.min(tokens, wanted) / 2;
            finish = Finish.CONTENT_FILTER;
        }
        int output = tool != null && sizes.outputTokens() != null ? sizes.outputTokens() : tokens + reasoning;
        int input = sizes.inputTokens() == null ? call.inputTokens() : sizes.inputTokens();
        int cached = sizes.cachedTokens() == null ? 0 : Math.min(input, sizes.cachedTokens());
        return new Answer(
                Long.toHexString(ThreadLocalRandom.current().nextLong()) + Long.toHexString(now.toEpochMilli()),
                now.getEpochSecond(),
                model,
                call.prefillTokens(),
                tokens,
                finish,
                tool,
                new Usage(input, output, cached, reasoning));
    }
}
