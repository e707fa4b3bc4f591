import type { Page } from 'playwright-core';
import { composer } from './steps.ts';

/** Somebody who reads a room is told that they were kicked, may ask for it again, and has it no longer among their rooms. */
export async function expectRemoved(page: Page, room: string): Promise<void> {
  await expectGone(page, room, 'You were removed from this room.');
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1);
}

/** Somebody who reads a room is told that they were banned: there is no way back but to the lobby. */
export async function expectBanned(page: Page, room: string): Promise<void> {
  await expectGone(page, room, 'You were banned from this room.');
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
}

async function expectGone(page: Page, room: string, text: string): Promise<void> {
  await page.getByRole('main').getByText(text).waitFor();
  expect(await composer(page).count()).toBe(0);
  expect(await page.getByRole('log').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Back to the lobby' }).count()).toBe(1);
  const nav = page.getByRole('navigation', { name: 'Rooms and people' });
  await nav.getByRole('link', { name: room, exact: true }).waitFor({ state: 'detached' });
}
