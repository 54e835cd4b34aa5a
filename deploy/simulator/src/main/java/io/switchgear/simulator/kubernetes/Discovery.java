package io.switchgear.simulator.kubernetes;

import org.jspecify.annotations.Nullable;

/** The fixed documents by which clients find out what an API server offers. */
final class Discovery {

    private static final String VERSION = """
        {"major":"1","minor":"34","gitVersion":"v1.34.0-simulated","platform":"simulated"}\
        """;

    private static final String ROOT = """
        {"paths":["/api","/api/v1","/apis","/apis/apps","/apis/apps/v1","/healthz","/livez","/readyz","/version"]}\
        """;

    private static final String API = """
        {"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]}\
        """;

    private static final String GROUPS = """
        {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"apps",
        "versions":[{"groupVersion":"apps/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}\
        """;

    private static final String GROUP = """
        {"kind":"APIGroup","apiVersion":"v1","name":"apps",
        "versions":[{"groupVersion":"apps/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}\
        """;

    private static final String CORE = """
        {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[
        {"name":"namespaces","singularName":"namespace","namespaced":false,"kind":"Namespace","verbs":["get","list","watch","create","update","patch","delete"],"shortNames":["ns"]},
        {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list","watch","create","update","patch","delete"],"shortNames":["po"]}]}\
        """;

    private static final String APPS = """
        {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[
        {"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","list","watch","create","update","patch","delete"],"shortNames":["deploy"]},
        {"name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get","patch","update"]},
        {"name":"deployments/status","singularName":"","namespaced":true,"kind":"Deployment","verbs":["get","patch","update"]},
        {"name":"replicasets","singularName":"replicaset","namespaced":true,"kind":"ReplicaSet","verbs":["get","list","watch","create","update","patch","delete"],"shortNames":["rs"]}]}\
        """;

    private Discovery() {}

    /** The document at a path, or null when it is none of discovery's. */
    static @Nullable String at(String path) {
        return switch (path) {
            case "/" -> ROOT;
            case "/version" -> VERSION;
            case "/healthz", "/livez", "/readyz" -> "ok";
            case "/api" -> API;
            case "/apis" -> GROUPS;
            case "/apis/apps" -> GROUP;
            case "/api/v1" -> CORE;
            case "/apis/apps/v1" -> APPS;
            default -> null;
        };
    }
}
