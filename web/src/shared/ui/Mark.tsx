import { useState } from 'react';
import classes from './Mark.module.css';

interface Props {
  name: string;
  /** Where to get the logo. */
  logo?: string | null;
}

/** The organisation's mark: its logo, or its first letter on its colour. */
export function Mark({ name, logo }: Props) {
  const [gone, setGone] = useState<string>();
  if (logo && logo !== gone) {
    return <img className={classes.logo} src={logo} alt="" onError={() => setGone(logo)} />;
  }
  return (
    <span className={classes.mark} aria-hidden>
      {name.trim().charAt(0).toLocaleUpperCase() || 'B'}
    </span>
  );
}
