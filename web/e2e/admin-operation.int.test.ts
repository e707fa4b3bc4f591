import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { signIn } from './steps.ts';

const descending = (from: number, to: number): number[] =>
  Array.from({ length: from - to + 1 }, (_, below) => from - below);

describe('administration of what runs', () => {
  let stage: Stage;
  let dataDir: string;
  let owner: ApiUser;
  let root: Visitor;
  let tea: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'confab-e2e-'));
    stage = await openStage({ dataDir });
    const { url } = stage.product;
    owner = await registerOverApi(url, 'root');
    const ann = await registerOverApi(url, 'ann');
    const texts = Array.from({ length: 60 }, (_, n) => `message ${n + 1}`);
    await fillRoom(owner, { name: 'tea', members: [ann], texts });
    const { room } = await owner.call<{ room: { id: string } }>('{ room(name: "tea") { id } }');
    tea = room.id;
    await owner.call('mutation { updateRoom(input: { room: "tea", topic: "green" }) { room { id } } }');
    await owner.call('mutation { banFromRoom(input: { room: "tea", username: "ann" }) { room { id } } }');
    await owner.call('mutation { setServerRole(input: { username: "ann", role: ADMIN }) { user { id } } }');
    root = await stage.enter('root');
    await signIn(root.page, 'root', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  const events = (): Locator => root.page.getByRole('region', { name: 'Events' }).getByRole('listitem');
  /** Where the state after this event is shown, once it is. */
  const stateAfter = (seq: number): Locator => root.page.getByRole('region', { name: `State after event ${seq}` });
  const position = (): Locator => root.page.getByRole('slider', { name: 'Position in the stream' });

  async function expectState(seq: number, state: object): Promise<void> {
    await stateAfter(seq).and(root.page.locator('[aria-busy=false]')).waitFor();
    expect(JSON.parse((await stateAfter(seq).locator('pre').textContent()) ?? 'null')).toMatchObject(state);
  }

  async function openStream(stream: string): Promise<void> {
    await root.page.goto('/admin/events');
    await root.page.getByRole('searchbox').fill(stream);
    await root.page.getByRole('link', { name: stream }).click();
    await events().first().waitFor();
  }

  it('shows the events of a stream and the state at each of them', async () => {
    const { page } = root;
    await openStream('server-admin');
    const first = events().filter({ hasText: /^\s*1\s*Admin/ });
    await first.getByText('AdministratorAppointed').click();
    await first.getByText('"userId"').waitFor();
    const id = expect.stringMatching(/^[0-9a-v]{20}$/);
    await expectState(2, { administrators: [id, id] });
    await page.getByRole('button', { name: 'State after event 1' }).click();
    await expectState(1, { administrators: [id] });
    await root.screenshot('admin-stream');
  });

  it('shows the state of a room at every position, before the first event too', async () => {
    await openStream(`room-${tea}`);
    expect(await events().locator('strong').allInnerTexts()).toEqual([
      'MemberBanned',
      'RoomUpdated',
      'MemberJoined',
      'RoomCreated',
    ]);
    await expectState(4, { phase: 'open', name: 'tea', topic: 'green' });
    await position().press('ArrowLeft');
    await position().press('ArrowLeft');
    await expectState(2, { phase: 'open', name: 'tea', topic: null });
    await position().press('Home');
    await expectState(0, { phase: 'absent', name: '', members: [] });
    await position().press('End');
    await expectState(4, { topic: 'green' });
    expect(await events().first().getByRole('button', { pressed: true }).count()).toBe(1);
  });

  it('turns the pages of a timeline to its beginning and back, and says that it has no state', async () => {
    const { page } = root;
    await openStream(`timeline-${tea}`);
    const expectPage = async (from: number, to: number) => {
      await events()
        .first()
        .filter({ hasText: new RegExp(`^\\s*${from}\\s*MessagePosted`) })
        .waitFor();
      expect((await events().allInnerTexts()).map((text) => Number.parseInt(text, 10))).toEqual(descending(from, to));
    };
    const turn = (button: string) => page.getByRole('button', { name: button, exact: true });
    await expectPage(60, 36);
    expect(await turn('Newer').isDisabled()).toBe(true);
    await turn('Older').click();
    await expectPage(35, 11);
    await turn('Older').click();
    await expectPage(10, 1);
    expect(await turn('Older').isDisabled()).toBe(true);
    await turn('Newer').click();
    await expectPage(35, 11);
    await turn('Newer').click();
    await expectPage(60, 36);
    await page.getByText('so it has no single state').waitFor();
  });

  it('shows how the services are: also that one can’t work while another program locks its database', async () => {
    const { page } = root;
    await page.getByRole('link', { name: 'Health' }).click();
    const services = page.getByRole('list', { name: 'Health' }).getByRole('listitem');
    const ready = services.filter({ hasText: /Ready/ });
    const notReady = services.filter({ hasText: 'Not ready' });
    await services.nth(2).waitFor();
    expect(await ready.count()).toBe(3);
    await root.screenshot('admin-health');
    const other = new DatabaseSync(join(dataDir, 'rooms.db'));
    other.exec('BEGIN IMMEDIATE');
    try {
      await notReady.filter({ hasText: 'rooms' }).filter({ hasText: 'was not answered in time' }).waitFor();
      expect(await ready.count()).toBe(2);
      await root.screenshot('admin-health-not-ready');
    } finally {
      other.close();
    }
    await notReady.waitFor({ state: 'detached' });
    expect(await ready.count()).toBe(3);
  });

  it('leaves no complaint of a script', () => {
    expect(root.complaints).toEqual([]);
  });
});
