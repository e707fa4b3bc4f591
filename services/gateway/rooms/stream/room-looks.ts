import type { Watch } from './room-watches.ts';

/** Viewers for whom rooms are read at one time. */
const AT_ONCE = 16;

/** Reads rooms for viewers, a bounded number of them at one time and each viewer once: what changes for those who wait is read together. */
export class RoomLooks {
  readonly #look: (watch: Watch) => Promise<void>;
  readonly #due: Watch[] = [];
  #looking = 0;

  /** `look` takes what is to be read from the watch before it waits for anything, and never rejects. */
  constructor(look: (watch: Watch) => Promise<void>) {
    this.#look = look;
  }

  plan(watch: Watch): void {
    if (watch.stage === 'idle') {
      watch.stage = 'due';
      this.#due.push(watch);
    }
    this.#work();
  }

  #work(): void {
    for (; this.#looking < AT_ONCE; this.#looking += 1) {
      const next = this.#due.shift();
      if (!next) return;
      next.stage = 'looking';
      void this.#look(next).then(() => this.#done(next));
    }
  }

  #done(watch: Watch): void {
    this.#looking -= 1;
    watch.stage = 'idle';
    if (watch.changed.size > 0 || watch.outdated) this.plan(watch);
    else this.#work();
  }
}
