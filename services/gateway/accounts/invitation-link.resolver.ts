import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../execution/context.ts';
import { Cost } from '../schema/cost.ts';
import { CreateInvitationLinkInput, IdInput } from './invitation-link.input.ts';
import { InvitationLinkPayload, Invite } from './invitation-link.type.ts';
import { linkTo } from './link.ts';

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
    const { address } = context;
    const { invitation } = await context.app.clients.auth.getInvitation({ token, address }, context.call);
    return invitation ? { invitedBy: invitation.invitedBy, expiresAt: invitation.expiresAtMs } : null;
  }

  @Mutation(() => InvitationLinkPayload, {
    description:
      'Administrators only. A link with which people make accounts, unless registration is CLOSED. It works as long as its maker is an administrator.',
  })
  async createInvitationLink(
    @Arg('input', () => CreateInvitationLinkInput) { uses, expiresInHours }: CreateInvitationLinkInput,
    @Ctx() context: GatewayContext,
  ): Promise<InvitationLinkPayload> {
    const made = await context.app.clients.auth.createInvitationLink({ uses, expiresInHours }, context.call);
    return { id: made.id, url: linkTo('invite', made.token, context), uses: made.uses, expiresAt: made.expiresAtMs };
  }

  @Mutation(() => Boolean, {
    description:
      'Administrators only. The link works no more. NOT_FOUND for one that never was; twice is as good as once.',
  })
  async revokeInvitationLink(@Arg('input', () => IdInput) { id }: IdInput, @Ctx() context: GatewayContext) {
    await context.app.clients.auth.revokeInvitationLink({ id }, context.call);
    return true;
  }
}
