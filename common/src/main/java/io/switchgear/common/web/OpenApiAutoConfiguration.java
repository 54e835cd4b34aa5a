package io.switchgear.common.web;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.switchgear.common.probe.ServiceVersion;

/**
 * Teaches the OpenAPI generator, which reads classes through Jackson 2, what our Jackson 3 does on the wire: snake_case unless a
 * record says otherwise, and every record component present unless it is {@code @Nullable}.
 */
@AutoConfiguration
class OpenApiAutoConfiguration {

    @Bean
    OpenAPI openApi(ServiceVersion version) {
        return new OpenAPI()
                .info(new Info().title("Switchgear " + version.service()).version("1"));
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider provider) {
        var mapper = provider.jsonMapper().copy().setPropertyNamingStrategy(new WireNaming());
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(
                mapper.getSerializationConfig().getAnnotationIntrospector(), new RecordComponents()));
        return new ModelResolver(mapper);
    }

    private static final class WireNaming extends PropertyNamingStrategy {

        private static final long serialVersionUID = 1L;
        private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

        @Override
        public String nameForField(MapperConfig<?> config, AnnotatedField field, String defaultName) {
            return name(field, defaultName);
        }

        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
            return name(method, defaultName);
        }

        @Override
        public String nameForSetterMethod(MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
            return name(method, defaultName);
        }

        @Override
        public String nameForConstructorParameter(
                MapperConfig<?> config, AnnotatedParameter parameter, String defaultName) {
            return name(parameter, defaultName);
        }

        private static String name(AnnotatedMember member, String defaultName) {
            AnnotatedElement declaring = member.getDeclaringClass();
            return declaring.isAnnotationPresent(tools.jackson.databind.annotation.JsonNaming.class)
                    ? defaultName
                    : SNAKE.translate(defaultName);
        }
    }

    private static final class RecordComponents extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            Class<?> type = member.getDeclaringClass();
            if (!type.isRecord()) {
                return null;
            }
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> component.getName().equals(member.getName()))
                    .findFirst()
                    .map(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .orElse(null);
        }
    }
}
