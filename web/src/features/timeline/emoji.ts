/** The reactions on offer. */
export const reactionEmoji = ['👍', '❤️', '😂', '🎉', '😮', '😢'] as const;
