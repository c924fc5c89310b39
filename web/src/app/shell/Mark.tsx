import classes from './Mark.module.css';

/** The organisation's mark: its first letter on its colour. */
export function Mark({ name }: { name: string }) {
  return (
    <span className={classes.mark} aria-hidden>
      {name.trim().charAt(0).toLocaleUpperCase() || 'B'}
    </span>
  );
}
