import { UNLIMITED } from '../context/cost-budgets.ts';
import { readFrames } from '../test/frames.ts';
import type { Entry } from './entry.ts';
import { Group } from './group.ts';
import { PayloadMemory, type Render } from './rendering.ts';
import type { Subscriber } from './subscriber.ts';

function entry(index: number): Entry {
  return {
    index,
    stream: 0,
    seq: index,
    positions: [index],
    value: { index },
    receipt: false,
    weight: 1,
    audience: undefined,
  };
}

function member(id = 'x', userId = 'u') {
  const got: unknown[] = [];
  const writes: Buffer[] = [];
  const state = { got, writes, congested: false, behind: 0, failures: 0 };
  const self: Subscriber = {
    idBytes: Buffer.from(JSON.stringify(id)),
    wire: {
      open: true,
      get congested() {
        return state.congested;
      },
      write: (frames) => {
        writes.push(frames);
        got.push(...readFrames(frames).map((text) => JSON.parse(text).payload));
      },
      drained: () => Promise.resolve(),
    },
    credentials: { token: '', identity: { userId, username: '', role: 'MEMBER', sessionId: '', expiresAtMs: 0 } },
    call: {},
    reached() {},
    fallBehind: () => {
      state.behind += 1;
    },
    failed: () => {
      state.failures += 1;
    },
  };
  return { ...state, state, self };
}

/** Executions that end when the test says so. */
function start() {
  const executions: { end(): void; fail(): void; count: number; user: string }[] = [];
  const render: Render = (values, { credentials }) =>
    new Promise((resolve, reject) => {
      const end = () => resolve(values.map((value) => Buffer.from(JSON.stringify(value))));
      const user = credentials.identity.userId;
      executions.push({ end, fail: () => reject(new Error('no')), count: values.length, user });
    });
  const group = new Group(
    { key: 'all', shares: (value) => !('own' in value), costOf: () => 1, budgets: UNLIMITED, render },
    { memory: new PayloadMemory(), onError() {} },
  );
  return { group, executions };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a group', () => {
  it('executes a batch once and writes it to each member in one piece', async () => {
    const { group, executions } = start();
    const [one, two] = [member('1'), member('2')];
    group.join(one.self, []);
    group.join(two.self, []);
    group.publish([entry(1), entry(2)]);
    executions[0]?.end();
    await settled();
    expect(executions).toHaveLength(1);
    expect([one.got, two.got]).toEqual([
      [{ index: 1 }, { index: 2 }],
      [{ index: 1 }, { index: 2 }],
    ]);
    expect(one.writes).toHaveLength(1);
  });

  it('writes batches in their order whichever is executed first', async () => {
    const { group, executions } = start();
    const one = member();
    group.join(one.self, []);
    group.publish([entry(1)]);
    group.publish([entry(2)]);
    executions[1]?.end();
    await settled();
    expect(one.got).toEqual([]);
    executions[0]?.end();
    await settled();
    expect(one.got).toEqual([{ index: 1 }, { index: 2 }]);
  });

  it('gives a member who joins what it missed, then what comes, and nothing of what was under way', async () => {
    const { group, executions } = start();
    const [old, fresh] = [member(), member()];
    group.join(old.self, []);
    group.publish([entry(2)]);
    group.join(fresh.self, [entry(1), entry(2)]);
    group.publish([entry(3)]);
    for (const execution of executions.toReversed()) execution.end();
    await settled();
    expect(fresh.got).toEqual([{ index: 1 }, { index: 2 }, { index: 3 }]);
    expect(old.got).toEqual([{ index: 2 }, { index: 3 }]);
  });

  it('writes nothing to who left, even to who came back meanwhile', async () => {
    const { group, executions } = start();
    const one = member();
    group.join(one.self, [entry(1)]);
    group.leave(one.self);
    group.join(one.self, []);
    executions[0]?.end();
    await settled();
    expect(one.got).toEqual([]);
  });

  it('sends a member whose socket is full back to the log', async () => {
    const { group, executions } = start();
    const [slow, quick] = [member(), member()];
    group.join(slow.self, []);
    group.join(quick.self, []);
    slow.state.congested = true;
    group.publish([entry(1)]);
    executions[0]?.end();
    await settled();
    expect([slow.state.behind, slow.got, quick.got]).toEqual([1, [], [{ index: 1 }]]);
  });

  it('never skips what could not be executed', async () => {
    const { group, executions } = start();
    const one = member();
    group.join(one.self, []);
    group.publish([entry(1)]);
    executions[0]?.fail();
    await settled();
    expect(one.state.failures).toBe(1);
  });

  it('writes what is for one user to that user only', async () => {
    const { group, executions } = start();
    const [ann, bob] = [member('1', 'ann'), member('2', 'bob')];
    group.join(ann.self, []);
    group.join(bob.self, []);
    group.publish([{ ...entry(1), audience: 'bob' }]);
    executions[0]?.end();
    await settled();
    expect([ann.got, bob.got]).toEqual([[], [{ index: 1 }]]);
  });

  it('makes nobody wait for what is executed for another, who gets all of it in order later', async () => {
    const { group, executions } = start();
    const [slow, quick] = [member('1', 'slow'), member('2', 'quick')];
    group.join(slow.self, []);
    group.join(quick.self, []);
    group.publish([{ ...entry(1), value: { index: 1, own: true } }]);
    group.publish([entry(2)]);
    const [ofSlow, ...others] = executions;
    expect(executions.map(({ user }) => user)).toEqual(['slow', 'quick', 'slow']);
    for (const { end } of others) end();
    await settled();
    const all = [{ index: 1, own: true }, { index: 2 }];
    expect([slow.got, quick.got]).toEqual([[], all]);
    ofSlow?.end();
    await settled();
    expect(slow.got).toEqual(all);
  });

  it('sends nobody but that viewer back to the log where their own execution fails, or hangs while much is told', async () => {
    const { group, executions } = start();
    const people = ['failing', 'hanging', 'quick'].map((user) => member(user, user));
    for (const { self } of people) group.join(self, []);
    group.publish([{ ...entry(1), value: { index: 1, own: true } }]);
    const [ofFailing, , ofQuick] = executions;
    ofFailing?.fail();
    ofQuick?.end();
    await settled();
    group.publish(Array.from({ length: 2_000 }, (_, at) => entry(at + 2)));
    executions.at(-1)?.end();
    await settled();
    expect(people.map(({ state }) => state.failures)).toEqual([1, 1, 0]);
    expect(people[2]?.got).toHaveLength(2_001);
  });
});
