import { createSpotlight } from '@mantine/spotlight'

/** Whether the palette is open and what was typed into it; and how to open it. */
export const [paletteStore, palette] = createSpotlight()

/** Makes the first of what was found the one that Enter takes. */
export function selectFirst(): void {
  const actions = document.getElementById(paletteStore.getState().listId)?.querySelectorAll('[data-action]') ?? []
  actions.forEach((action, index) => action.toggleAttribute('data-selected', index === 0))
  paletteStore.updateState((state) => ({ ...state, selected: actions.length > 0 ? 0 : -1 }))
}
