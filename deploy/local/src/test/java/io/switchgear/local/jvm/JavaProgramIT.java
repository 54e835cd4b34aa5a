package io.switchgear.local.jvm;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.process.ProcessRecords;
import io.switchgear.local.process.Supervisor;
import io.switchgear.local.suite.Progress;

import static org.assertj.core.api.Assertions.assertThat;

/** A small program through its life: copied, started, trained, started from its AOT cache, rebuilt. */
class JavaProgramIT {

    @TempDir
    Path folder;

    @Test
    void theSecondStartUsesTheCacheThatTheFirstOneTrainedAndANewBuildDoesNot() throws Exception {
        var part = part(build("one"));
        assertThat(run(part)).contains("started without an AOT cache");
        assertThat(AotTraining.needed(part)).isTrue();

        assertThat(train(part)).isTrue();

        assertThat(AotTraining.needed(part)).isFalse();
        assertThat(run(part)).contains("started from its AOT cache");

        build("one");
        assertThat(run(part)).as("the same program built again").contains("started from its AOT cache");

        build("two, changed");
        assertThat(AotTraining.needed(part)).isTrue();
        assertThat(run(part)).contains("started without an AOT cache");
    }

    @Test
    void aCacheThatTheJvmRefusesIsSaidAndThrownAway() throws Exception {
        var part = part(build("one"));
        assertThat(run(part)).contains("started without an AOT cache");
        assertThat(train(part)).isTrue();

        Files.writeString(folder.resolve("run/app.aot"), "this is no cache");

        assertThat(run(part)).contains("the JVM refused the AOT cache");
        assertThat(AotTraining.needed(part)).isTrue();
    }

    private boolean train(JavaPart part) throws Exception {
        int port = freePort();
        return new AotTraining(new ProcessRecords(folder.resolve("processes")))
                .train(new AotTraining.Lesson(
                        part,
                        Map.of("PORT", Integer.toString(port)),
                        List.of(URI.create("http://127.0.0.1:" + port)),
                        folder.resolve("training.log")));
    }

    /** Starts and stops the part; returns its log. */
    private String run(JavaPart part) throws Exception {
        Files.deleteIfExists(part.log());
        var supervisor =
                new Supervisor(new ProcessRecords(folder.resolve("processes")), new Progress(System.out, null));
        supervisor.start(List.of(part));
        supervisor.stop(List.of(part.name()));
        return Files.readString(part.log());
    }

    private JavaPart part(Path jar) throws Exception {
        int port = freePort();
        return new JavaPart(
                new JavaProgram("program", jar, folder.resolve("run")),
                64,
                true,
                Map.of("PORT", Integer.toString(port)),
                URI.create("http://127.0.0.1:" + port),
                folder.resolve("program.log"));
    }

    private Path build(String answer) throws Exception {
        Path target = Files.createDirectories(folder.resolve("target/lib")).getParent();
        Path source = Files.writeString(target.resolve("Main.java"), """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            public class Main {
                public static void main(String[] arguments) throws Exception {
                    int port = Integer.parseInt(System.getenv("PORT"));
                    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.createContext("/", exchange -> {
                        byte[] body = "%s".getBytes();
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """.formatted(answer));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        Path jar = target.resolve("program.jar");
        try (var classes = Files.list(target);
                var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Path file : classes.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
