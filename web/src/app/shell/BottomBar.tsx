import { Link } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import classes from './BottomBar.module.css';
import { SectionIcon } from './SectionIcon';
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
          <SectionIcon section={section} size={24} />
          {t(section.words)}
        </Link>
      ))}
    </nav>
  );
}
