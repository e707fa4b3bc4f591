// Keeps the next click from whatever it is not meant for: the page may move between the look at it and the click.
// `aim.end()` tells what it has hit instead.
([element]) => {
  const listening = new AbortController();
  let missed = null;
  let isKnown = false;
  const guard = (event) => {
    if (!isKnown && !element.contains(event.target)) missed = event.target;
    isKnown = true;
    if (!missed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    window.addEventListener(type, guard, { capture: true, signal: listening.signal });
  }
  globalThis.aim = {
    end() {
      listening.abort();
      return missed && (missed.outerHTML ?? String(missed)).slice(0, 120);
    },
  };
};
