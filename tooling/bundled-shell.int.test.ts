import { chromium } from 'playwright-core';
import { bundledShell } from './bundled-shell.ts';

describe('the shell that npm brings', () => {
  it('shows text with the fonts that it brings, wherever the temporary folder is', async () => {
    const shell = await bundledShell();
    expect(shell !== undefined).toBe(process.platform === 'linux' && process.arch === 'x64');
    if (!shell) return;
    const browser = await chromium.launch({ ...shell, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>Tea is ready</p>');
      expect((await page.getByText('Tea is ready').boundingBox())?.height).toBeGreaterThan(0);
      await page.screenshot();
    } finally {
      await browser.close();
    }
  });
});
