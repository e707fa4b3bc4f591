import { parseArgs } from 'node:util';
import { ADMINISTRATOR, VIEWER, WORKSPACE_PASSWORD } from './people.ts';
import { copyWorkspace, workspaceFolder } from './workspace.ts';

/** `npm run seed`: prints a folder with a furnished workspace. `--seed N`, `--rooms N`; `--to folder`: copies it there, to be served from. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rooms: { type: 'string', default: '36' },
    to: { type: 'string' },
  },
});
const options = { seed: whole('seed', values.seed), rooms: whole('rooms', values.rooms) };

const began = performance.now();
if (values.to === undefined) console.log(await workspaceFolder(options));
else {
  await copyWorkspace(values.to, options);
  console.log(values.to);
}
console.error(
  `Made in ${((performance.now() - began) / 1000).toFixed(1)} s. Sign in as ${VIEWER}, or as ${ADMINISTRATOR}, with ${WORKSPACE_PASSWORD}.`,
);

function whole(name: string, value: string): number {
  const number = Number(value);
  if (!(Number.isInteger(number) && number > 0)) {
    console.error(`--${name} takes a whole number from 1.`);
    process.exit(1);
  }
  return number;
}
