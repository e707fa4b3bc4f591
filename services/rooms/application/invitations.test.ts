import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createInvitationConsumer } from './invitations.ts';

interface Told {
  kind: 'invited' | 'ended';
  id: string;
  userId: string;
}

function stored(id: string, type: string, data: object = {}): StoredEvent {
  const place = { stream: 'room-r1', seq: 1, position: 1, version: 1, atMs: 1 };
  const about = { userId: 'max', by: 'olga', ...data };
  return { id, type, data: about, actor: 'olga', commandId: id, correlationId: 'c1', ...place };
}

const room = { name: 'lobby', createdAtMs: 7 };

describe('telling of invitations', () => {
  const consumer = (answer: (told: Told) => void = () => {}) => {
    const delivered: object[] = [];
    const undeliverable: string[] = [];
    const tell = (kind: Told['kind']) => async (notice: { id: string; userId: string }) => {
      answer({ kind, id: notice.id, userId: notice.userId });
      delivered.push({ kind, ...notice });
    };
    const handle = createInvitationConsumer({
      inboxes: { notifyInvited: tell('invited'), notifyInvitationEnded: tell('ended') },
      room: async () => ({ ...room, members: new Map() }),
      onUndeliverable: (_error, id) => undeliverable.push(id),
    });
    return { handle, delivered, undeliverable };
  };
  const notice = (id: string, userId = 'max') => ({ id, correlationId: 'c1', roomId: 'r1', room, userId });
  const events = [stored('e1', 'MemberInvited'), stored('e2', 'MemberJoined'), stored('e3', 'MemberInvited')];

  it('hands over invitations with the id of their event, and nothing else', async () => {
    const { handle, delivered } = consumer();
    await handle(events);
    expect(delivered).toEqual(['e1', 'e3'].map((id) => ({ kind: 'invited', ...notice(id), by: 'olga' })));
    expect(handle([stored('e4', 'MemberLeft')])).toBeUndefined();
  });

  it('says that they ended: declined, taken back, used, by a ban, or with the room', async () => {
    const { handle, delivered } = consumer();
    await handle([
      stored('e1', 'InvitationWithdrawn'),
      stored('e2', 'MemberJoined', { invited: true }),
      stored('e3', 'MemberBanned', { invited: true }),
      stored('e4', 'MemberBanned'),
      stored('e5', 'RoomDeleted', { invited: ['mia', 'mo'] }),
      stored('e6', 'RoomDeleted'),
      stored('e7', 'RoomArchived', { invited: ['eve'] }),
    ]);
    const ended = [
      notice('e1'),
      notice('e2'),
      notice('e3'),
      notice('e5', 'mia'),
      notice('e5', 'mo'),
      notice('e7', 'eve'),
    ];
    expect(delivered).toEqual(ended.map((one) => ({ kind: 'ended', ...one })));
  });

  it('asks to be called again while the inboxes do not answer', async () => {
    const { handle } = consumer(() => {
      throw new AppError('UNAVAILABLE', 'down');
    });
    await expect(handle(events)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('passes over an invitation that is refused for good', async () => {
    const { handle, delivered, undeliverable } = consumer(({ id }) => {
      if (id === 'e1') throw new AppError('NOT_FOUND', 'no such user');
    });
    await handle(events);
    expect(undeliverable).toEqual(['e1']);
    expect(delivered).toMatchObject([{ id: 'e3' }]);
  });
});
