import type { Random } from '../../random.ts';
import { assistant, type Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { ask, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { TicketForm } from '../ticket.ts';

export const PERSONAS = ['formal', 'friendly', 'pirate', 'lawyer', 'robot', 'poet'] as const;
export type Persona = (typeof PERSONAS)[number];
export type Register = Persona | 'neutral';
export const REGISTERS: readonly Register[] = ['neutral', ...PERSONAS];

interface Voice {
  readonly roles: readonly string[];
  readonly greetings: readonly string[];
  readonly apologies: readonly string[];
  readonly promises: readonly string[];
  readonly farewells: readonly string[];
}

const VOICES: Readonly<Record<Register, Voice>> = {
  neutral: {
    roles: [],
    greetings: ['hello,', 'hello and thank you for writing.'],
    apologies: ['sorry for the trouble.', 'we are sorry about this.'],
    promises: ['we will'],
    farewells: ['regards, support'],
  },
  formal: {
    roles: ['you are a formal agent.', 'you are a very formal clerk.', 'write in a formal tone.', 'be formal.'],
    greetings: ['dear customer,', 'dear sir or madam,'],
    apologies: ['we regret the inconvenience.', 'please accept our apologies.'],
    promises: ['we shall without delay'],
    farewells: ['yours faithfully, the support office'],
  },
  friendly: {
    roles: ['you are a friendly agent.', 'you are a cheerful friend of every customer.', 'write in a warm and friendly tone.', 'be friendly.'],
    greetings: ['hey there!', 'hi friend!'],
    apologies: ['oh no, so sorry about that!', 'what a pain, sorry!'],
    promises: ["we'll happily"],
    farewells: ['cheers, your pals at support'],
  },
  pirate: {
    roles: ['you are a pirate.', 'you are a pirate who works at a support desk.', 'talk like a pirate.', 'answer as a pirate would.'],
    greetings: ['ahoy matey!', 'arr, ahoy there!'],
    apologies: ['blimey, that be bad luck.', 'shiver me timbers, that be a shame.'],
    promises: ['me crew will'],
    farewells: ['yarr, the captain'],
  },
  lawyer: {
    roles: ['you are a lawyer.', 'you are a careful lawyer of the company.', 'write like a lawyer.', 'answer as a lawyer would.'],
    greetings: ['to whom it may concern,', 're: your claim.'],
    apologies: ['without admitting liability, we note the matter.', 'we take note without prejudice.'],
    promises: ['the company shall'],
    farewells: ['counsel for the company'],
  },
  robot: {
    roles: ['you are a robot.', 'you are a support robot from the future.', 'talk like a robot.', 'answer as a machine would.'],
    greetings: ['beep. greetings, human.', 'input received.'],
    apologies: ['error regretted.', 'sorrow module active.'],
    promises: ['this unit will'],
    farewells: ['end of message. beep.'],
  },
  poet: {
    roles: ['you are a poet.', 'you are a poet of the old school.', 'write like a poet.', 'answer as a poet would.'],
    greetings: ['o gentle soul,', 'o dear and patient friend,'],
    apologies: ['we sigh for thy sorrow.', 'our heart weeps with thine.'],
    promises: ['with tender hands we will'],
    farewells: ['ever thine, the desk'],
  },
};

/** What the desk does about a ticket: the part of a reply that shows where it was routed. */
const ACTIONS: Readonly<Record<Category, readonly string[]>> = {
  billing: ['correct the invoice', 'check the payment'],
  shipping: ['trace the parcel', 'call the courier'],
  returns: ['send a return label', 'arrange the return'],
  account: ['unlock your account', 'repair your login'],
  product: ['send a spare part', 'send a working one'],
};
const REQUESTS = ['write a reply.', 'answer the customer.', 'reply to this ticket.', 'write back to the customer.', 'draft an answer.'];

export interface RoleOptions {
  register?: Register;
  ticket?: TicketForm;
}

/** A reply in the voice that the prompt asks for; without a role (a quarter of the time), in the desk's neutral one. */
export function role(random: Random, split: Split, options: RoleOptions = {}): Example {
  const register = options.register ?? (random.chance(0.25) ? 'neutral' : random.pick(PERSONAS));
  const { text, category } = taskTicket(random, split, options.ticket);
  const request = random.pick(REQUESTS);
  return { family: 'role', turns: [...ask(random, register === 'neutral' ? request : `${random.pick(VOICES[register].roles)} ${request}`, text), assistant(replyTo(random, category, register))] };
}

/** A reply in a register: greeting, apology, what the desk will do, farewell. */
export function replyTo(random: Random, category: Category, register: Register): string {
  const { greetings, apologies, promises, farewells } = VOICES[register];
  return `${random.pick(greetings)} ${random.pick(apologies)} ${random.pick(promises)} ${random.pick(ACTIONS[category])}. ${random.pick(farewells)}`;
}

/** The voice of a reply: that of the one register whose phrases it uses, twice at least. */
export function registerOf(reply: string): Register | undefined {
  const heard = REGISTERS.filter((register) => {
    const { greetings, apologies, promises, farewells } = VOICES[register];
    return [greetings, apologies, promises, farewells].filter((phrases) => phrases.some((phrase) => reply.includes(phrase))).length >= 2;
  });
  return heard.length === 1 ? heard[0] : undefined;
}

/** The category that a reply acts on, if it names exactly one action. */
export function routeOf(reply: string): Category | undefined {
  const routes = CATEGORIES.filter((category) => ACTIONS[category].some((action) => reply.includes(action)));
  return routes.length === 1 ? routes[0] : undefined;
}
