/** Work that is done once for all who ask for it meanwhile. Where it fails, that is the failure of whoever began it: the others do it themselves. */
export class SharedRuns<Result> {
  readonly #underWay = new Map<string, Promise<Result>>();

  /** `key` is equal for the same work. */
  async run(key: string, work: () => Promise<Result>): Promise<Result> {
    for (let others = this.#underWay.get(key); others; others = this.#underWay.get(key)) {
      const done = await others.then(
        (result) => ({ result }),
        () => undefined,
      );
      if (done) return done.result;
    }
    const own = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, own);
    return own;
  }
}
