package io.switchgear.common.audit;

import java.util.List;

/** Body of {@code POST /internal/v1/audit}. */
public record AuditEvents(List<AuditEvent> events) {}
