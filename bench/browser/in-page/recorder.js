// Runs in the page before its own scripts. It notes when frames are drawn, which tasks are long, and when a first message is shown.
{
  let frames = [];
  let longTasks = [];
  let recording = false;

  const frame = (now) => {
    if (recording) frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    if (recording) longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });

  const shown = () => document.querySelector('[role="log"] article') !== null;

  window.recorder = {
    start() {
      [frames, longTasks, recording] = [[], [], true];
    },
    stop() {
      recording = false;
      return { gapsMs: frames.slice(1).map((at, i) => at - frames[i]), longTasksMs: longTasks };
    },
    /** Milliseconds from a click until the frame after the first message is there. */
    clickUntilShown(link) {
      const began = performance.now();
      link.click();
      return new Promise((resolve) => {
        const look = () =>
          shown() ? requestAnimationFrame((now) => resolve(now - began)) : requestAnimationFrame(look);
        look();
      });
    },
    /** Milliseconds since the page was asked for, at the frame after the first message is there. */
    loadUntilShown() {
      return new Promise((resolve) => {
        const look = () => (shown() ? requestAnimationFrame(resolve) : requestAnimationFrame(look));
        look();
      });
    },
  };
}
