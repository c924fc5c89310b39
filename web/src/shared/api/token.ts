const KEPT = 'bookit.screen-token';
let spoken: string | null = null;

/** The API token that this page speaks with instead of a session: only screens do, only while one is open. */
export const token = {
  current: () => spoken,
  /** From the address's fragment, which no server ever sees, or from when the screen was first set up. */
  speakAs(fragment: string): boolean {
    const given = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
    if (given) localStorage.setItem(KEPT, given);
    spoken = given ?? localStorage.getItem(KEPT);
    return spoken !== null;
  },
};
