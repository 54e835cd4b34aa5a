package io.switchgear.gateway.member;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.common.identity.Role;

import static org.assertj.core.api.Assertions.assertThat;

class MemberRulesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // who they are, what they become, who asks, how many owners there are, what stands against it
                "VIEWER,ACTIVE,OPERATOR,ADMIN,1,-",
                "VIEWER,ACTIVE,-,ADMIN,1,-",
                "ADMIN,ACTIVE,VIEWER,ADMIN,1,-",
                "ADMIN,ACTIVE,-,ADMIN,1,-",
                "VIEWER,ACTIVE,OWNER,ADMIN,1,owner_only",
                "OWNER,ACTIVE,ADMIN,ADMIN,2,owner_only",
                "OWNER,ACTIVE,-,ADMIN,2,owner_only",
                "VIEWER,ACTIVE,OWNER,OWNER,1,-",
                "OWNER,ACTIVE,ADMIN,OWNER,2,-",
                "OWNER,ACTIVE,-,OWNER,2,-",
                "OWNER,ACTIVE,ADMIN,OWNER,1,last_owner",
                "OWNER,ACTIVE,-,OWNER,1,last_owner",
                "OWNER,ACTIVE,OWNER,OWNER,1,-",
                "VIEWER,INVITED,ADMIN,ADMIN,1,-",
                "VIEWER,INVITED,-,ADMIN,1,-",
                "VIEWER,INVITED,OWNER,OWNER,1,validation_failed"
            })
    void whoMayDoWhatToWhom(Role is, MemberStatus status, Role to, Role by, long owners, String objection) {
        var member = new Member(UUID.randomUUID(), "a@example.com", null, is, status, Instant.EPOCH, null);
        var found = MemberRules.objection(member, to, by, owners);
        assertThat(found == null ? null : found.problem().code()).isEqualTo(objection);
    }
}
