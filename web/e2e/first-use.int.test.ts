import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, message } from './steps.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

/** As somebody does it who reads nothing: whatever has the focus is filled in, and what is there to press is pressed. */
describe('the first minute on a phone', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openEmptyStage();
    const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
    [ann, bob] = await Promise.all([stage.enter('ann', phone), stage.enter('bob', phone)]);
  }, 60_000);
  afterAll(() => stage?.close());

  async function register({ page, name }: Visitor): Promise<void> {
    await page.goto('/');
    await page.getByRole('button', { name: 'Create account' }).tap();
    await focused(page.getByRole('textbox', { name: 'Username' }));
    await page.keyboard.type(name);
    await page.getByRole('textbox', { name: 'Password' }).tap();
    await page.keyboard.type(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).tap();
    await page.getByRole('heading', { name: 'Lobby' }).waitFor();
  }

  async function say({ page }: Visitor, text: string): Promise<void> {
    // The keyboard comes up when it is asked for.
    await composer(page).tap();
    await focused(composer(page));
    await page.keyboard.type(text);
    await page.getByRole('button', { name: 'Send' }).tap();
  }

  it('leads into a room on an empty server, which offers to make one', async () => {
    await register(ann);
    await ann.screenshot('first-lobby');
    await ann.page.getByRole('button', { name: 'Create “general”…' }).tap();
    await ann.page.getByRole('button', { name: 'Create', exact: true }).tap();
    await ann.page.getByRole('heading', { name: 'Welcome to general' }).waitFor();
    await ann.screenshot('first-room');
    await say(ann, 'Is anybody here?');
    await message(ann.page, 'Is anybody here?').waitFor();
  });

  it('leads into the room that is there: who taps it is in it and can write', async () => {
    await register(bob);
    await bob.screenshot('second-lobby');
    await bob.page.getByRole('link', { name: /^general/ }).tap();
    await message(bob.page, 'Is anybody here?').waitFor();
    await say(bob, 'I am');
    await message(ann.page, 'I am').waitFor();
  });

  it('leads from there to a private conversation', async () => {
    await message(ann.page, 'I am').getByRole('button', { name: 'bob' }).first().tap();
    await ann.page.getByRole('dialog', { name: 'Profile' }).getByRole('button', { name: 'Message', exact: true }).tap();
    await ann.page.waitForURL('**/direct/bob');
    await say(ann, 'Welcome');
    await bob.page.getByText('ann wrote to you: Welcome').waitFor();
    await ann.screenshot('first-conversation');
  });

  it('leads back from an address that does not exist', async () => {
    const { page } = ann;
    const answer = await page.goto('/room/general');
    expect(answer?.status()).toBe(404);
    await page.getByRole('link', { name: 'Back to the lobby' }).tap();
    await page.getByRole('heading', { name: 'Lobby' }).waitFor();
  });

  it('never has an error on the page', () => {
    expect([...ann.complaints, ...bob.complaints]).toEqual([]);
  });
});
