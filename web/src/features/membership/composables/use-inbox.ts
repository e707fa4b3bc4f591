import type { ApolloCache } from '@apollo/client';
import { type ComputedRef, computed, type InjectionKey, inject, onScopeDispose, provide, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { ErrorCode } from '../../../shared/api/error-code.ts';
import type { ResultOf } from '../../../shared/api/graphql.ts';
import { useWholeList } from '../../../shared/api/use-whole-list.ts';
import { wholeList } from '../../../shared/api/whole-list.ts';
import { useRegularLook } from '../../../shared/ui/use-regular-look.ts';
import { useBlocks } from '../../blocks/composables/use-blocks.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { useKept } from '../../connection/composables/use-kept.ts';
import { isBeingRead } from '../being-read.ts';
import {
  Conversations,
  type InboxEvent,
  InboxEvents,
  type NavConversation,
  PeerPresence_User,
  PeopleNav_Conversation,
  PeoplePresence,
} from '../graphql/inbox.ts';
import { type NavRoom, RoomsNav_Room } from '../graphql/joined-rooms.ts';
import { placesOf } from '../places.ts';
import { type Sections, sectionsOf } from '../sections.ts';
import { useFavourites } from './use-favourites.ts';
import { type InvitationsUse, useInvitations } from './use-invitations.ts';
import { useJoinedRooms } from './use-joined-rooms.ts';
import { type MentionsUse, useMentions } from './use-mentions.ts';

export interface Inbox {
  /** The conversation with the newest message first. */
  conversations: ComputedRef<readonly NavConversation[]>;
  joinedRooms: ComputedRef<readonly NavRoom[]>;
  /** All of these as the navigation lists them. */
  sections: ComputedRef<Sections>;
  /** What waits for the viewer's answer, newest first. */
  invitations: InvitationsUse['invitations'];
  /** Whether those are known: before, nobody can be told that they are not invited. */
  invitationsKnown: InvitationsUse['known'];
  /** Unread messages that mention the viewer. */
  mentions: MentionsUse;
  /** Declines an invitation. Rejects when the server can't be reached or refuses. */
  decline: InvitationsUse['decline'];
  invitationsRead: InvitationsUse['read'];
  /**
   * Whether rooms and conversations are known; why not, where the server did not say. `missing`: why a part of what is listed is not there, though the
   * server can be reached.
   */
  status: ComputedRef<{ known: boolean; error: ErrorCode | null; missing: ErrorCode | null }>;
  /** Calls back with every event from now on, also those caught up with after a reconnect, until the caller's scope ends. */
  onEvent(listener: (event: InboxEvent) => void): void;
  /** Loads the joined rooms, a moment before an event tells of what the viewer did themselves. */
  refreshRooms(): Promise<void>;
  /** Loads everything that is shown of rooms and conversations. */
  refresh(): Promise<void>;
}

const inboxKey: InjectionKey<Inbox> = Symbol('inbox');

/** Gives the components below what concerns the viewer wherever they are. */
export function provideInbox(connection: LiveConnection): Inbox {
  const apollo = useApollo();
  const { cache } = apollo;
  const listeners = new Set<(event: InboxEvent) => void>();
  const conversations = useWholeList<ResultOf<typeof Conversations>, NavConversation>(Conversations, {
    listOf: ({ conversations: list }) => list,
    withList: (data, list) => ({ ...data, conversations: { ...data.conversations, ...list } }),
  });
  const rooms = useJoinedRooms(connection);
  const joinedRooms = computed(() => rooms.rooms.value ?? []);
  const { favourites } = useFavourites();
  const { isBlocked } = useBlocks();
  const invited = useInvitations();
  const mentions = useMentions(joinedRooms);
  const isConnected = () => connection.state.value.kind === 'connected';
  const missing = computed(() =>
    [rooms, conversations, invited, mentions].reduce<ErrorCode | null>((why, part) => why ?? part.missing.value, null),
  );

  useKept({
    what: 'inbox',
    connection,
    shown: () =>
      conversations.nodes.value && rooms.rooms.value
        ? { conversations: conversations.nodes.value, rooms: rooms.rooms.value }
        : null,
    pack: (shown) => shown,
    open(kept) {
      const pageInfo = { hasNextPage: false, endCursor: null };
      const edges = kept.conversations.map((node) => ({ node }));
      cache.writeQuery({ query: Conversations, data: { conversations: { pageInfo, edges } } });
      rooms.write(kept.rooms);
    },
  });

  function writeConversations(event: InboxEvent): void {
    if (event.__typename === 'DirectMessagePosted' && event.message.conversation)
      putConversationFirst(cache, unlessBeingRead(event.message.conversation));
    else if (event.__typename === 'ReadMarkerMoved' && event.readConversation)
      writeConversation(cache, event.readConversation);
  }

  function writeRooms(event: InboxEvent): void {
    if (event.__typename === 'ReadMarkerMoved' && event.readRoom) writeRoom(cache, event.readRoom);
    if (event.__typename !== 'Mentioned' && event.__typename !== 'MentionEnded') return;
    const { room } = event.mention;
    if (room && !isBeingRead(`Membership:${room.membership?.id}`)) writeRoom(cache, room);
  }

  function onEvent(event: InboxEvent): void {
    if (event.__typename === 'InboxOpened' && !event.resumed) void conversations.refetch();
    conversations.tell(() => writeConversations(event));
    rooms.tell(() => writeRooms(event));
    invited.onEvent(event);
    for (const listener of [...listeners]) listener(event);
  }

  onScopeDispose(connection.openStream<InboxEvent>({ document: InboxEvents, onEvent }));
  function lookAgain(): void {
    if (!isConnected()) return;
    const read = wholeList(async (after) => {
      const variables = after === undefined ? {} : { after };
      const { data } = await apollo.query({ query: PeoplePresence, variables, fetchPolicy: 'no-cache' });
      // Each person for themselves: the answer must not take the place of the list, nor take back what an event said of it meanwhile.
      cache.batch({
        update(written) {
          for (const { node } of data?.conversations.edges ?? [])
            written.writeFragment({ fragment: PeerPresence_User, data: node.peer });
        },
      });
      return data?.conversations;
    });
    // The next look comes soon.
    read.catch(() => undefined);
  }
  watch(connection.state, lookAgain);
  useRegularLook(lookAgain);

  async function refresh(): Promise<void> {
    // Events tell of the others, unless their last answer is missing.
    const others = [invited, mentions].filter(({ missing: failure }) => failure.value !== null);
    await Promise.all([rooms, conversations].map((list) => list.refetch()));
    await Promise.all(others.map((list) => list.refresh()));
  }

  const inbox: Inbox = {
    conversations: computed(() => conversations.nodes.value ?? []),
    joinedRooms,
    sections: computed(() =>
      sectionsOf(placesOf(joinedRooms.value, conversations.nodes.value ?? [], isBlocked), favourites.value),
    ),
    invitations: invited.invitations,
    invitationsKnown: invited.known,
    mentions,
    decline: invited.decline,
    invitationsRead: invited.read,
    status: computed(() => ({
      known: rooms.rooms.value !== null && conversations.nodes.value !== null,
      error: rooms.error.value ?? conversations.error.value,
      missing: isConnected() ? missing.value : null,
    })),
    onEvent(listener) {
      listeners.add(listener);
      onScopeDispose(() => listeners.delete(listener));
    },
    refreshRooms: rooms.refetch,
    refresh,
  };
  // What failed for want of the server is read once it is back.
  watch(isConnected, (is) => is && missing.value && refresh());
  provide(inboxKey, inbox);
  return inbox;
}

/** What concerns the viewer wherever they are. */
export function useInbox(): Inbox {
  const inbox = inject(inboxKey);
  if (!inbox) throw new Error('no inbox was provided');
  return inbox;
}

/** Whoever sees a message come has no unread one for the second that reading takes. */
function unlessBeingRead(conversation: NavConversation): NavConversation {
  return isBeingRead(`Conversation:${conversation.id}`) ? { ...conversation, unreadCount: 0 } : conversation;
}

function writeConversation(cache: ApolloCache, data: NavConversation): void {
  cache.writeFragment({ fragment: PeopleNav_Conversation, fragmentName: 'PeopleNav_Conversation', data });
}

function writeRoom(cache: ApolloCache, data: NavRoom): void {
  cache.writeFragment({ fragment: RoomsNav_Room, data });
}

/** Puts the conversation of a new message on top of the list. */
export function putConversationFirst(cache: ApolloCache, conversation: NavConversation): void {
  writeConversation(cache, conversation);
  cache.updateQuery({ query: Conversations }, (data) => {
    if (!data) return undefined;
    const others = data.conversations.edges.filter(({ node }) => node.id !== conversation.id);
    return { ...data, conversations: { ...data.conversations, edges: [{ node: conversation }, ...others] } };
  });
}
