import { addressed } from '@confab/runtime/eventlog/decider/decider';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { linkUseless, noSuchLink } from '@confab/runtime/kernel/ids/link';
import { formatLinkToken, newLinkToken, withoutSign, withSign } from '@confab/runtime/kernel/ids/link-token';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Secrets } from '@confab/runtime/kernel/ids/secrets';
import type { Call } from '@confab/runtime/network/rpc/call';
import { type Actor, RANK, requireRank } from '../../domain/room/rights.ts';
import { type RoomState, roomStream } from '../../domain/room/state.ts';
import { decideCreateLink } from '../../domain/room-link/create-link.ts';
import { goodLink } from '../../domain/room-link/good-link.ts';
import { decideJoinByLink } from '../../domain/room-link/join-by-link.ts';
import { type RoomLinkState, roomLinkStream } from '../../domain/room-link/link.ts';
import { decideRevokeLink } from '../../domain/room-link/revoke-link.ts';
import { metaOf, type Request } from '../commands/request.ts';
import type { Users } from '../ports.ts';
import { openLinksOf, type RoomLinkDoc } from '../projections/room-links.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { peekLink } from './shown-link.ts';

export interface NewLink {
  id: string;
  /** Shown now and never again. */
  token: string;
  uses: number | undefined;
  expiresAtMs: number | undefined;
}

export interface NewLinkInput {
  room: string;
  uses?: number | undefined;
  expiresInHours?: number | undefined;
}

/** What whoever opens a link is told. */
export interface LinkView {
  room: RoomState;
  by: string;
  expiresAtMs: number | undefined;
}

/** Links into rooms: the right to join, for whoever has one. */
export interface RoomLinks {
  /** Takes no command id, because the answer is a secret that is not kept. */
  create(request: Request, input: NewLinkInput): Promise<NewLink>;
  /** NOT_FOUND for a link that never was. */
  revoke(request: Request, id: string): Promise<void>;
  /** Returns the room's id. NOT_FOUND for a link that does not work. */
  join(request: Request, token: string): Promise<{ roomId: string }>;
  /** Undefined for a link that does not work. */
  find(token: string, call: Call): Promise<LinkView | undefined>;
  /**
   * Open links of a room, the newest first. FORBIDDEN for others than owners, moderators and
   * administrators.
   */
  ofRoom(roomId: string, actor: Actor): Promise<RoomLinkDoc[]>;
  /** How many rooms are best asked about at once. */
  readonly atOnce: number;
}

export interface RoomLinksDeps {
  runner: CommandRunner;
  directory: RoomDirectory;
  projections: ProjectionReader;
  users: Users;
  secrets: Secrets;
  ids: Ids;
  clock: Clock;
}

export function createRoomLinks(deps: RoomLinksDeps): RoomLinks {
  const { runner, directory, projections, secrets, ids, clock } = deps;
  return {
    async create(request, { room, uses, expiresInHours }) {
      const token = newLinkToken(secrets, ids.next());
      const stream = roomLinkStream(token.id);
      const { expiresAtMs } = await runner.run({
        meta: { ...metaOf(request, 'CreateRoomLink', []), commandId: ids.next() },
        async prepare() {
          const roomId = await directory.idOf(room);
          const open = (await openLinksOf(projections, roomId, clock.now())).length;
          return { roomId, open };
        },
        streams: ({ roomId }) => [roomStream(roomId), stream],
        decide({ roomId, open }, context) {
          const tokenHash = secrets.hash(token.secret);
          const command = { actor: request.actor, roomId, tokenHash, uses, expiresInHours, open };
          const room = context.hold<RoomState>(roomStream(roomId)).state;
          const created = addressed(stream, decideCreateLink(room, command, context));
          return { ...created, result: { expiresAtMs: created.result.expiresAtMs ?? undefined } };
        },
      });
      return { id: withSign(token.id), token: withSign(formatLinkToken(token)), uses, expiresAtMs };
    },
    async revoke(request, shownId) {
      const id = withoutSign(shownId);
      if (id === undefined) throw noSuchLink();
      const stream = roomLinkStream(id);
      await runner.run({
        meta: metaOf(request, 'RevokeRoomLink', [id]),
        async prepare() {
          const { link } = (await runner.peek<RoomLinkState>(stream, { fresh: true })).state;
          if (!link) throw noSuchLink();
          return link;
        },
        streams: ({ roomId }) => [roomStream(roomId), stream],
        decide({ roomId }, { hold }) {
          const room = hold<RoomState>(roomStream(roomId)).state;
          const link = hold<RoomLinkState>(stream).state;
          return addressed(stream, decideRevokeLink({ room, link }, request));
        },
      });
    },
    join(request, token) {
      return runner.run({
        meta: metaOf(request, 'JoinByRoomLink', [secrets.hash(token)]),
        async prepare() {
          const shown = await peekLink(deps, token, request.call);
          if (!shown) throw linkUseless('token');
          return shown;
        },
        streams: ({ id, roomId }) => [roomStream(roomId), roomLinkStream(id)],
        decide({ id, roomId, ...shown }, context) {
          const room = context.hold<RoomState>(roomStream(roomId)).state;
          const presented = { ...shown, state: context.hold<RoomLinkState>(roomLinkStream(id)).state };
          const { events } = decideJoinByLink({ room, presented }, { ...request, id }, context);
          return { events, result: { roomId } };
        },
      });
    },
    async find(token, call) {
      const shown = await peekLink(deps, token, call);
      if (!shown) return undefined;
      const room = await directory.state(shown.roomId);
      const link = goodLink(room, shown, clock.now());
      return link && { room, by: link.by, expiresAtMs: link.expiresAtMs ?? undefined };
    },
    async ofRoom(roomId, actor) {
      requireRank(await directory.state(roomId), actor, RANK.moderator);
      return openLinksOf(projections, roomId, clock.now());
    },
    atOnce: projections.atOnce,
  };
}
