export const room = {
  online: 'Online',
  onlineCount: '{n} online | {n} online',
  openConversation: 'Open the conversation with {name}',
  join: 'Join',
  leave: 'Leave room',
  joinToPost: 'Join this room to write in it.',
  announcements: 'Only moderators write in this room.',
  archivedBy: '{name} archived this room on {time}.',
  archivedText: 'You can read and search it, but not write in it.',
  notMember: 'You are not in “{name}”. If you were invited, you can join.',
  notFound: 'There is no room “{name}”, or it is not open to you. Check the name, or ask a member to invite you.',
  closed: {
    DELETED: 'This room was deleted.',
    KICKED: 'You were removed from this room.',
    BANNED: 'You were banned from this room.',
    LEFT: 'You left this room.',
  },
};
