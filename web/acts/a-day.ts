import { VIEWER, WORKSPACE_PASSWORD } from '../../tooling/workspace/people.ts';
import { arriving } from './acts/arriving.ts';
import { fields } from './acts/fields.ts';
import { leaving } from './acts/leaving.ts';
import { moving } from './acts/moving.ts';
import { network } from './acts/network.ts';
import { phone } from './acts/phone.ts';
import { reading } from './acts/reading.ts';
import { settings } from './acts/settings.ts';
import { withheld } from './acts/withheld.ts';
import { writing } from './acts/writing.ts';
import { actsOf, beginDay, type Day } from './day.ts';
import type { Engine } from './port.ts';
import { fillIn } from './steps.ts';

/** Signs in whoever is not yet, because a single act is asked for. */
async function isThere({ page }: Day): Promise<void> {
  if ((await page.address()) !== 'blank') return;
  await page.open('/login');
  await fillIn(page, VIEWER, WORKSPACE_PASSWORD);
  await page.press('Enter');
  await page.role('heading', 'Lobby').shown();
}

/** The same acts in the same order, in any engine: each goes on where the one before it has ended. */
export function aDayIn(engine: Engine): void {
  describe(`a day in ${engine.name}: somebody`, () => {
    let day: Day;
    beforeAll(async () => {
      day = await beginDay(engine);
    }, 120_000);
    afterAll(() => day?.end(), 60_000);

    arriving(
      actsOf(
        () => day,
        async () => undefined,
      ),
    );
    const act = actsOf(() => day, isThere);
    for (const acts of [reading, writing, fields, moving, network, settings, phone, withheld, leaving]) acts(act);
  });
}
