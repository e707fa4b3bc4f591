/** What lists of rooms are to be looked at again for, to every gateway: rooms that were active, joined, left or deleted. */
export const ACTIVITY_SUBJECT = 'activity';

/** Numbers of people online, among the replicas of the rooms service. */
export const LOBBY_SUBJECT = 'lobby';

/** What of accounts every service and gateway is to know at once: revoked sessions, and new display names. */
export const SESSIONS_SUBJECT = 'sessions';
