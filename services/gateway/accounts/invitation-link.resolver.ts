import { isSigned as isRoomLink } from '@confab/runtime/kernel/ids/link-token';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { CreateInvitationLinkInput, IdInput } from './invitation-link.input.ts';
import { InvitationLinkPayload, Invite } from './invitation-link.type.ts';
import { linkTo } from './link.ts';
import { createUserLoader } from './user.loader.ts';

/** How people come in where not everybody makes an account. */
@Resolver()
export class InvitationLinkResolver {
  @Query(() => Invite, {
    nullable: true,
    description:
      'What an invitation is for; open to everybody. Null for one that was revoked, used up or has expired, or never was; RATE_LIMITED for a while after several of those.',
  })
  @Cost(10)
  async invite(
    @Arg('token', () => String, { description: 'The last segment of the address of a link.' }) token: string,
    @Ctx() context: GatewayContext,
  ): Promise<Invite | null> {
    if (isRoomLink(token)) return inviteIntoRoom(token, context);
    const { address } = context;
    const { invitation } = await context.app.clients.auth.getInvitation({ token, address }, context.call);
    return invitation ? { invitedBy: invitation.invitedBy, expiresAt: invitation.expiresAtMs, room: undefined } : null;
  }

  @Mutation(() => InvitationLinkPayload, {
    description:
      'Administrators; owners and moderators for a room of theirs. A link with which people make accounts, unless registration is CLOSED; one into a room makes accounts where it is OPEN, and lets whoever has one join. It works as long as its maker may invite. CONFLICT where a room has fifty that work.',
  })
  async createInvitationLink(
    @Arg('input', () => CreateInvitationLinkInput) { room, ...limits }: CreateInvitationLinkInput,
    @Ctx() context: GatewayContext,
  ): Promise<InvitationLinkPayload> {
    const { auth, rooms } = context.app.clients;
    const made =
      room === undefined
        ? await auth.createInvitationLink(limits, context.call)
        : await rooms.createRoomLink({ room, ...limits }, context.call);
    return { id: made.id, url: linkTo('invite', made.token, context), uses: made.uses, expiresAt: made.expiresAtMs };
  }

  @Mutation(() => Boolean, {
    description:
      'Administrators; owners and moderators for a room of theirs. The link works no more. NOT_FOUND for one that never was; twice is as good as once.',
  })
  async revokeInvitationLink(@Arg('input', () => IdInput) { id }: IdInput, @Ctx() context: GatewayContext) {
    const { auth, rooms } = context.app.clients;
    await (isRoomLink(id)
      ? rooms.revokeRoomLink({ id }, context.call)
      : auth.revokeInvitationLink({ id }, context.call));
    return true;
  }
}

async function inviteIntoRoom(token: string, context: GatewayContext): Promise<Invite | null> {
  const { link } = await context.app.clients.rooms.getRoomLink({ token }, context.call);
  if (!link) return null;
  const { displayName: invitedBy } = await context.useOpenly(createUserLoader)(link.byId);
  return { invitedBy, expiresAt: link.expiresAtMs, room: { name: link.name, displayName: link.displayName } };
}
