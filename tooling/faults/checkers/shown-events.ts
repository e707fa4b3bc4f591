import type { LoggedEvent } from '../history.ts';

/** What clients are told of an event that is kept in a stream: its type in the API. Types that are not here show nothing. */
const SHOWN: Readonly<Record<string, string>> = {
  RoomUpdated: 'RoomUpdated',
  RoleSet: 'RoomUpdated',
  MemberJoined: 'MemberJoined',
  MemberLeft: 'MemberLeft',
  MemberBanned: 'MemberLeft',
  MessagePosted: 'MessagePosted',
  MessageEdited: 'MessageEdited',
  MessageDeleted: 'MessageDeleted',
  ReactionAdded: 'ReactionAdded',
  ReactionRemoved: 'ReactionRemoved',
  DirectMessagePosted: 'DirectMessagePosted',
  DirectMessageEdited: 'DirectMessageEdited',
  DirectMessageDeleted: 'DirectMessageDeleted',
  Mentioned: 'Mentioned',
  MentionEnded: 'MentionEnded',
  InvitedToRoom: 'InvitedToRoom',
  ReadMarkerMoved: 'ReadMarkerMoved',
  DeliveryChanged: 'DeliveryChanged',
};
const EPHEMERAL = ['UserOnline', 'UserOffline', 'OnlineCountChanged', 'TypingChanged', 'DirectTypingChanged'];

export function shownAs({ type }: LoggedEvent): string | undefined {
  return SHOWN[type];
}

/** Whether an event of the API is of the moment and in no stream: it repeats the last cursor. */
export function isEphemeral(type: string): boolean {
  return EPHEMERAL.includes(type);
}

/** Id of what the event is about, as `Sighting.id` has it. */
export function idOf({ stream, seq, type, data }: LoggedEvent): string | undefined {
  if (type === 'MessagePosted') return `${stream.slice('timeline-'.length)}-${seq}`;
  if (type === 'MemberJoined' || type === 'MemberLeft') return data['userId'] as string;
  const message = data['message'] as { timelineId: string; seq: number } | undefined;
  return message && `${message.timelineId}-${message.seq}`;
}
