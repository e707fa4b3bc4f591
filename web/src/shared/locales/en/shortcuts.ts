export const shortcuts = {
  title: 'Keyboard shortcuts',
  switch: 'Jump to a room or person',
  search: 'Search messages',
  nextPlace: 'Next room or conversation',
  previousPlace: 'Previous room or conversation',
  nextUnread: 'Next unread',
  previousUnread: 'Previous unread',
  markRead: 'Mark as read',
  list: 'Show keyboard shortcuts',
};
