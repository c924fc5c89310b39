import {
  IconBuilding,
  IconChecks,
  IconFileImport,
  IconMessageStar,
  IconPalette,
  IconScale,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type Me, reaches } from '@/requests/me';
import type { MessageKey } from '@/shared/i18n';

interface Part {
  to: string;
  words: MessageKey;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  may: (who: Me) => boolean;
}

/** What managers and admins have, with who may see it. */
export const parts: Part[] = [
  {
    to: '/manage/places',
    words: 'manage.places',
    icon: IconBuilding,
    may: (who) => reaches(who, 'set-opening-hours'),
  },
  {
    to: '/manage/approvals',
    words: 'manage.approvals',
    icon: IconChecks,
    may: (who) => reaches(who, 'see-approvals'),
  },
  {
    to: '/manage/feedback',
    words: 'manage.feedback',
    icon: IconMessageStar,
    may: (who) => reaches(who, 'see-feedback'),
  },
  {
    to: '/manage/people',
    words: 'manage.people',
    icon: IconUsers,
    may: (who) => reaches(who, 'see-members'),
  },
  {
    to: '/manage/rules',
    words: 'manage.rules',
    icon: IconScale,
    may: (who) => reaches(who, 'set-room-policy'),
  },
  {
    to: '/manage/import',
    words: 'manage.import',
    icon: IconFileImport,
    may: (who) => reaches(who, 'import'),
  },
  {
    to: '/manage/branding',
    words: 'manage.branding',
    icon: IconPalette,
    may: (who) => reaches(who, 'set-branding'),
  },
];
