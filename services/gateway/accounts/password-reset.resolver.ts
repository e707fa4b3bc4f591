import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { UserInput } from './administration.input.ts';
import { AuthPayload } from './auth-payload.type.ts';
import { linkTo } from './link.ts';
import { ResetPasswordInput } from './password-reset.input.ts';
import { PasswordResetPayload } from './password-reset-payload.type.ts';
import { signedIn } from './signed-in.ts';

/** How somebody who forgot their password gets in again. */
@Resolver()
export class PasswordResetResolver {
  @Mutation(() => PasswordResetPayload, {
    description:
      'Administrators only. An address that works once, for a day, and that the one before does not outlive. CONFLICT for a banned user.',
  })
  async createPasswordReset(
    @Arg('input', () => UserInput) { username }: UserInput,
    @Ctx() context: GatewayContext,
  ): Promise<PasswordResetPayload> {
    const { token, expiresAtMs } = await context.app.clients.auth.createPasswordReset({ username }, context.call);
    return { url: linkTo('reset', token, context), expiresAt: expiresAtMs };
  }

  @Mutation(() => AuthPayload, {
    description:
      'Sets the password, ends every session of the account and opens one. NOT_FOUND that names `token` for an address that was used, has expired, was withdrawn or never was, and RATE_LIMITED for a while after several; BAD_USER_INPUT for a password that breaks the rule, after which the address still works.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput) { token, password }: ResetPasswordInput,
    @Ctx() context: GatewayContext,
  ): Promise<AuthPayload> {
    const request = { token, password, device: context.userAgent, address: context.address };
    const { tokens } = await context.app.clients.auth.resetPassword(request, context.call);
    return signedIn(tokens, context);
  }
}
