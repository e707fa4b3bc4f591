// Draws the icons of the home screen from public/favicon.svg: `node scripts/make-icons.mjs`. To be run when the logo changes; what it makes is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { launchChromium } from '../../tooling/chromium.ts';

const GROUND = '#f4f5f9';
/** `logo`: how much of the width the logo takes. What is cut to a circle keeps four fifths. */
const icons = [
  { file: 'icon-192.png', size: 192, logo: 1 },
  { file: 'icon-512.png', size: 512, logo: 1 },
  { file: 'icon-maskable-512.png', size: 512, logo: 0.6, ground: GROUND },
  { file: 'apple-touch-icon.png', size: 180, logo: 0.76, ground: GROUND },
];

const folder = new URL('../public/', import.meta.url);
const logo = readFileSync(new URL('favicon.svg', folder)).toString('base64');
const browser = await launchChromium();
const page = await browser.newPage();
for (const { file, size, logo: share, ground = 'transparent' } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">
      <img width="${size * share}" height="${size * share}" src="data:image/svg+xml;base64,${logo}"></body>`,
  );
  await page.locator('img').evaluate((image) => image.decode());
  writeFileSync(new URL(file, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
