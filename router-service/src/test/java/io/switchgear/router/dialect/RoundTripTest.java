package io.switchgear.router.dialect;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.anthropic.MessagesCaller;
import io.switchgear.router.dialect.anthropic.MessagesProvider;
import io.switchgear.router.dialect.chat.AnswerEvent;
import io.switchgear.router.dialect.chat.CallerFormat;
import io.switchgear.router.dialect.chat.ChatAnswer;
import io.switchgear.router.dialect.chat.ChatRequest;
import io.switchgear.router.dialect.chat.Fields;
import io.switchgear.router.dialect.chat.Message;
import io.switchgear.router.dialect.chat.Part;
import io.switchgear.router.dialect.chat.Piece;
import io.switchgear.router.dialect.chat.ProviderFormat;
import io.switchgear.router.dialect.chat.Reasoning;
import io.switchgear.router.dialect.chat.Sampling;
import io.switchgear.router.dialect.chat.StopReason;
import io.switchgear.router.dialect.chat.Tool;
import io.switchgear.router.dialect.chat.ToolChoice;
import io.switchgear.router.dialect.openai.ChatCompletionsCaller;
import io.switchgear.router.dialect.openai.ChatCompletionsProvider;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.provider.ProviderType;
import io.switchgear.router.usage.SseFrames;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written in a wire format and read back is what it was: random conversations and answers, seeded. */
class RoundTripTest {

    private static final int RUNS = 60;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CallerFormat CHAT = new ChatCompletionsCaller(JSON, InstantSource.system());
    private static final ProviderFormat OPENAI = new ChatCompletionsProvider(JSON, ProviderType.OPENAI);
    private static final CallerFormat MESSAGES = new MessagesCaller(JSON);
    private static final ProviderFormat ANTHROPIC = new MessagesProvider(JSON);

    private Random random = new Random(0);

    private void seed(RepetitionInfo run) {
        random = new Random(run.getCurrentRepetition());
    }

    private String word() {
        return "w\"é\\n" + Integer.toString(random.nextInt(1_000_000), 36) + "\n☃";
    }

    private ChatRequest request(boolean openAi) {
        var messages = new ArrayList<Message>();
        List<Part> results = List.of();
        for (int turn = 0; turn <= random.nextInt(3); turn++) {
            var asked = new ArrayList<Part>(results);
            asked.add(new Part.Text(word()));
            if (random.nextBoolean()) {
                asked.add(
                        random.nextBoolean()
                                ? new Part.Image("image/png", "aGk=")
                                : new Part.ImageLink("https://x/y.png"));
            }
            messages.add(new Message(Message.Role.USER, List.copyOf(asked)));
            var said = new ArrayList<Part>();
            var more = new ArrayList<Part>();
            said.add(new Part.Text(word()));
            for (int i = 0; i < random.nextInt(3); i++) {
                String id = "call_" + turn + "_" + i;
                said.add(new Part.ToolCall(
                        id, "tool" + i, Fields.object().put("x", word()).toString(), null));
                more.add(new Part.ToolResult(id, List.of(new Part.Text(word())), !openAi && random.nextBoolean()));
            }
            results = more;
            messages.add(new Message(Message.Role.ASSISTANT, List.copyOf(said)));
        }
        results = new ArrayList<>(results);
        results.add(new Part.Text(word()));
        messages.add(new Message(Message.Role.USER, List.copyOf(results)));
        boolean tools = random.nextBoolean();
        return new ChatRequest(
                random.nextBoolean() ? List.of(new Part.Text(word())) : List.of(),
                messages,
                tools ? List.of(new Tool("tool0", word(), Fields.object().put("type", "object"), null)) : List.of(),
                tools ? choice() : null,
                tools && openAi ? random.nextBoolean() : null,
                1L + random.nextInt(1000),
                new Sampling(
                        random.nextInt(10) / 10.0,
                        random.nextInt(10) / 10.0,
                        openAi ? null : Long.valueOf(random.nextInt(50)),
                        openAi ? random.nextInt(20) / 10.0 : null,
                        openAi ? random.nextInt(20) / 10.0 : null,
                        openAi ? random.nextLong() : null,
                        random.nextBoolean() ? List.of("END") : List.of()),
                openAi && random.nextBoolean() ? new Reasoning(Reasoning.Effort.LOW, null) : null,
                null,
                random.nextBoolean() ? word() : null,
                random.nextBoolean());
    }

    private ToolChoice choice() {
        return switch (random.nextInt(4)) {
            case 0 -> new ToolChoice.Auto();
            case 1 -> new ToolChoice.None();
            case 2 -> new ToolChoice.Required();
            default -> new ToolChoice.Named("tool0");
        };
    }

    @RepeatedTest(RUNS)
    void requests(RepetitionInfo run) {
        seed(run);
        ChatRequest openAi = request(true);
        assertThat(CHAT.request(OPENAI.request(openAi, "m"))).isEqualTo(openAi);
        ChatRequest anthropic = request(false);
        assertThat(MESSAGES.request(ANTHROPIC.request(anthropic, "m"))).isEqualTo(anthropic);
    }

    private Tokens tokens(boolean openAi) {
        long read = random.nextInt(50);
        long written = random.nextInt(50);
        return new Tokens(
                read + written + random.nextInt(100),
                20 + random.nextInt(100),
                read,
                written,
                openAi ? random.nextInt(20) : 0);
    }

    private StopReason stop(boolean openAi) {
        StopReason stop = StopReason.values()[random.nextInt(StopReason.values().length)];
        return openAi && stop == StopReason.STOP_SEQUENCE ? StopReason.END : stop;
    }

    @RepeatedTest(RUNS)
    void answers(RepetitionInfo run) {
        seed(run);
        for (boolean openAi : new boolean[] {true, false}) {
            var parts = new ArrayList<Part>();
            if (random.nextBoolean()) {
                parts.add(new Part.Thinking(word(), openAi ? null : word()));
            }
            parts.add(new Part.Text(word()));
            for (int i = 0; i < random.nextInt(3); i++) {
                parts.add(new Part.ToolCall(
                        "call" + i, "tool", Fields.object().put("x", word()).toString(), openAi ? word() : null));
            }
            var answer = new ChatAnswer("id", "model", parts, stop(openAi), null, tokens(openAi));
            byte[] written = (openAi ? CHAT : MESSAGES).answer(answer).bytes();
            assertThat((openAi ? OPENAI : ANTHROPIC).answer(JSON.readTree(written)))
                    .isEqualTo(answer);
        }
    }

    @RepeatedTest(RUNS)
    void streams(RepetitionInfo run) {
        seed(run);
        for (boolean openAi : new boolean[] {true, false}) {
            List<AnswerEvent> events = events(openAi);
            var writer = (openAi ? CHAT : MESSAGES).stream();
            var reader = (openAi ? OPENAI : ANTHROPIC).stream();
            var frames = new SseFrames();
            var read = new ArrayList<AnswerEvent>();
            for (AnswerEvent event : events) {
                for (Piece piece : writer.write(event)) {
                    assertThat(piece.reading()).isNotNull();
                    frames.feed(Unpooled.wrappedBuffer(piece.bytes()))
                            .forEach(frame -> read.addAll(reader.read(frame.data())));
                }
            }
            assertThat(read.subList(1, read.size())).isEqualTo(events.subList(1, events.size()));
            assertThat(read.getFirst())
                    .isInstanceOfSatisfying(
                            AnswerEvent.Started.class,
                            started -> assertThat(started.model()).isEqualTo("model"));
        }
    }

    private List<AnswerEvent> events(boolean openAi) {
        var events = new ArrayList<AnswerEvent>();
        events.add(new AnswerEvent.Started("id", "model", null));
        int calls = 0;
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            switch (random.nextInt(3)) {
                case 0 -> events.add(new AnswerEvent.Text(word()));
                case 1 -> events.add(new AnswerEvent.Thinking(word()));
                default -> {
                    events.add(new AnswerEvent.ToolCall(calls, "call" + calls, "tool", openAi ? word() : null));
                    events.add(new AnswerEvent.Arguments(calls, "{\"x\":"));
                    events.add(new AnswerEvent.Arguments(calls, "1}"));
                    calls++;
                }
            }
        }
        events.add(new AnswerEvent.Finished(stop(openAi), null));
        events.add(new AnswerEvent.Counted(tokens(openAi)));
        events.add(new AnswerEvent.Ended());
        return events;
    }
}
