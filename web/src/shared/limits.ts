/** Characters of a topic, and of a reason, as the server counts them. */
export const MAX_LINE = 250;
/** Characters of a name, of a person or a room, and of a display name. */
export const MAX_NAME = 64;
/** How often a link of invitation may work at most. */
export const MAX_LINK_USES = 10_000;
