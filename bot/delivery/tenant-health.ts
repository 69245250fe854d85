/**
 * Which tenants Teams takes messages of: what this process itself has seen since its start. It says what a failure
 * means (Teams away, or one message) and when waits of our own accord have become pointless.
 */
export interface TenantHealth {
  /** Something was posted. Answers true where it had failed before, or nothing was known yet. */
  worked(tenantId: string, at: number): boolean;
  /** Something failed for which Teams may be the cause. */
  failed(tenantId: string): void;
  /** Whether something was posted after `since` and until `now`. */
  workedSince(tenantId: string, since: number, now: number): boolean;
}

export function createTenantHealth(): TenantHealth {
  const tenants = new Map<string, { postedAt: number; works: boolean }>();
  return {
    worked(tenantId, at) {
      const before = tenants.get(tenantId);
      tenants.set(tenantId, { postedAt: at, works: true });
      return !before?.works;
    },
    failed(tenantId) {
      tenants.set(tenantId, { postedAt: tenants.get(tenantId)?.postedAt ?? 0, works: false });
    },
    workedSince(tenantId, since, now) {
      const postedAt = tenants.get(tenantId)?.postedAt ?? 0;
      return postedAt > since && postedAt <= now;
    },
  };
}
