/** How many numbers are not the one before plus one. */
export function breaksIn(seqs: readonly number[]): number {
  return seqs.filter((seq, i) => i > 0 && seq !== (seqs[i - 1] as number) + 1).length;
}
