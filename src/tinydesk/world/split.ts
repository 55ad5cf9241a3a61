/** Which part of the world a text belongs to: what is trained on, tuned by, or only ever tested. */
export type Split = 'train' | 'dev' | 'test';

/** The split of a sentence, by its place in its list: a tenth test, a tenth dev, the rest train. */
export function splitOf(index: number): Split {
  return index % 10 === 9 ? 'test' : index % 10 === 4 ? 'dev' : 'train';
}

/** A list of sentences parted into its three splits, which share nothing. */
export function bySplit<T>(sentences: readonly T[]): Record<Split, readonly T[]> {
  const of = (split: Split) => sentences.filter((_, index) => splitOf(index) === split);
  return { train: of('train'), dev: of('dev'), test: of('test') };
}
