/** Media type of GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_RESPONSE = 'application/json';

export type MediaType = typeof GRAPHQL_RESPONSE | typeof JSON_RESPONSE;

/** How a range names the type: exactly, or among others. The narrower counts. */
const PRECISE = 3;
const RANGES: Readonly<Record<string, number>> = { '*/*': 1, 'application/*': 2 };

interface Wish {
  precision: number;
  quality: number;
}

/**
 * What is answered to this `Accept`: the one that the client likes better; of two that it names and likes alike that of GraphQL; plain JSON for whoever takes
 * anything, says nothing, or takes neither.
 */
export function mediaTypeFor(accept: string | undefined): MediaType {
  const graphql = wishFor(GRAPHQL_RESPONSE, accept);
  const json = wishFor(JSON_RESPONSE, accept);
  if (graphql.quality !== json.quality) return graphql.quality > json.quality ? GRAPHQL_RESPONSE : JSON_RESPONSE;
  return graphql.quality > 0 && graphql.precision === PRECISE ? GRAPHQL_RESPONSE : JSON_RESPONSE;
}

/** The wish of the narrowest range: https://www.rfc-editor.org/rfc/rfc9110#name-accept */
function wishFor(type: MediaType, accept = ''): Wish {
  let best: Wish = { precision: 0, quality: 0 };
  for (const part of accept.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map((each) => each.trim());
    const precision = range === type ? PRECISE : (RANGES[range] ?? 0);
    if (precision > best.precision) best = { precision, quality: qualityOf(parameters) };
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const [, value] = parameters.map((each) => /^q\s*=\s*([\d.]+)$/.exec(each)).find((found) => found) ?? [];
  return value === undefined ? 1 : Math.min(1, Number(value) || 0);
}
