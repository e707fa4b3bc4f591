/** Texts that would set `window.pwned`, load something or leave the app, if anything of them were taken as more than text. */
export const ATTACKS = [
  '<img src=x onerror="window.pwned=1">',
  '<svg onload="window.pwned=1"><animate onbegin="window.pwned=1" attributeName="x"/></svg>',
  '<script>window.pwned=1</script>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '[a link](javascript:window.pwned=1)',
  '[another](  JaVaScRiPt:window.pwned=1 "title")',
  '<javascript:window.pwned=1>',
  'javascript:window.pwned=1//example.com',
  '[data](data:text/html,<script>window.pwned=1</script>)',
  '[x](https://example.org/"onmouseover="window.pwned=1)',
  '![picture](https://example.org/tracker.png)',
  '![](x"onerror="window.pwned=1)',
  '`<img src=x onerror="window.pwned=1">`',
  '```html\n<img src=x onerror="window.pwned=1">\n```',
  '```js"onmouseover="window.pwned=1\ncode\n```',
  '> <a href="javascript:window.pwned=1" onclick="window.pwned=1">quoted</a>',
  '<a href="/rooms/tea" onclick="window.pwned=1">room</a>',
  '@bob"><img src=x onerror="window.pwned=1">',
] as const;

/** Elements and attributes that could run or load something, wherever they stand. */
export const DANGEROUS = [
  'script:not([src])',
  'iframe',
  'object',
  'embed',
  '[onerror]',
  '[onload]',
  '[onclick]',
  '[onbegin]',
  '[onmouseover]',
  '[style*="url("]',
  'a[href^="javascript:" i]',
  'a[href^="data:" i]',
].join(', ');
