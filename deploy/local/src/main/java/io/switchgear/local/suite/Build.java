package io.switchgear.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.switchgear.local.jvm.JavaProgram;
import io.switchgear.local.layout.Home;

/** What the build left in the modules' {@code target} folders. */
final class Build {

    static final String SIMULATOR = "simulator";

    private Build() {}

    static JavaProgram service(Settings settings, Service service) throws IOException {
        String module = service.module();
        return program(settings, module, settings.repository().resolve(module), "-app");
    }

    static JavaProgram simulator(Settings settings) throws IOException {
        return program(
                settings, SIMULATOR, settings.repository().resolve("deploy").resolve(SIMULATOR), "");
    }

    private static JavaProgram program(Settings settings, String name, Path module, String classifier)
            throws IOException {
        Home home = settings.home();
        Path jar = module.resolve("target").resolve("%s-%s%s.jar".formatted(name, version(), classifier));
        if (!Files.exists(jar)) {
            throw new IOException("%s is missing; build it with ./mvnw -DskipTests package".formatted(jar));
        }
        return new JavaProgram(name, jar, home.run(name));
    }

    private static String version() {
        var build = new Properties();
        try (var in = Build.class.getResourceAsStream("build.properties")) {
            build.load(in);
            return build.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
