import { ALICE, BOB, inbox } from '../test/scenario.ts';
import { blockUser, MAX_BLOCKED, unblockUser } from './block-user.ts';
import type { InboxEvent } from './inbox-events.ts';

const blocked: InboxEvent = { type: 'UserBlocked', data: { blockedId: BOB } };
const unblocked: InboxEvent = { type: 'UserUnblocked', data: { blockedId: BOB } };
const command = { userId: ALICE, blockedId: BOB };
const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'username' });

describe('blocking somebody', () => {
  it('lies in one’s own inbox', () => {
    expect(blockUser(inbox([]), command).events).toEqual([{ stream: 'inbox-alice', event: blocked }]);
    expect(blockUser(inbox([blocked, unblocked]), command).events).toHaveLength(1);
  });

  it('twice changes nothing', () => {
    expect(blockUser(inbox([blocked]), command).events).toEqual([]);
  });

  it('refuses oneself', () => {
    expect(() => blockUser(inbox([]), { userId: ALICE, blockedId: ALICE })).toThrow(refusal);
  });

  it('has a bound, in which whoever was unblocked does not count', () => {
    const full = inbox([]);
    full.state.blockCount = MAX_BLOCKED;
    expect(() => blockUser(full, command)).toThrow(refusal);
    const held = inbox([blocked, unblocked]);
    expect(held.state.blockCount).toBe(0);
  });
});

describe('unblocking somebody', () => {
  it('lies there too', () => {
    expect(unblockUser(inbox([blocked]), command).events).toEqual([{ stream: 'inbox-alice', event: unblocked }]);
  });

  it('who is not blocked changes nothing', () => {
    expect(unblockUser(inbox([]), command).events).toEqual([]);
    expect(unblockUser(inbox([blocked, unblocked]), command).events).toEqual([]);
  });
});
