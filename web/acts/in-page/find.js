// Finds what a query describes, by role and name as screen readers have them, and tells of it what is asked. The same in every engine.
(query, tell) => {
  const BY_ROLE = {
    alert: '[role=alert]',
    alertdialog: '[role=alertdialog]',
    article: 'article',
    button: 'button, summary',
    checkbox: 'input[type=checkbox]',
    combobox: 'select, [role=combobox]',
    complementary: 'aside',
    dialog: '[role=dialog]',
    heading: 'h1, h2, h3, h4, [role=heading]',
    link: 'a[href]',
    list: 'ul, ol, [role=list]',
    listitem: 'li',
    log: '[role=log]',
    main: 'main',
    menuitem: '[role=menuitem]',
    navigation: 'nav',
    option: 'option, [role=option]',
    radio: 'input[type=radio]',
    searchbox: 'input[type=search]',
    status: '[role=status], output',
    tab: '[role=tab]',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=password], [role=textbox]',
    toolbar: '[role=toolbar]',
  };
  /** Roles that are called by what is in them. */
  const BY_CONTENT = new Set(['button', 'heading', 'link', 'listitem', 'menuitem', 'option', 'tab']);

  const tidy = (text) => text.replace(/\s+/g, ' ').trim();
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden="true"], [inert]');
  const fits = (text, wanted) =>
    typeof wanted === 'string' ? text.includes(wanted) : new RegExp(wanted.source, wanted.flags).test(text);

  /** The words of an element as they are read out, with a space around each part. */
  function spoken(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return '';
    const own = node.getAttribute('aria-label') ?? node.getAttribute('alt');
    if (own !== null) return ` ${own} `;
    return node.checkVisibility() ? ` ${[...node.childNodes].map(spoken).join('')} ` : '';
  }

  function nameOf(element, role) {
    const labels = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const byOthers = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    if (tidy(byOthers)) return tidy(byOthers);
    const label =
      element.getAttribute('aria-label') ?? [...(element.labels ?? [])].map((one) => one.textContent).join(' ');
    if (tidy(label)) return tidy(label);
    const content = BY_CONTENT.has(role) ? tidy([...element.childNodes].map(spoken).join('')) : '';
    return content || (element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '');
  }

  function isCalled(element, { role, name }) {
    const given = element.getAttribute('role');
    if (given !== null && given !== role && BY_ROLE[role]) return false;
    if (name === undefined) return true;
    const called = nameOf(element, role);
    return typeof name === 'string' ? called === name : fits(called, name);
  }

  /** The innermost elements with a text. */
  function holding(root, text) {
    const all = new Set([...root.querySelectorAll('*')].filter((element) => fits(tidy(element.textContent), text)));
    return [...all].filter((element) => ![...element.children].some((child) => all.has(child)));
  }

  function select({ within, css, role, name, text, having, nth }) {
    const roots = within ? select(within) : [document];
    let found = roots.flatMap((root) => {
      if (text !== undefined) return holding(root, text);
      return [...root.querySelectorAll(css ?? `${BY_ROLE[role]}, [role=${role}]`)];
    });
    if (role !== undefined) found = found.filter((element) => isCalled(element, { role, name }));
    if (having !== undefined) found = found.filter((element) => fits(tidy(element.textContent), having));
    found = found.filter(isSeen);
    return nth === undefined ? found : found.slice(nth, nth + 1 || undefined);
  }

  return tell(select(query));
};
