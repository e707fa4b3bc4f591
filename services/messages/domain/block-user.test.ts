import { ALICE, BOB, inbox } from '../test/scenario.ts';
import { decideBlockUser, MAX_BLOCKED } from './block-user.ts';
import type { InboxEvent } from './inbox-events.ts';
import { decideUnblockUser } from './unblock-user.ts';

const blocked: InboxEvent = { type: 'UserBlocked', data: { blockedId: BOB } };
const unblocked: InboxEvent = { type: 'UserUnblocked', data: { blockedId: BOB } };
const command = { userId: ALICE, blockedId: BOB };
const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'username' });

describe('blocking somebody', () => {
  it('lies in one’s own inbox', () => {
    expect(decideBlockUser(inbox([]), command).events).toEqual([{ stream: 'inbox-alice', event: blocked }]);
    expect(decideBlockUser(inbox([blocked, unblocked]), command).events).toHaveLength(1);
  });

  it('twice changes nothing', () => {
    expect(decideBlockUser(inbox([blocked]), command).events).toEqual([]);
  });

  it('refuses oneself', () => {
    expect(() => decideBlockUser(inbox([]), { userId: ALICE, blockedId: ALICE })).toThrow(refusal);
  });

  it('has a bound, in which whoever was unblocked does not count', () => {
    const full = inbox([]);
    full.blockCount = MAX_BLOCKED;
    expect(() => decideBlockUser(full, command)).toThrow(refusal);
    const held = inbox([blocked, unblocked]);
    expect(held.blockCount).toBe(0);
  });
});

describe('unblocking somebody', () => {
  it('lies there too', () => {
    expect(decideUnblockUser(inbox([blocked]), command).events).toEqual([{ stream: 'inbox-alice', event: unblocked }]);
  });

  it('who is not blocked changes nothing', () => {
    expect(decideUnblockUser(inbox([]), command).events).toEqual([]);
    expect(decideUnblockUser(inbox([blocked, unblocked]), command).events).toEqual([]);
  });
});
