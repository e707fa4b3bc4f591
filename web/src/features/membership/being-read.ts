/** The cached objects of the places whose newest messages the viewer sees at this moment, in this tab. */
const places = new Set<string>();

/** Says whether the viewer reads a place as it grows: then nothing in it is unread, whatever the server counts before it hears of it. */
export function setBeingRead(cacheId: string, isRead: boolean): void {
  if (isRead) places.add(cacheId);
  else places.delete(cacheId);
}

export function isBeingRead(cacheId: string): boolean {
  return places.has(cacheId);
}
