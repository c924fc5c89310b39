import type { ReactNode } from 'react';
import classes from './operations.module.css';

interface Props {
  /** What the table is of, for who can't see where it stands. */
  label: string;
  /** The first is a name, the others are figures. */
  heads: string[];
  children: ReactNode;
}

/** A compact table whose columns stay where they are while its numbers change. */
export function Table({ label, heads, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
