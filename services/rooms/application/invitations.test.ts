import { AppError } from '@confab/runtime/errors/app-error';
import type { StoredEvent } from '@confab/runtime/event-store/event';
import { createInvitationConsumer } from './invitations.ts';
import type { Invitation } from './ports.ts';

function stored(id: string, type: string): StoredEvent {
  const place = { stream: 'room-r1', seq: 1, position: 1, version: 1, atMs: 1 };
  return { id, type, data: { userId: 'max', by: 'olga' }, actor: 'olga', commandId: id, correlationId: 'c1', ...place };
}

describe('delivering invitations', () => {
  const consumer = (answer: (invitation: Invitation) => void) => {
    const delivered: Invitation[] = [];
    const undeliverable: string[] = [];
    const handle = createInvitationConsumer({
      inboxes: {
        async notifyInvited(invitation) {
          answer(invitation);
          delivered.push(invitation);
        },
      },
      onUndeliverable: (_error, id) => undeliverable.push(id),
    });
    return { handle, delivered, undeliverable };
  };
  const events = [stored('e1', 'MemberInvited'), stored('e2', 'MemberJoined'), stored('e3', 'MemberInvited')];

  it('hands over invitations with the id of their event, and nothing else', async () => {
    const { handle, delivered } = consumer(() => {});
    await handle(events);
    expect(delivered).toEqual(
      ['e1', 'e3'].map((id) => ({ id, correlationId: 'c1', roomId: 'r1', userId: 'max', by: 'olga' })),
    );
    expect(handle([stored('e4', 'MemberLeft')])).toBeUndefined();
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
    expect(delivered.map(({ id }) => id)).toEqual(['e3']);
  });
});
