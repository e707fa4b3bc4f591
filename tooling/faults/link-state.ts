/**
 * What a link does to the connections that pass it.
 * - `cut`: those that are open are reset, new ones too.
 * - `delayed`: every byte arrives so much later, in order.
 * - `half-open`: connections are accepted and stay, but what is sent towards `deaf` is swallowed. A connection that lost bytes is reset by the
 *   next byte after that, as by a firewall that has forgotten it.
 */
export type LinkState =
  | { kind: 'open' }
  | { kind: 'cut' }
  | { kind: 'delayed'; ms: number }
  | { kind: 'half-open'; deaf: Deaf };
export type Deaf = 'server' | 'client' | 'both';

export const OPEN: LinkState = { kind: 'open' };
