import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { eventually } from '@confab/runtime/testing/eventually';
import { fakeMember } from '../test/fake-member.ts';
import { Receipts } from './receipts.ts';

describe('receipts', () => {
  it('are reported for another device where the token of the first ran out', async () => {
    const expired = fakeMember('ann', { token: 'a1' });
    const other = fakeMember('ann', { token: 'a2' });
    const reported: number[] = [];
    const markDelivered = async ({ inboxSeq = 0 }: { inboxSeq?: number }, call?: object) => {
      if (call === expired.call) throw new AppError('UNAUTHENTICATED', 'The token has expired.');
      reported.push(inboxSeq);
      return {} as never;
    };
    const receipts = new Receipts({ messages: { markDelivered }, userId: 'ann' });
    receipts.delivered(7, [expired, other]);
    await eventually(() => expect(reported).toEqual([7]));
  });
});
