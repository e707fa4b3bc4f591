import { MongoClient } from 'mongodb';
import type { BackendProcess } from '../../backends/port.ts';
import { sleep } from '../workload/pauses.ts';

const ANSWER_MS = 1_500;
const STEPPED_DOWN_S = 5;
const ELECTED_WITHIN_MS = 20_000;

/** The members of a replica set, each asked by its own address, past proxies. */
export interface MongoSet {
  /** Names of those that say that they are primary, the one of the newest election first: one that stood still may not know yet. */
  primaries(): Promise<string[]>;
  secondaries(): Promise<string[]>;
  stepDown(): Promise<void>;
  /** Makes these the addresses by which members and drivers know the members, in their order. */
  rename(hosts: readonly string[]): Promise<void>;
}

interface Hello {
  isWritablePrimary?: boolean;
  secondary?: boolean;
  electionId?: { toHexString(): string };
}

export function createMongoSet(members: readonly BackendProcess[]): MongoSet {
  async function ask<Answer>(
    { port }: BackendProcess,
    work: (client: MongoClient) => Promise<Answer>,
  ): Promise<Answer> {
    const times = { serverSelectionTimeoutMS: ANSWER_MS, connectTimeoutMS: ANSWER_MS, socketTimeoutMS: ANSWER_MS };
    const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, times);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  async function hellos(): Promise<{ name: string; hello: Hello }[]> {
    const answers = members.map(async (member) => {
      const hello = await ask(member, (client) => client.db('admin').command({ hello: 1 })).catch(() => ({}));
      return { name: member.name, hello: hello as Hello };
    });
    return Promise.all(answers);
  }

  const primaries = async () => {
    const term = ({ hello }: { hello: Hello }) => hello.electionId?.toHexString() ?? '';
    const found = (await hellos()).filter(({ hello }) => hello.isWritablePrimary);
    return found.sort((one, other) => (term(one) < term(other) ? 1 : -1)).map(({ name }) => name);
  };
  const primaryMember = async () => {
    const [name] = await primaries();
    const member = members.find((each) => each.name === name);
    if (!member) throw new Error('there is no MongoDB primary');
    return member;
  };

  return {
    primaries,
    secondaries: async () => (await hellos()).flatMap(({ name, hello }) => (hello.secondary ? [name] : [])),
    async stepDown() {
      await ask(await primaryMember(), (client) =>
        client.db('admin').command({ replSetStepDown: STEPPED_DOWN_S, force: true }),
      );
    },
    async rename(hosts) {
      const deadline = performance.now() + ELECTED_WITHIN_MS;
      while ((await primaries()).length === 0 && performance.now() < deadline) await sleep(100);
      await ask(await primaryMember(), async (client) => {
        const admin = client.db('admin');
        const { config } = (await admin.command({ replSetGetConfig: 1 })) as { config: Config };
        const renamed = config.members.map((member) => ({ ...member, host: hosts[member._id] }));
        const replSetReconfig = { ...config, version: config.version + 1, members: renamed };
        await admin.command({ replSetReconfig, force: true });
      });
    },
  };
}

interface Config {
  version: number;
  members: { _id: number; host: string }[];
}
