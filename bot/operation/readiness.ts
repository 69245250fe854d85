import { type StoreFault, storeFaultOf } from '../store/store-fault.ts';

export interface ReadinessOptions {
  /** Writes as the way in does; rejects with what the store said. */
  probeWriting: (at: number) => Promise<void>;
  /** Reads all pages; rejects where they are damaged. */
  checkPages: () => Promise<void>;
  now: () => number;
  /** Told of what a look has met. */
  onError: (error: unknown) => void;
  /** Told when the store works again. */
  onMended: () => void;
}

/** Whether the store does what the way in needs of it. */
export interface Readiness {
  /** Reads all pages, and writes. */
  begin(): Promise<void>;
  /** Looks again, unless that was done a moment ago; answers whether all is well. */
  check(): Promise<boolean>;
  /** Tells of an error that was met elsewhere: if the store is to blame, it is not ready until a look finds it well. */
  suspect(error: unknown): void;
  fault(): StoreFault | undefined;
}

/** How long a look holds, in milliseconds: while all is well, while it is not, and where all pages must be read. */
const holds = { well: 10_000, faulty: 1_000, damaged: 60_000 };

/** Every fault that is found, here or elsewhere, holds until a look has found the store well. */
export function createReadiness(options: ReadinessOptions): Readiness {
  const { probeWriting, checkPages, now, onError, onMended } = options;
  let fault: StoreFault | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  function found(next: StoreFault | undefined): void {
    const isMended = fault !== undefined && next === undefined;
    fault = next;
    lookedAt = now();
    if (isMended) onMended();
  }

  async function look(allPages: boolean): Promise<void> {
    try {
      if (allPages) await checkPages();
      await probeWriting(now());
      found(undefined);
    } catch (error) {
      onError(error);
      found(storeFaultOf(error) ?? 'unwritable');
    }
  }

  async function lookOnce(allPages: boolean): Promise<void> {
    looking ??= look(allPages).finally(() => {
      looking = undefined;
    });
    await looking;
  }

  return {
    begin: () => lookOnce(true),
    async check() {
      const hold = fault === 'damaged' ? holds.damaged : fault ? holds.faulty : holds.well;
      // A clock that was put back must not keep us from looking.
      if (Math.abs(now() - lookedAt) >= hold) await lookOnce(fault === 'damaged');
      return fault === undefined;
    },
    suspect(error) {
      const met = storeFaultOf(error);
      if (met === undefined) return;
      fault = met;
      lookedAt = now();
    },
    fault: () => fault,
  };
}
