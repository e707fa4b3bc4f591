// Keeps the next click from whatever it is not meant for: the page may move between the look at it and the click, and within the click.
// `aim.end()` tells what it has hit instead.
([element]) => {
  const listening = new AbortController();
  let missed = null;
  let pressed = null;
  const place = () => {
    const { x, y } = element.getBoundingClientRect();
    return `${x} ${y}`;
  };
  const guard = (event) => {
    const isOutside = !element.contains(event.target);
    if (!pressed) {
      if (isOutside) missed = event.target;
      pressed = place();
    } else if (isOutside && event.type === 'pointerup' && element.isConnected && place() !== pressed) {
      // It moved away between press and release, which then make no click.
      missed = event.target;
    }
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
