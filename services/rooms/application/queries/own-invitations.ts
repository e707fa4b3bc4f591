import { badInput, isAppError } from '@confab/runtime/errors/app-error';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import { inTurns } from '@confab/runtime/turns/in-turns';
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

/** A room that is deleted while the page is read is left out of it. */
export function createOwnInvitations(deps: { views: RoomViews; projections: ProjectionReader }): OwnInvitations {
  const { views, projections } = deps;
  return async ({ first, after }, actor) => {
    if (after !== undefined && !CURSOR.test(after)) throw badInput('after', 'This is no cursor of this list.');
    const { userId } = actor;
    const found = await projections.find<OwnInvitationDoc>(OWN_INVITATIONS, {
      ...{ index: 'byUser', equal: [userId], order: 'descending', limit: first + 1 },
      ...(after !== undefined && { lessThan: after }),
    });
    const turns = { owner: userId, atOnce: projections.atOnce };
    const entries = await inTurns(found.slice(0, first), turns, async ({ roomId, by, atMs, place }) => {
      const room = await views.of(roomId, actor).catch(nothingIfGone);
      return room ? [{ cursor: place, invitation: { room, by, atMs } }] : [];
    });
    const page = entries.flat();
    return {
      invitations: page.map(({ invitation }) => invitation),
      cursors: page.map(({ cursor }) => cursor),
      hasMore: found.length > first,
    };
  };
}

function nothingIfGone(error: unknown): undefined {
  if (!isAppError(error, 'NOT_FOUND')) throw error;
}
