package io.switchgear.action.cluster;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.validation.Validation;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.switchgear.action.cluster.ClustersProperties.Cluster;
import io.switchgear.action.cluster.ClustersProperties.Grant;

import static org.assertj.core.api.Assertions.assertThat;

class GrantsTest {

    private static final UUID ALICE = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();

    private static Cluster cluster(String name, Grant... grants) {
        return new Cluster(
                name, URI.create("http://127.0.0.1"), null, null, false, null, null, true, null, List.of(grants));
    }

    private static Grant grant(Object workspace, String namespaces, String services) {
        return new Grant(workspace.toString(), List.of(namespaces.split(",")), List.of(services.split(",")));
    }

    private static Grants grants(Cluster... clusters) {
        return new Grants(new ClustersProperties(List.of(clusters)));
    }

    private static String refusal(Access access) {
        return ((Access.Refused) access).sentence();
    }

    @Test
    void nothingIsGrantedByDefault() {
        assertThat(refusal(grants().resolve(ALICE, null, null, "a")))
                .isEqualTo("No cluster is granted to this workspace.");
        assertThat(refusal(grants(cluster("local")).resolve(ALICE, "local", null, "a")))
                .isEqualTo("No cluster is granted to this workspace.");
    }

    @Test
    void foreignClusterLooksLikeAnUnknownOne() {
        var grants = grants(cluster("one", grant(ALICE, "default", "*")), cluster("two", grant(BOB, "default", "*")));

        assertThat(refusal(grants.resolve(ALICE, "two", null, "a")))
                .isEqualTo("The cluster 'two' is not granted to this workspace.");
        assertThat(refusal(grants.resolve(ALICE, "three", null, "a")))
                .isEqualTo("The cluster 'three' is not granted to this workspace.");
        assertThat(grants.clustersOf(BOB)).extracting(Cluster::name).containsExactly("two");
    }

    @Test
    void namespacesAndServicesAreTakenTogether() {
        var grants = grants(cluster("one", grant("*", "blue", "api"), grant(ALICE, "green", "*")));

        assertThat(grants.resolve(BOB, null, "blue", "api")).isInstanceOf(Access.Granted.class);
        assertThat(grants.resolve(BOB, null, "blue", "db")).isInstanceOf(Access.Refused.class);
        assertThat(grants.resolve(BOB, null, "green", "api")).isInstanceOf(Access.Refused.class);
        assertThat(grants.resolve(ALICE, null, "green", "db")).isInstanceOf(Access.Granted.class);
        assertThat(grants.namespacesOf(grants.clustersOf(ALICE).getFirst(), ALICE))
                .containsExactly("blue", "green");
    }

    @Test
    void soleClusterAndNamespaceNeedNotBeNamed() {
        var sole = grants(cluster("one", grant("*", "apps", "*")));
        var any = grants(cluster("one", grant("*", "*", "*")));
        var several = grants(cluster("one", grant("*", "*", "*")), cluster("two", grant("*", "*", "*")));

        assertThat(((Access.Granted) sole.resolve(ALICE, null, null, "a")).namespace())
                .isEqualTo("apps");
        assertThat(((Access.Granted) any.resolve(ALICE, null, null, "a")).namespace())
                .isEqualTo("default");
        assertThat(refusal(several.resolve(ALICE, null, null, "a"))).endsWith("name one of them: one, two.");
    }

    @Test
    void environmentVariablesOfTheReadmeBind() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of(
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_NAME", "local",
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_URL", "http://127.0.0.1:8011",
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_SIMULATED", "true",
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_GRANTS_0_WORKSPACE", "*",
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_GRANTS_0_NAMESPACES", "default",
                                "SWITCHGEAR_ACTIONS_CLUSTERS_0_GRANTS_0_SERVICES", "payment-api,user-auth")));

        var properties = new Binder(ConfigurationPropertySources.get(environment))
                .bind("switchgear.actions", Bindable.of(ClustersProperties.class))
                .get();

        assertThat(properties.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.url()).hasPort(8011);
            assertThat(cluster.isProduction()).isFalse();
            assertThat(cluster.grants())
                    .containsExactly(new Grant("*", List.of("default"), List.of("payment-api", "user-auth")));
        });
    }

    @Test
    void wrongSettingsAreNamed() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var wrong = new ClustersProperties(List.of(
                    new Cluster("twice", null, null, null, false, null, null, false, null, List.of()),
                    new Cluster(
                            "twice",
                            URI.create("http://a"),
                            null,
                            null,
                            true,
                            null,
                            null,
                            false,
                            null,
                            List.of(new Grant("everybody", List.of(), List.of("*"))))));

            assertThat(factory.getValidator().validate(wrong))
                    .extracting(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                    .contains(
                            "everyClusterNamedOnce names a cluster twice: each needs a name of its own",
                            "clusters[0].reachableInOneWay needs exactly one of url, kubeconfig and in-cluster",
                            "clusters[1].reachableInOneWay needs exactly one of url, kubeconfig and in-cluster",
                            "clusters[1].grants[0].workspaceAnIdOrAny must be a workspace's id or *")
                    .anyMatch(message -> message.startsWith("clusters[1].grants[0].namespaces"));
        }
    }
}
