import { parseArgs } from 'node:util';
import { launchChromium } from '../../tooling/chromium.ts';
import { openBigRoom } from './big-room.ts';
import { measureMemory } from './measure-memory.ts';
import { type Reader, signInReader } from './reader.ts';
import { type Result, reportOf } from './report.ts';
import { scriptBytes } from './script-bytes.ts';

/**
 * `npm run bench:web`: the web app in a real browser, against the started product. `--messages N`: as many in the room instead of
 * 100,000. `--rate N`: messages a second instead of 200. `--seconds N`: how long frames are counted. `--minutes N`: how long memory is
 * watched, 0 for not at all. `--json`: figures alone. Exits with 1 where a target is missed, or a message was not shown.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    minutes: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const NAVIGATIONS = 5;

const progress = (line: string) => console.error(line);
const rate = Number(values.rate);

const room = await openBigRoom(Number(values.messages));
const browser = await launchChromium('whole');
try {
  const reader = await signInReader(browser, room);
  progress(`A room of ${values.messages} messages is open.`);
  const result = await measure(reader);
  const { text, allMet } = reportOf(result);
  console.log(values.json ? JSON.stringify(result, null, 2) : text);
  if (!allMet) process.exitCode = 1;
} finally {
  await browser.close();
  await room.close();
}

async function measure(reader: Reader): Promise<Result> {
  const initialKb = (await scriptBytes(reader.page, '/login')) / 1_000;
  const entered: number[] = [];
  const loaded: number[] = [];
  for (let i = 0; i < NAVIGATIONS; i += 1) {
    entered.push(await reader.enterFromLobby());
    loaded.push(await reader.loadRoom());
  }
  const roomKb = (await scriptBytes(reader.page, '/rooms/big')) / 1_000;

  const stop = room.post(rate);
  await reader.page.waitForTimeout(2_000);
  progress(`${rate} messages/s arrive.`);
  const frames = await reader.record(Number(values.seconds) * 1_000);
  const memory = await measureMemory(reader, { minutes: Number(values.minutes), progress });
  const { posted, end } = await stop();
  await reader.caughtUp(end);
  return { initialKb, roomKb, entered, loaded, rate, posted, frames, memory, articles: await reader.articles() };
}
