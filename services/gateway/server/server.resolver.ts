import { Ctx, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { FEATURES } from './features.ts';
import { Server, toKind, toPolicy } from './server.type.ts';

@Resolver(() => Server)
export class ServerResolver {
  @Query(() => Server, { description: 'Open to everybody, before signing in.' })
  @Cost(5)
  async server(@Ctx() { app, call }: GatewayContext): Promise<Server> {
    const { registration, signInMethods } = await app.clients.auth.getEntryOptions({}, call);
    return {
      ...app.server,
      registration: toPolicy(registration),
      signInMethods: signInMethods.flatMap(({ id, kind: code, label, startUrl }) => {
        const kind = toKind(code);
        return kind ? [{ id, kind, label, startUrl }] : [];
      }),
      features: FEATURES,
    };
  }
}
