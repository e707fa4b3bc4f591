import 'reflect-metadata';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isInterfaceType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { AccountsResolver } from '../accounts/accounts.resolver.ts';
import { AdministrationResolver } from '../accounts/administration.resolver.ts';
import { BlockingResolver } from '../accounts/blocking.resolver.ts';
import { InvitationLinkResolver } from '../accounts/invitation-link.resolver.ts';
import { OwnAccountResolver } from '../accounts/own-account.resolver.ts';
import { PasswordResetResolver } from '../accounts/password-reset.resolver.ts';
import type { GatewayContext } from '../context/context.ts';
import { ConversationsResolver } from '../conversations/conversations.resolver.ts';
import {
  DirectMessageDeleted,
  DirectMessageEdited,
  DirectMessagePosted,
  MentionEnded,
  Mentioned,
} from '../conversations/direct-message-event.type.ts';
import { DeliveryChanged, DirectTypingChanged, InboxOpened, InboxReset } from '../conversations/inbox-event.type.ts';
import { InboxEventsResolver } from '../conversations/inbox-events.resolver.ts';
import { InvitationEnded, InvitedToRoom } from '../conversations/invitation-event.type.ts';
import { MessageFieldsResolver } from '../conversations/message-fields.resolver.ts';
import { PersonRenamed, ReadMarkerMoved } from '../conversations/notice-event.type.ts';
import { treatEmptyAsAbsent } from '../graphql/absent.ts';
import { requireCosts } from '../graphql/cost.ts';
import { requireDeclarations } from '../graphql/same-for.ts';
import { MentionsResolver } from '../messages/mentions.resolver.ts';
import { MessageSearchResolver } from '../messages/message-search.resolver.ts';
import { MessagesResolver } from '../messages/messages.resolver.ts';
import { OperationResolver } from '../operation/operation.resolver.ts';
import { TypingResolver } from '../presence/typing.resolver.ts';
import { UserPresenceResolver } from '../presence/user-presence.resolver.ts';
import { InvitationResolver, InvitationsResolver } from '../rooms/invitations.resolver.ts';
import { MemberJoined, MemberLeft } from '../rooms/member-event.type.ts';
import { MembershipResolver } from '../rooms/membership.resolver.ts';
import {
  MessageDeleted,
  MessageEdited,
  MessagePosted,
  ReactionAdded,
  ReactionRemoved,
} from '../rooms/message-event.type.ts';
import {
  OnlineCountChanged,
  TypingChanged,
  UserOffline,
  UserOnline,
  UserRenamed,
} from '../rooms/presence-event.type.ts';
import { RoomClosed, RoomReset } from '../rooms/room-event.type.ts';
import { RoomEventsResolver } from '../rooms/room-events.resolver.ts';
import { RoomFieldsResolver } from '../rooms/room-fields.resolver.ts';
import { RoomInvitationLinkResolver, RoomLinksResolver } from '../rooms/room-links.resolver.ts';
import { JoinedRoomsOpened, RoomListed, RoomUnlisted } from '../rooms/room-list-event.type.ts';
import { RoomOpened, RoomUpdated } from '../rooms/room-opened.type.ts';
import {
  RoomBanResolver,
  RoomInvitationResolver,
  RoomMemberResolver,
  RoomPeopleResolver,
} from '../rooms/room-people.resolver.ts';
import { RoomsResolver } from '../rooms/rooms.resolver.ts';
import { ServerResolver } from '../server/server.resolver.ts';
import { describePages } from './describe-pages.ts';

/** Fields that answer somebody who is not signed in. Everything else is closed unless it is named here. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([
  ...['me', 'server', 'register', 'login', 'refreshSession', 'logout', 'resetPassword', 'invite'],
]);

/** type-graphql asks for one as soon as there are subscriptions; ours have iterators of their own. */
const NO_PUB_SUB: PubSub = {
  publish() {},
  subscribe() {
    throw new Error('subscriptions do not go through a PubSub');
  },
};

/** Types that are only ever reached through the interface they implement. */
const EVENT_TYPES = [
  ...[RoomOpened, RoomReset, RoomClosed, RoomUpdated, MemberJoined, MemberLeft],
  ...[MessagePosted, MessageEdited, MessageDeleted, ReactionAdded, ReactionRemoved],
  ...[
    UserOnline,
    UserOffline,
    UserRenamed,
    OnlineCountChanged,
    TypingChanged,
    RoomListed,
    RoomUnlisted,
    JoinedRoomsOpened,
  ],
  ...[InboxOpened, InboxReset, DirectMessagePosted, DirectMessageEdited, DirectMessageDeleted, Mentioned, MentionEnded],
  ...[DeliveryChanged, InvitedToRoom, InvitationEnded, ReadMarkerMoved, DirectTypingChanged, PersonRenamed],
];

/** What holds for all of the API. It stands on Query, because parsers of some clients (graphql_client of Rust) refuse a schema that has a description itself. */
const ABOUT =
  'The API of Confab. In every optional argument and field of an input null counts as absent, and so does an empty string, unless a description says that `""` clears. The API only grows: ignore the events and the values of enums that you do not know.';

let built: GraphQLSchema | undefined;

/** The executable schema; the same for every gateway in this process, as nothing in it belongs to one. */
export function gatewaySchema(): GraphQLSchema {
  built ??= close(
    buildSchemaSync({
      resolvers: [
        AccountsResolver,
        OwnAccountResolver,
        AdministrationResolver,
        PasswordResetResolver,
        InvitationLinkResolver,
        BlockingResolver,
        RoomLinksResolver,
        RoomInvitationLinkResolver,
        RoomsResolver,
        RoomFieldsResolver,
        RoomPeopleResolver,
        RoomMemberResolver,
        RoomBanResolver,
        RoomInvitationResolver,
        InvitationsResolver,
        InvitationResolver,
        MembershipResolver,
        RoomEventsResolver,
        MessagesResolver,
        MessageSearchResolver,
        MentionsResolver,
        MessageFieldsResolver,
        ConversationsResolver,
        InboxEventsResolver,
        TypingResolver,
        UserPresenceResolver,
        OperationResolver,
        ServerResolver,
      ],
      orphanedTypes: EVENT_TYPES,
      pubSub: NO_PUB_SUB,
      validate: false,
    }),
  );
  return built;
}

/** The schema in SDL, as it is committed in `schema.graphql`. */
export function printGatewaySchema(): string {
  return `${printSchema(lexicographicSortSchema(gatewaySchema()))}\n`;
}

/** type-graphql would look an object's type up asynchronously, for each event of a subscription. */
function nameTypesAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: object) => value.constructor.name;
  }
}

/** What a subscription's iterator yields is the value of its field: type-graphql would look for the arguments of a method to say so, for each event. */
function yieldedAsIs(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    field.resolve = (yielded: unknown) => yielded;
  }
}

/** Puts the question who asks in front of every root field. Throws where a field lacks a declaration that it needs. */
export function close(schema: GraphQLSchema): GraphQLSchema {
  requireDeclarations(schema);
  requireCosts(schema);
  nameTypesAtOnce(schema);
  yieldedAsIs(schema);
  treatEmptyAsAbsent(schema);
  describePages(schema);
  const query = schema.getQueryType();
  if (query) query.description = ABOUT;
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (OPEN_FIELDS.has(field.name)) continue;
      if (field.subscribe) field.subscribe = guarded(field.subscribe);
      else if (field.resolve) field.resolve = guarded(field.resolve);
    }
  }
  return schema;
}

function guarded(
  resolve: GraphQLFieldResolver<unknown, GatewayContext>,
): GraphQLFieldResolver<unknown, GatewayContext> {
  return (root, args, context, info) => {
    if (!context.credentials) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
    return resolve(root, args, context, info);
  };
}
