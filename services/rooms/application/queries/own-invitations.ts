import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { Actor } from '../../domain/room/rights.ts';
import { OWN_INVITATIONS, type OwnInvitationDoc } from '../projections/open-invitations.ts';
import type { RoomView, RoomViews } from './room-view.ts';

export interface OwnInvitation {
  room: RoomView;
  by: string;
  atMs: number;
}

export interface OwnInvitationPage {
  invitations: OwnInvitation[];
  /** Parallel to the invitations. */
  cursors: string[];
  hasMore: boolean;
}

/** The actor's own open invitations as they were committed when this was called, newest first. */
export type OwnInvitations = (
  page: { first: number; after?: string | undefined },
  actor: Actor,
) => Promise<OwnInvitationPage>;

const CURSOR = /^[0-9]{15}-[0-9A-Za-z]{1,40}$/;

/** A room that the actor loses while the page is read is left out of it. */
export function createOwnInvitations(deps: { views: RoomViews; projections: ProjectionReader }): OwnInvitations {
  const { views, projections } = deps;
  return async ({ first, after }, actor) => {
    if (after !== undefined && !CURSOR.test(after)) throw badInput('after', 'This is no cursor of this list.');
    const { userId } = actor;
    const found = await projections.find<OwnInvitationDoc>(OWN_INVITATIONS, {
      ...{ index: 'byUser', equal: [userId], order: 'descending', limit: first + 1 },
      ...(after !== undefined && { lessThan: after }),
    });
    const shown = found.slice(0, first);
    const rooms = await views.visible({ names: [], ids: shown.map(({ roomId }) => roomId) }, actor);
    const byId = new Map(rooms.map((room) => [room.id, room]));
    const page: OwnInvitationPage = { invitations: [], cursors: [], hasMore: found.length > first };
    for (const { roomId, by, atMs, place } of shown) {
      const room = byId.get(roomId);
      if (!room) continue;
      page.invitations.push({ room, by, atMs });
      page.cursors.push(place);
    }
    return page;
  };
}
