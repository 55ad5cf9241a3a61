/** The item that a sentence names by itself, where no slot put it there. */
import type { Category } from './frames/format.ts';
import { colours, goods, items } from './lexicon.ts';

/**
 * An item that the core names outright ("the kettle trips the fuse"), where the ticket is about the goods. The first
 * one named wins.
 */
export function itemIn(core: string, category: Category): string | undefined {
  if (category === 'billing' || category === 'account') return undefined;
  return NAMED_ITEM.exec(core.replace(NOT_BOUGHT, (phrase) => '-'.repeat(phrase.length)))?.[1];
}

/** Mentions of a thing that is not what was bought: where something stands, what it looks like, what it works with. */
const NOT_BOUGHT = new RegExp(
  [
    '(?<!something )\\blike an? [a-z]+',
    '\\b(?:with|from|to|for|onto) (?:the|my) (?:phone|laptop|tablet|tv)\\b',
    '\\b(?:on|over|by|up) (?:the|my|a tiny) (?:phone|mat)\\b',
    '\\b(?:in|into|to) (?:the|a) (?:dishwasher|dryer|oven|freezer|microwave|cap)\\b',
    '\\bin the shed\\b|\\b(?:the|my) train (?:station|because)|\\bthe tyre on\\b|\\bi left a hearing aid|\\bthe scale rubbed',
    '\\bhow the (?:pump|timer|thermostat)\\b|\\bthe \\w+ lamp (?:blinks|flashes|comes)|\\bthe top (?:floor|keys|strings|lamps|jets|burners)',
    '\\bunder the bench\\b|\\bbehind the (?:water butt|greenhouse)\\b|\\bon (?:a|the|my) shelf\\b|\\bup a ladder\\b',
    '\\bcheck the camera|^camera shows|\\ba doorbell camera|\\bskip the doorbell|\\babout a toaster|\\bwears? a hat\\b',
  ].join('|'),
  'g',
);

/** A good with what may stand before it: a determiner, with adjectives perhaps, or the start of a sentence. */
const NAMED_ITEM = (() => {
  const names = [...items, ...goods].sort((a, b) => b.length - a.length).join('|');
  const determiner = '\\b(?:the|my|this|our|a|an|that|his|her|their|your|new|old|one|another|same|identical|second|tin of)';
  const adjective = `(?:(?:brand new|cast iron|non stick|enamel|copper|new|old|little|small|large|big|huge|deluxe|spare|unwanted|lovely|first|left|right|smart|${colours.join('|')}) )*?`;
  const start = '(?:^|[.:;?!] )';
  const notAVerb = '(?! (?:the|my)\\b)';
  const notAHead = '(?! (?:bags|boots|covers|floor|life|number|place|salts|shoes|size|spot|station|tabs|user|it|me|us)\\b)';
  return new RegExp(`(?:${determiner} ${adjective}|${start}${adjective}(?=(?:${names})\\b${notAVerb}))(${names})\\b${notAHead}`);
})();
