// Keeps the next click from whatever it is not meant for: the page may move between the look at it and the click. `aim.end()` tells whether it has hit.
([element]) => {
  const listening = new AbortController();
  let hit = null;
  const guard = (event) => {
    hit ??= element.contains(event.target);
    if (hit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    window.addEventListener(type, guard, { capture: true, signal: listening.signal });
  }
  globalThis.aim = {
    end() {
      listening.abort();
      return hit;
    },
  };
};
