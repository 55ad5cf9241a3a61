import type { APIRoute } from 'astro';
import { recordedPresets } from '../../widgets/next-token/recorded.ts';

/** What the figure of "From prompt to text" knows of its presets, fetched when the figure comes near the screen. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await recordedPresets()));
