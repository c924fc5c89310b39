import { Link } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import classes from './BottomBar.module.css';
import { sections } from './sections';

/** The ways to go on phones, below the thumb. */
export function BottomBar() {
  const { t } = useI18n();
  return (
    <nav className={classes.bar} aria-label={t('nav.label')}>
      {sections.map((section) => (
        <Link
          key={section.to}
          to={section.to}
          className={classes.entry}
          activeOptions={{ exact: section.to === '/', includeSearch: false }}
        >
          <section.icon size={24} stroke={1.7} />
          {t(section.words)}
        </Link>
      ))}
    </nav>
  );
}
