// Tells people with a browser that is too old for the app so: it would start, and show no message. This is written in what any browser understands,
// and is a file of its own because the Content-Security-Policy allows nothing inline. The list is in package.json; each line below is missing in
// the version before it.
(function () {
  var texts = {
    en: 'This browser is too old for Confab. Update it, or use Safari 16.4, Firefox 115, Chrome or Edge 111, or anything newer.',
    ru: 'Этот браузер слишком старый для Confab. Обновите его или откройте Safari 16.4, Firefox 115, Chrome или Edge 111 либо более новую версию.',
  };

  function isSupported() {
    try {
      new RegExp('(?<=a)b'); // Safari 16.4
      return (
        typeof Array.prototype.toSorted === 'function' && // Firefox 115
        window.CSS.supports('color', 'color-mix(in srgb, red, blue)') // Chrome and Edge 111
      );
    } catch (error) {
      return false;
    }
  }

  if (isSupported()) return;
  var language = /^ru/i.test(navigator.language || navigator.userLanguage || '') ? 'ru' : 'en';
  var text = document.createElement('p');
  text.setAttribute('role', 'alert');
  text.style.margin = '4em auto';
  text.style.padding = '0 1em';
  text.style.maxWidth = '32em';
  text.style.font = '1.125em/1.5 system-ui, sans-serif';
  text.appendChild(document.createTextNode(texts[language]));
  document.documentElement.lang = language;
  // The app, where it starts all the same, finds nothing to be shown in.
  var app = document.getElementById('app');
  app.parentNode.replaceChild(text, app);
})();
