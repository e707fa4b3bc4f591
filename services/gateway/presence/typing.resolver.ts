import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../execution/context.ts';
import { parseTarget } from '../messages/target.ts';
import { SetTypingInput } from './typing.input.ts';

@Resolver()
export class TypingResolver {
  @Mutation(() => Boolean)
  async setTyping(@Arg('input', () => SetTypingInput) input: SetTypingInput, @Ctx() context: GatewayContext) {
    const request = { target: parseTarget(input), typing: input.typing };
    await context.app.clients.presence.setTyping(request, context.call);
    return true;
  }
}
