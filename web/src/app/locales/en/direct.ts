export const direct = {
  privately: 'Private conversation',
  unknownUser: 'There’s no user “{name}”. Check the spelling.',
  self: 'This is your own name. Choose somebody else to write to.',
  online: 'online',
  offline: 'offline',
  lastSeen: 'last seen {time}',
  incoming: '{name} wrote to you: {text}',
  mentioned: '{name} mentioned you in {room}: {text}',
  invited: '{name} invited you to {room}',
  open: 'Open',
  actionsFor: 'Actions for {name}',
  block: 'Block',
  blockTitle: 'Block {name}?',
  blockText:
    'They won’t be able to message, mention or invite you. They won’t be told. You can unblock them at any time.',
  unblock: 'Unblock',
  blocked: 'You blocked {name}. Unblock them to write to them.',
};
