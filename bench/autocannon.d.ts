/** What the benchmark uses of autocannon 9, which has no types of its own. */
declare module 'autocannon' {
  interface Request {
    method: 'POST';
    path: string;
    body: string;
    headers: Record<string, string>;
  }

  interface Client {
    setRequests(requests: Request[]): void;
  }

  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    requests: Request[];
    setupClient?: (client: Client) => void;
  }

  interface Result {
    /** Seconds. */
    duration: number;
    '2xx': number;
    non2xx: number;
    errors: number;
    /** Milliseconds. */
    latency: { p50: number; p99: number; max: number };
  }

  export default function autocannon(options: Options): Promise<Result>;
}
