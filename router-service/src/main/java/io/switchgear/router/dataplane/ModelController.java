package io.switchgear.router.dataplane;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.router.catalog.Catalogs;

/** What may be asked for as {@code model}: pools and providers' models. */
@RestController
@Hidden
class ModelController {

    private final Catalogs catalogs;

    ModelController(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    @GetMapping("/v1/models")
    ModelList models(@Requires(Permission.LLM_CALL) Caller caller) {
        return ModelList.of(catalogs.current().workspace(caller.workspaceId()));
    }
}
