import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { parseTarget } from '../messages/target.ts';
import { SetTypingInput } from './typing.input.ts';

@Resolver()
export class TypingResolver {
  @Mutation(() => Boolean, {
    description:
      'Expires by itself after 6 seconds: repeat it while typing goes on. In a room FORBIDDEN for who may not post there. In private it is told only to whom a conversation leads. Not stored; always true.',
  })
  async setTyping(@Arg('input', () => SetTypingInput) input: SetTypingInput, @Ctx() context: GatewayContext) {
    const request = { target: parseTarget(input), typing: input.typing };
    await context.app.clients.presence.setTyping(request, context.call);
    return true;
  }
}
