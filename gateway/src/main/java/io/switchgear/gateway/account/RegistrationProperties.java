package io.switchgear.gateway.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param registration who may register */
@ConfigurationProperties("switchgear")
record RegistrationProperties(@DefaultValue("invite") RegistrationMode registration) {}
