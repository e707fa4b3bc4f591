// Runs in the page before its own scripts. It lists what the page hands to the desktop, which a headless browser shows to nobody, and
// lets the user turn to another window, since the browser pretends a focus to every page.
{
  const shown = [];
  const standing = new Set();
  let asked = 0;
  let away = false;

  const Real = window.Notification;
  window.Notification = class extends Real {
    constructor(title, options) {
      super(title, options);
      shown.push(this);
      standing.add(this);
    }
    close() {
      standing.delete(this);
      super.close();
    }
    static requestPermission() {
      asked += 1;
      return Real.requestPermission();
    }
  };
  document.hasFocus = () => !away;

  window.desktop = {
    standing: () => [...standing].map(({ title }) => title),
    shown: () => shown.map(({ title, body }) => ({ title, body })),
    click: (index) => shown[index].dispatchEvent(new Event('click')),
    timesAsked: () => asked,
    look(gone) {
      away = gone;
      window.dispatchEvent(new Event(gone ? 'blur' : 'focus'));
    },
  };
}
