/** The order of cascade layers. Inlined before any style sheet, because sheets may arrive in any order. */
export const layerOrder = '@layer tokens,base,layout,components,utilities,print;';
