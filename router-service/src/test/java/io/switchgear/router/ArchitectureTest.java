package io.switchgear.router;

import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.ArchitectureRules;

class ArchitectureTest {

    @Test
    void houseRulesHold() {
        ArchitectureRules.check("io.switchgear.router");
    }
}
