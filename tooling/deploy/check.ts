import { buildCombination, buildManifests, foldersIn, type Manifest } from './manifests.ts';
import { policyViolations } from './policy.ts';
import { closedDoors } from './reachability.ts';
import { schemaViolations } from './schema.ts';

/**
 * Builds every overlay and the base with every combination of components, and holds each object against the schemas of Kubernetes and against our policy; who may
 * call whom has to be let in there.
 * Prints what is wrong; exit code 1 where anything is.
 */
const components = foldersIn('components');
/** Images without a tag are given one by an overlay. */
const TAGGED_BY_OVERLAY = /container (mongodb|keyfile|nats|redis|initiate) has an image without/;

function* combinations(): Iterable<string[]> {
  for (let chosen = 0; chosen < 2 ** components.length; chosen += 1) {
    yield components.filter((_, bit) => chosen & (1 << bit));
  }
}

let violations = 0;
function report(what: string, manifests: readonly Manifest[], ignored?: RegExp): void {
  const found = [...manifests.flatMap(schemaViolations), ...policyViolations(manifests), ...closedDoors(manifests)];
  for (const line of found.filter((one) => !ignored?.test(one))) {
    violations += 1;
    console.log(`${what}: ${line}`);
  }
}

for (const overlay of foldersIn('overlays')) report(`overlays/${overlay}`, buildManifests(`overlays/${overlay}`));
let count = 0;
for (const chosen of combinations()) {
  count += 1;
  report(`base with ${chosen.join(', ') || 'nothing'}`, buildCombination(chosen), TAGGED_BY_OVERLAY);
}
console.log(
  `${foldersIn('overlays').length} overlays and ${count} combinations of components, ${violations} violations`,
);
if (violations > 0) process.exit(1);
