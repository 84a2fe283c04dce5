import { Play, RotateCw, Skull, Square } from 'lucide-react'

export const ACTION_ICONS = { start: Play, stop: Square, restart: RotateCw, kill: Skull } as const
