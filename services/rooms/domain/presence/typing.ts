export interface TypingChange {
  /** What is typed in; the application's own key. */
  scope: string;
  userId: string;
  typing: boolean;
  /** This replica took the call and tells everybody, begin and end. */
  own: boolean;
}

interface Typist {
  untilMs: number;
  own: boolean;
}

/**
 * Who types where. Every sign of typing expires by itself. Times are monotonic milliseconds, passed
 * in.
 */
export class Typing {
  private readonly scopes = new Map<string, Map<string, Typist>>();

  /** Takes a sign of typing; answers whether it changes who types. */
  start(scope: string, userId: string, typist: Typist): boolean {
    const typists = this.scopes.get(scope) ?? new Map<string, Typist>();
    this.scopes.set(scope, typists);
    const isNew = !typists.has(userId);
    typists.set(userId, typist);
    return isNew;
  }

  /** Answers whether the user was typing there. */
  stop(scope: string, userId: string): boolean {
    const typists = this.scopes.get(scope);
    if (!typists?.delete(userId)) return false;
    if (typists.size === 0) this.scopes.delete(scope);
    return true;
  }

  has(scope: string, userId: string): boolean {
    return this.scopes.get(scope)?.has(userId) ?? false;
  }

  /** Ends what ran out and returns it. */
  sweep(nowMs: number): TypingChange[] {
    const changes: TypingChange[] = [];
    for (const [scope, typists] of this.scopes) {
      for (const [userId, { untilMs, own }] of typists) {
        if (untilMs > nowMs) continue;
        this.stop(scope, userId);
        changes.push({ scope, userId, typing: false, own });
      }
    }
    return changes;
  }

  /** Everybody typing there, longest first. */
  users(scope: string): string[] {
    return [...(this.scopes.get(scope)?.keys() ?? [])];
  }
}
