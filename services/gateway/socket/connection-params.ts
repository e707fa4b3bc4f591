const AUTHORIZATION = 'authorization';
const HEADERS = 'headers';

/**
 * The authorization in the payload of a `connection_init`: under that name in any letter case, or
 * under that name within `headers`, where Apollo's and Python's clients put it.
 */
export function authorizationIn(params: Readonly<Record<string, unknown>> | undefined): unknown {
  const own = valueNamed(params, AUTHORIZATION);
  if (own !== undefined) return own;
  const headers = valueNamed(params, HEADERS);
  return typeof headers === 'object' && headers !== null ? valueNamed(headers, AUTHORIZATION) : undefined;
}

/** The first value of this name that says anything. */
function valueNamed(object: object | undefined, name: string): unknown {
  for (const [key, value] of Object.entries(object ?? {})) {
    if (key.toLowerCase() === name && value != null && value !== '') return value;
  }
  return undefined;
}
