import type { Child } from '../child.ts';
import type { NatsUsers } from './nats-users.ts';

export type BackendKind = 'mongo' | 'nats' | 'redis';
export type BackendSource = 'environment' | 'docker' | 'binaries';
export const BACKEND_NAMES: Readonly<Record<BackendKind, string>> = { mongo: 'MongoDB', nats: 'NATS', redis: 'Redis' };

/** A server that was started from its binary: it can be killed, stopped, and started again on the same port with the same data. */
export interface BackendProcess extends Child {
  readonly kind: BackendKind;
  readonly port: number;
}

/** One server that was started here, or found. */
export interface Backend {
  url: string;
  processes: readonly BackendProcess[];
  stop(): Promise<void>;
}

export interface BackendRequest {
  mongoMembers: 1 | 3;
  /** Absent: the server asks nobody who they are. */
  natsUsers: NatsUsers | undefined;
}

/** A place that servers come from. */
export interface BackendProvider {
  readonly source: BackendSource;
  /** Undefined where the server cannot be had from here: an empty variable, no engine, no binary. Throws where it is there and does not start. */
  start(kind: BackendKind, request: BackendRequest): Promise<Backend | undefined>;
}
