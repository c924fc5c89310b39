import { useReducer } from 'react';
import type { Edits } from './pieces';

interface State {
  past: Edits[];
  now: Edits;
  future: Edits[];
}

type Act = { type: 'change'; edits: Edits } | { type: 'undo' } | { type: 'redo' } | { type: 'forget' };

const NOTHING: State = { past: [], now: {}, future: [] };

export function step(state: State, act: Act): State {
  switch (act.type) {
    case 'change':
      return { past: [...state.past, state.now], now: { ...state.now, ...act.edits }, future: [] };
    case 'undo': {
      const before = state.past.at(-1);
      if (!before) return state;
      return { past: state.past.slice(0, -1), now: before, future: [state.now, ...state.future] };
    }
    case 'redo': {
      const [after, ...future] = state.future;
      if (!after) return state;
      return { past: [...state.past, state.now], now: after, future };
    }
    case 'forget':
      return NOTHING;
  }
}

/** What was moved since the plan was saved, with all steps back and forth. */
export function useEdits() {
  const [state, act] = useReducer(step, NOTHING);
  return {
    edits: state.now,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    change: (edits: Edits) => act({ type: 'change', edits }),
    undo: () => act({ type: 'undo' }),
    redo: () => act({ type: 'redo' }),
    forget: () => act({ type: 'forget' }),
  };
}
