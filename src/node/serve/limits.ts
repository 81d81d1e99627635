/** What one request, and one client, may ask of the server. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly bytes: number;
  /** Examples in a request. */
  readonly rows: number;
  /** Requests a second of one client, on average; twice as many may come at once, one at least. 0: as many as they like. */
  readonly rate: number;
}

export const usualLimits: Limits = { bytes: 4 * 2 ** 20, rows: 4096, rate: 200 };

/** Clients that are remembered: more than that, and the one that was silent longest is forgotten. */
const mostClients = 10_000;

/** Seconds that a client has to wait before its next request; 0 where it may come now. */
export type Limiter = (client: string) => number;

/**
 * A token bucket for each client: it fills with `rate` tokens a second up to twice that, and a request takes one. It
 * holds one at least, or a client at a slow rate would wait for ever.
 *
 * @param now seconds that only go forward
 */
export function limiter(rate: number, now: () => number = () => performance.now() / 1000): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const most = Math.max(1, 2 * rate);
  if (rate === 0) return () => 0;
  return (client) => {
    const at = now();
    const known = buckets.get(client) ?? { tokens: most, at };
    const tokens = Math.min(most, known.tokens + (at - known.at) * rate);
    // Set anew, so that the map is in the order of the last request.
    buckets.delete(client);
    buckets.set(client, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    if (buckets.size > mostClients) buckets.delete(buckets.keys().next().value!);
    return tokens >= 1 ? 0 : (1 - tokens) / rate;
  };
}
