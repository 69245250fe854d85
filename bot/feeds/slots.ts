/** Where a poll runs. A host that takes its time has to run beside others like it, so that those never wait for it. */
export type Lane = 'usual' | 'slow';

export interface SlotOptions {
  /** Polls side by side in each lane, and of one channel. */
  most: Record<Lane, { all: number; ofChannel: number }>;
  /** A poll that takes longer is slow; in milliseconds, as are the others. */
  patience: number;
  /** After a request to a host no other begins for at least so long. */
  rest: number;
  /** However long a host takes, or how often it does not answer, it is asked again after so long. */
  longestRest: number;
}

export const usualSlots: SlotOptions = {
  most: { usual: { all: 6, ofChannel: 3 }, slow: { all: 4, ofChannel: 2 } },
  patience: 2_000,
  rest: 2_000,
  longestRest: 15 * 60_000,
};

/** Which feeds may not begin in a lane now. */
export interface Closed {
  /** Hosts that cannot be asked now; in the slow lane, those that can. */
  hosts: string[];
  channels: string[];
}

export interface PolledFeed {
  host: string;
  channel_id: string;
}

/** Who may poll now. Times are handed in. */
export interface Slots {
  /** Undefined if the lane is full. */
  closed(lane: Lane, at: number): Closed | undefined;
  /** Takes a slot for a feed; undefined if there is none, or its host is being asked or rests. */
  begin(feed: PolledFeed, at: number): Lane | undefined;
  /**
   * Moves polls that take too long to the slow lane. Those for which there is no room are given back: they must stop,
   * and may begin again when there is.
   */
  moveSlow(at: number): string[];
  /** The host has given an answer of whatever kind, or none: what is done from here on is not its time. */
  asked(host: string, at: number, answered: boolean): void;
  end(host: string, at: number): void;
}

interface Running {
  channel: string;
  lane: Lane;
  since: number;
  /** When its host had been asked, and what of it. */
  asked?: { at: number; answered: boolean };
}

interface Host {
  isSlow: boolean;
  /** Requests in a row without an answer. */
  failures: number;
  restsUntil: number;
}

/** As many hosts are remembered. Of one that is forgotten the next poll shows again what it is. */
const mostHosts = 2_000;

export function createSlots({ most, patience, rest, longestRest }: SlotOptions): Slots {
  const running = new Map<string, Running>();
  const hosts = new Map<string, Host>();

  const laneOf = (host: string): Lane => (hosts.get(host)?.isSlow ? 'slow' : 'usual');
  const isFree = (host: string, at: number) => !running.has(host) && (hosts.get(host)?.restsUntil ?? 0) <= at;
  const inLane = (lane: Lane) => [...running.values()].filter(poll => poll.lane === lane);
  const isFull = (lane: Lane) => inLane(lane).length >= most[lane].all;
  const hasRoom = (lane: Lane, channel: string) =>
    !isFull(lane) && inLane(lane).filter(poll => poll.channel === channel).length < most[lane].ofChannel;

  function remember(host: string, state: Host): void {
    hosts.delete(host);
    hosts.set(host, state);
    const [oldest] = hosts.keys();
    if (hosts.size > mostHosts && oldest !== undefined) hosts.delete(oldest);
  }

  return {
    closed(lane, at) {
      if (isFull(lane)) return undefined;
      const channels = new Set(inLane(lane).map(poll => poll.channel));
      const known = [...hosts.keys()];
      return {
        channels: [...channels].filter(channel => !hasRoom(lane, channel)),
        hosts:
          lane === 'slow'
            ? known.filter(host => laneOf(host) === 'slow' && isFree(host, at))
            : [...new Set([...running.keys(), ...known.filter(host => laneOf(host) === 'slow' || !isFree(host, at))])],
      };
    },
    begin({ host, channel_id: channel }, at) {
      const lane = laneOf(host);
      if (!isFree(host, at) || !hasRoom(lane, channel)) return undefined;
      running.set(host, { channel, lane, since: at });
      return lane;
    },
    moveSlow(at) {
      const givenBack: string[] = [];
      for (const [host, poll] of running) {
        if (poll.lane === 'slow' || poll.asked || at - poll.since < patience) continue;
        const { failures = 0, restsUntil = 0 } = hosts.get(host) ?? {};
        remember(host, { isSlow: true, failures, restsUntil });
        if (hasRoom('slow', poll.channel)) running.set(host, { ...poll, lane: 'slow' });
        else givenBack.push(host);
      }
      return givenBack;
    },
    asked(host, at, answered) {
      const poll = running.get(host);
      if (poll) poll.asked = { at, answered };
    },
    end(host, at) {
      const poll = running.get(host);
      running.delete(host);
      if (!poll) return;
      const { at: askedAt, answered } = poll.asked ?? { at, answered: true };
      const took = askedAt - poll.since;
      const failures = answered ? 0 : (hosts.get(host)?.failures ?? 0) + 1;
      // A slow host has four fifths of the time for itself; one that does not answer has twice as much each time.
      const wait = Math.max(rest, took >= patience ? 4 * took : 0, answered ? 0 : rest * 2 ** Math.min(failures, 20));
      remember(host, { isSlow: took >= patience, failures, restsUntil: at + Math.min(wait, longestRest) });
    },
  };
}
