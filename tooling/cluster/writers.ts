import { eventually } from '@confab/runtime/testing/eventually';
import { post } from '../../services/standalone/test/chat.ts';
import { RequestFailed } from '../../services/standalone/test/graphql-client.ts';
import type { Person } from '../../services/standalone/test/person.ts';

export interface WritersOptions {
  room: string;
  /** Each writes by itself. */
  tabs: readonly Person[];
  /** So long a message is repeated before it counts as lost. */
  patienceMs: number;
}

export interface Writers {
  /** Texts, as they are acknowledged. */
  acknowledged: string[];
  /** Fails if one of them was refused, or lost a message. */
  stop(): Promise<void>;
}

/** Writers into a room who post one message after the other, each repeated with its key until it is acknowledged. */
export function startWriters({ room, tabs, patienceMs }: WritersOptions): Writers {
  const acknowledged: string[] = [];
  const end = new AbortController();

  async function write(person: Person, writer: number): Promise<void> {
    for (let i = 0; !end.signal.aborted; i += 1) {
      const text = `${writer}:${i}`;
      const tried = async () => {
        const sent = await post(person, { room, text, idempotencyKey: `${room} ${text}` }).catch(refuseUnlessDown);
        expect(sent).toBeDefined();
      };
      await eventually(tried, { timeoutMs: patienceMs });
      acknowledged.push(text);
    }
  }

  const written = Promise.allSettled(tabs.map(write));
  return {
    acknowledged,
    async stop() {
      end.abort();
      for (const outcome of await written) expect(outcome).toEqual({ status: 'fulfilled', value: undefined });
    },
  };
}

/** A replica that goes down under the request is what these tests are about; a refusal is not. */
function refuseUnlessDown(error: unknown): undefined {
  const codes = error instanceof RequestFailed ? error.errors.map(({ extensions }) => extensions?.code) : [];
  if (codes.some((code) => code !== 'UNAVAILABLE' && code !== 'ABORTED')) throw error;
  return undefined;
}
