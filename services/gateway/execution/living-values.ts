/** Values by key for as long as somebody else holds them. */
export class LivingValues<Value extends object> {
  readonly #refs = new Map<string, WeakRef<Value>>();
  readonly #registry = new FinalizationRegistry<string>((key) => {
    // Another may have come under the same key since.
    if (!this.#refs.get(key)?.deref()) this.#refs.delete(key);
  });

  get(key: string): Value | undefined {
    return this.#refs.get(key)?.deref();
  }

  set(key: string, value: Value): void {
    this.#refs.set(key, new WeakRef(value));
    this.#registry.register(value, key);
  }
}
