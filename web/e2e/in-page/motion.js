// Runs in the page before its own scripts. It notes what moves: the names of animations and the properties of transitions that take any time.
{
  const moved = [];

  const note = (name, event) => {
    const running = event.target
      .getAnimations()
      .filter((each) => (each.animationName ?? each.transitionProperty) === name);
    if (running.some(({ effect }) => effect.getComputedTiming().activeDuration > 0)) moved.push(name);
  };
  document.addEventListener('animationstart', (event) => note(event.animationName, event), true);
  document.addEventListener('transitionrun', (event) => note(event.propertyName, event), true);

  window.motion = { moved: () => moved };
}
