/** The item that a sentence names by itself, where no slot put it there. */
import type { Category } from './frames/format.ts';
import { colours, goods, items, uses, wares } from './lexicon.ts';

/** A bought thing that the core names outright ("the kettle trips the fuse"). The first one named wins. */
export function itemIn(core: string, category: Category): string | undefined {
  const dash = (phrase: string) => '-'.repeat(phrase.length);
  const rest = core.replace(NOT_BOUGHT, dash);
  const match = NAMED_ITEM.exec(category === 'account' ? rest.replace(SIGNED_IN, dash) : rest);
  return match?.[1] ?? match?.[2];
}

/** Mentions of a thing that is not what was bought, by why it is mentioned. */
const NOT_BOUGHT = new RegExp(
  String.raw`\b(?:${[
    // What something looks like.
    String.raw`(?<!something )like an? [a-z]+`,
    // What the writer uses anyway, has on, or holds the goods against.
    String.raw`(?:with|from|to|for) (?:the|my) (?:phone|laptop|tv)\b|(?:on|over|up) (?:the|my) (?:phone|tablet)\b|(?:answers|his|off) (?:the )?phone|phone line`,
    String.raw`my phone (?:is ancient|asks|bill|entered|filled|in your|payment|put|wallet|wants|was)|my (?:wallet|purse)\b|wallet (?:payment|transaction)`,
    String.raw`(?:my|your|with the) calculator\b|(?:no|have a) (?:printer|pen|uniform|doorbell|phone)\b|in slippers|on crutches|glasses on\b|hats off|(?:in|with) a wheelchair`,
    String.raw`(?:wears?|wears? two|muddy|his) (?:a hat|gloves|jumpers|wool|boots|bowls)\b|i (?:left|forgot) (?:a|my)(?: own)?(?: [a-z]+'s)? [a-z]+|(?:odd|left|ever return) shoes(?:\?| this)`,
    String.raw`(?:their|his|her) [a-z]+ (?:after a|without a|worn)|(?:with the|against the|on) tiles|thick carpets|(?:the|leaks|spilled|since|because|which) ink(?! cartridge)|(?:red|spilled) wine|wine was|found candles`,
    // Where something stands or is put.
    String.raw`(?:in|into|to) the (?:dishwasher|dryer|oven|freezer|microwave|washing machine)\b|(?:some|garden,) shed\b|in the greenhouse|under the bench\b`,
    String.raw`(?:in|front of|inside|behind|want|in your) (?:a |the )?(?:bath(?=\.| without| and)|mirror|barbecue|shed|uniform)|on the shelf\b|the shelf price|up a ladder\b|off the table`,
    String.raw`off my chair|at the desk|on the clock|the top (?:keys|strings|lamps|jets|burners)|(?:half the|every other) lamps|in large scales|(?:all my|in old) towels`,
    // What the courier, the shop and their machines have.
    String.raw`train derail|bike courier|check the camera|on (?:my|the) camera(?: and|\. where|\. is)|(?:camera|doorbell) (?:shows two|saw|filmed|video)|(?:driver|neighbour)'s (?:phone|camera|sat nav)`,
    String.raw`skip the doorbell|doorbell (?:is faulty|doesn't work|is out)|intercom (?:code|is faulty|is out|doesn't)|the (?:gps|sat nav) (?:shows (?:the d|our|my)|puts)|(?:has|shows) a doormat`,
    String.raw`needs a fob|tape (?:not|ran|cut|was)|printer was out|scales (?:say|were)|tap (?:to|payment)|a robot\b|our controller|(?:our|old) software|software bug|cup (?:fee|charge|of)`,
    // A part of the goods, or what they need, touch or are made of.
    String.raw`(?<!with )the [a-z]+ (?:of|on|in) (?:it|this thing|the thing)\b|(?:no|any) [a-z]+ (?:inside|in the box|for)|a [a-z]+ inside it|how the (?:timer|thermostat)\b|controller for`,
    String.raw`(?:the|a|missing) cap\b|the \w+ lamp (?:blinks|flashes|comes)|which light bulb|put the runners|the runner bent|or a plate|the toner|these washers|extra shelves|\d shelves|drill holes`,
    String.raw`spare (?:jug|remote|ring)|remote control (?:for|of) this|put in the remote|(?:new|fresh|take|the|states|which|with) batteries|(?:makers'|generic) chargers|(?:the|delicate) fabrics?`,
    String.raw`lamb's wool|fluff balls|whole balls|dish soap|(?:much|amount of) (?:compost|grout|gravel)|paint (?:smells|has|is|peels)|second coat|(?:coffee|tea) (?:from|comes)|nothing on the bottle`,
    String.raw`the tyre on\b|a shaver for that|off a generator|love the napkins|got the cushions|about a toaster`,
    // Another word of the same letters.
    String.raw`that safe\b|safe(?:\?| to\b)|first timers?|top (?:up|level|tier)|that (?:rings|suits)|one throws|hates|boots in a loop|game (?:mode|thing)|tea time|radio silence|pot luck|ring flat`,
  ].join('|')})`,
  'g',
);

/** What a customer of the account department signs in with or looks at. */
const SIGNED_IN = /\b(?:phone|laptop|tablet|tv|watch|keyboard|scanner|printer|glasses|notebook|safe|clock|smart speaker|fridge|lock|padlock|sieve|puzzle|remote|robot|bicycles|tap|timer|top|train)s?\b/g;

/**
 * A good with what may stand before it: a determiner, with adjectives perhaps, or the start of a sentence. Several
 * goods, and goods of several words, need nothing before them.
 */
const NAMED_ITEM = (() => {
  const oneOf = (names: readonly string[]) => [...names].sort((a, b) => b.length - a.length).join('|');
  const counted: readonly string[] = [...items, ...goods];
  const name = oneOf(counted);
  const number = 'some|any|no|these|both|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty';
  const measure = '(?:bags?|balls|batch|bottles?|box|boxes|container|crate|hanks|heap|jars?|kilos|litres|metres|pack|pairs?|pallets|parcel|pile|rolls?|sets?|stack|tins?|tube|units|yards) of';
  const verb = 'bought|buy|order|ordering|sending|expect|(?:estimate|offer|quote) for|engraved|ex-demo|display|b-stock|missing';
  const determiner = `\\b(?:the|my|this|our|a|an|that|his|her|their|your|new|old|one|another|same|identical|second|[a-z]+'s?|${number}|${measure}|${verb})`;
  const adjective = `(?:(?:brand new|made to measure|cast iron|non stick|enamel|copper|electric|new|old|little|small|large|big|huge|deluxe|spare|unwanted|lovely|first|left|right|smart|ex-demo|display|b-stock|engraved|exact|great|single|second-hand|toddler size|unsuitable|plain|plastic|${colours.join('|')}) )*?`;
  const start = '(?:^|[.:;?!,] )';
  const notAVerb = '(?! (?:the|my)\\b)';
  const notAHead = "(?!-| (?:ad|app|bags|boots|box|bean|club|covers|deposit|floor|jar|life|number|place|plan|salts|shoes|size|wax|pin|socket|spot|station|subscription|tabs|user|of (?:olive|yarn|gin|the|my)|it|me|us)\\b)";
  const unlessAVerb = '(?!(?:bath|cap|case|drill|drone|fan|iron|jam|lock|phone|puzzle|race|rattle|ring|safe|shed|sink|suit|throw|tie|top|train)(?:e?s)\\b)';
  const several = `${unlessAVerb}(?:${name})e?s|(?:${oneOf(counted.filter((one) => one.includes(' ')))})|(?:(?:${oneOf(uses)}) )?(?:${oneOf(wares)})`;
  return new RegExp(`(?:${determiner} ${adjective}|${start}${adjective}(?=(?:${name})\\b${notAVerb}))((?:${name})(?:e?s)?)\\b${notAHead}|\\b(${several})\\b${notAHead}`);
})();
