import type { Attempt, History, Outcome } from '../history.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { Refused, type Send } from './endpoint.ts';
import { createPauses, sleep } from './pauses.ts';

const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }';
const WHISPER = 'mutation ($input: SendDirectMessageInput!) { sendDirectMessage(input: $input) { message { id } } }';
const EDIT = 'mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }';
const PAUSE_MS = { min: 40, max: 240 };
const CHANCE = { whisper: 0.1, refusal: 0.03, repeat: 0.05, edit: 0.05 };

export interface Message {
  key: string;
  /** Name of a room, or of a user. */
  to: string;
  private: boolean;
  text: string;
}

export interface DelivererOptions {
  account: Account;
  send: Send;
  history: History;
  random: Random;
}

export interface WriterOptions extends DelivererOptions {
  /** Rooms whose member the writer is. */
  rooms: readonly string[];
  /** A room that the writer must not post to. */
  sealed: string;
  /** Names of users to write to. */
  peers: readonly string[];
}

/** Sends messages and records what became of them. */
export interface Deliverer {
  /** Once. */
  attempt(message: Message): Promise<Outcome>;
  /** Again and again, with the same key, until it is known what became of it. */
  deliver(message: Message): Promise<Exclude<Outcome, { kind: 'unknown' }>>;
}

export function createDeliverer({ account, send, history, random }: DelivererOptions): Deliverer {
  async function attempt({ key, to, text, private: whispered }: Message): Promise<Outcome> {
    const place = whispered ? { to } : { room: to };
    const input = { ...place, text, idempotencyKey: key };
    const record: Attempt = {
      ...{ actor: account.id, key, to, text, beganMs: history.now(), endedMs: Number.NaN },
      outcome: { kind: 'unknown', why: 'under way' },
    };
    history.attempts.push(record);
    record.outcome = await send(whispered ? WHISPER : POST, { input }).then(acknowledgement, failure);
    record.endedMs = history.now();
    return record.outcome;
  }

  return {
    attempt,
    async deliver(message) {
      const pauses = createPauses(random);
      for (;;) {
        const outcome = await attempt(message);
        const isStranger = outcome.kind === 'refused' && outcome.code === 'UNAUTHENTICATED';
        if (outcome.kind !== 'unknown' && !isStranger) return outcome;
        if (isStranger) await account.renew().catch(() => undefined);
        await pauses.next();
      }
    },
  };
}

/** Posts one message after the other, now and then one that must be refused, and edits some. */
export interface Writer {
  /** Ends after the message under way. */
  stop(): Promise<void>;
}

export function startWriter({ rooms, sealed, peers, ...options }: WriterOptions): Writer {
  const { account, send, random } = options;
  const { attempt, deliver } = createDeliverer(options);
  const mine: Message[] = [];
  let number = 0;
  let stopped = false;

  function nextMessage(): Message {
    number += 1;
    const key = `${account.username}-${number}`;
    const whispered = random.chance(CHANCE.whisper) && peers.length > 0;
    const room = random.chance(CHANCE.refusal) ? sealed : random.pick(rooms);
    return { key, to: whispered ? random.pick(peers) : room, private: whispered, text: `text of ${key}` };
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const message = nextMessage();
      const outcome = await deliver(message);
      if (outcome.kind === 'acknowledged') mine.push(message);
      if (random.chance(CHANCE.repeat) && mine.length > 0) await attempt(random.pick(mine.slice(-50)));
      if (random.chance(CHANCE.edit) && outcome.kind === 'acknowledged') {
        const input = { id: outcome.messageId, text: `${message.text}, edited` };
        await send(EDIT, { input }).catch(() => undefined);
      }
      await sleep(random.between(PAUSE_MS.min, PAUSE_MS.max));
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

function acknowledgement(data: Record<string, unknown>): Outcome {
  const [payload] = Object.values(data) as { message: { id: string } }[];
  return { kind: 'acknowledged', messageId: payload?.message.id ?? '' };
}

function failure(error: unknown): Outcome {
  if (error instanceof Refused && error.isFinal) return { kind: 'refused', code: error.code };
  const why = error instanceof Refused ? error.code : String((error as Error).message);
  return { kind: 'unknown', why };
}
