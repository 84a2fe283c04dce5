import { Store } from '../ui/store'

/** Whether the panel answers at all; whoever talks to it reports here, and the banner reads it. */
class PanelReach extends Store<'reached' | 'away'> {
  answered(): void {
    this.set('reached')
  }

  failed(): void {
    this.set('away')
  }
}

export const panelReach = new PanelReach('reached')
