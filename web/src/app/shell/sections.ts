import {
  IconActivityHeartbeat,
  IconBell,
  IconBuildingCog,
  IconCalendarEvent,
  IconCalendarPlus,
  IconChartBar,
  IconHome,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type Me, reaches } from '@/requests/me';
import type { MessageKey } from '@/shared/i18n';

export interface Section {
  to: '/' | '/book' | '/bookings' | '/inbox';
  words: MessageKey;
  icon: ComponentType<{ size?: number; stroke?: number }>;
}

/** What everybody has: the bar of a phone, the top of the rail. */
export const sections: Section[] = [
  { to: '/', words: 'nav.today', icon: IconHome },
  { to: '/book', words: 'nav.book', icon: IconCalendarPlus },
  { to: '/bookings', words: 'nav.my-bookings', icon: IconCalendarEvent },
  { to: '/inbox', words: 'nav.inbox', icon: IconBell },
];

export interface SpecialSection extends Omit<Section, 'to'> {
  to: string;
  may: (who: Me) => boolean;
}

/** What only some have, below: a section comes with the first page of it. */
export const specialSections: SpecialSection[] = [
  { to: '/manage', words: 'nav.manage', icon: IconBuildingCog, may: (who) => reaches(who, 'see-approvals') },
  {
    to: '/audit',
    words: 'nav.audit',
    icon: IconShieldCheck,
    may: (who) => reaches(who, 'see-ledger'),
  },
  {
    to: '/reports',
    words: 'nav.reports',
    icon: IconChartBar,
    may: (who) => reaches(who, 'see-reports'),
  },
  {
    to: '/operations',
    words: 'nav.operations',
    icon: IconActivityHeartbeat,
    may: (who) => reaches(who, 'see-operations'),
  },
];
