/** Why a store did not add a message: it is there already, so the store is as good as it was. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'ConstraintError';
}
