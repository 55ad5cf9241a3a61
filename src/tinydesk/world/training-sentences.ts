/**
 * Some ten thousand sentences more for training tickets to grow from. Only what pretrains adds them: they would make
 * every page that draws a ticket heavier, and no ticket of development or test needs them.
 */
import { account } from './frames/training/account.ts';
import { billing } from './frames/training/billing.ts';
import { product } from './frames/training/product.ts';
import { returns } from './frames/training/returns.ts';
import { shipping } from './frames/training/shipping.ts';
import { urgency } from './frames/training/urgency.ts';
import type { TrainingSentences } from './sentences.ts';

export const trainingSentences: TrainingSentences = { cores: { billing, shipping, returns, account, product }, urgent: urgency };
