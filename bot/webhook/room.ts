/** Memory for large bodies, so that no number of senders takes more of it than there is. */
export interface Room {
  /**
   * Takes so many bytes as soon as there is room, after those who came before. Resolves with what gives them back
   * (once, however often it is called), or with undefined if there was none in time.
   */
  take(bytes: number): Promise<(() => void) | undefined>;
}

export interface RoomOptions {
  bytes: number;
  /** How long to wait for room, in milliseconds. */
  patience: number;
  /** So many may wait. */
  mostWaiting: number;
}

/** One of the largest bodies that any connector takes (25 MiB) and some others; most bodies need none of it. */
export const webhookRoom: RoomOptions = { bytes: 32 * 1024 * 1024, patience: 15_000, mostWaiting: 64 };

interface Waiting {
  bytes: number;
  enter(): void;
}

export function createRoom({ bytes: all, patience, mostWaiting }: RoomOptions): Room {
  let left = all;
  const waiting = new Set<Waiting>();

  function occupy(bytes: number): () => void {
    left -= bytes;
    let taken = bytes;
    return () => {
      left += taken;
      taken = 0;
      letIn();
    };
  }

  function letIn(): void {
    for (const next of waiting) {
      if (next.bytes > left) return;
      next.enter();
    }
  }

  return {
    take(wanted) {
      const bytes = Math.min(wanted, all);
      if (bytes <= left && waiting.size === 0) return Promise.resolve(occupy(bytes));
      if (waiting.size >= mostWaiting) return Promise.resolve(undefined);
      return new Promise(resolve => {
        const leave = () => {
          clearTimeout(timer);
          waiting.delete(one);
        };
        const one = {
          bytes,
          enter() {
            leave();
            resolve(occupy(bytes));
          },
        };
        const timer = setTimeout(() => {
          leave();
          resolve(undefined);
          letIn();
        }, patience);
        waiting.add(one);
      });
    },
  };
}
