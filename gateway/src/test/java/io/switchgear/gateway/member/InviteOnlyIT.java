package io.switchgear.gateway.member;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

import io.switchgear.gateway.RunningGateway;
import io.switchgear.gateway.token.OpaqueToken;

/** Where registration is by invitation, an invitation is the way in. */
@TestPropertySource(properties = "switchgear.registration=invite")
class InviteOnlyIT extends RunningGateway {

    @Test
    void onlyWhoeverIsInvitedGetsAnAccount() {
        UUID workspace = UUID.randomUUID();
        UUID inviter = UUID.randomUUID();
        var token = OpaqueToken.create();
        database.sql("""
            insert into users (id, email, full_name, password_hash, created_at, updated_at)
            values (:inviter, :email, 'Ada', 'none', now(), now())\
            """)
                .bind("inviter", inviter)
                .bind("email", inviter + "@example.com")
                .then()
                .then(database.sql("insert into workspaces (id, name, created_at) values (:id, 'Engines', now())")
                        .bind("id", workspace)
                        .then())
                .then(database.sql("""
                    insert into invitations (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
                    values (:id, :workspace, :email, 'admin', :hash, :inviter, now(), now() + interval '1 day')\
                    """)
                        .bind("id", UUID.randomUUID())
                        .bind("workspace", workspace)
                        .bind("email", workspace + "@example.com")
                        .bind("hash", token.hash())
                        .bind("inviter", inviter)
                        .then())
                .block();
        http.post()
                .uri("/api/v1/auth/register")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "email",
                        "stranger@example.com",
                        "password",
                        PASSWORD,
                        "full_name",
                        "Eve",
                        "workspace_name",
                        "X"))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("registration_closed");
        http.post()
                .uri("/api/v1/auth/invitations/" + token.value() + "/accept")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("password", PASSWORD, "full_name", "Grace"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.workspace.role")
                .isEqualTo("admin");
    }
}
